/** What can be done about engagements. */
export const onboardingActions = [
  /** Sends the invitations, as inviting partners does, and records it. */
  'send',
  /** Notes in the file what the service says: accepted, declined, cancelled. */
  'record',
  /** Notes that the follow-up of a day was made. */
  'follow_up_done',
  /** Notes that the partner was given the guidance. */
  'guidance_sent',
  /** Sets the permissions that were chosen, as configuring permissions does. */
  'apply_permissions',
  /** Runs the checks and writes what came of them into the file. */
  'validate',
  /** Runs the checks, and activates those that pass; others only with a reason. */
  'activate',
  /** Gives it up, or is done with it: the file stays and asks for nothing. */
  'close',
  'reopen',
] as const;
export type OnboardingAction = (typeof onboardingActions)[number];
