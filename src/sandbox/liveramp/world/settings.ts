/** How LiveRamp behaves in a scenario; see liveRampScenarioSchema.ts for what each one means. */
export interface LiveRampSettings {
  tokensPerDay: number;
  tokenHours: number;
  runsPerHour: number;
  runQueuedSeconds: number;
  runSeconds: number;
  errorForm: 'live' | 'spec';
  invitationList: 'array' | 'object' | 'null_when_empty';
  questionPermissionsFrom: 'query' | 'body' | 'either';
  duplicateInvitation: 'accepts' | 'conflicts';
  cancelledInvitations: 'vanish' | 'stay';
}
