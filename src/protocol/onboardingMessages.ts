/** What the onboarding panel and the extension say to each other. */
import * as z from 'zod/mini';
import { cleanRoomClouds, cleanRoomTypes } from '../core/model/cleanRoom.ts';
import { onboardingActions } from '../core/onboarding/actions.ts';
import { checkStates, onboardingSteps } from '../core/onboarding/engagement.ts';
import { mostInvitees } from '../core/partners/invitees.ts';
import { longestNote } from '../core/partners/note.ts';
import { permissionFlagNames, permissionFlagsSchema } from '../core/partners/permissionFlags.ts';
import { panelProtocol } from './panelMessages.ts';
import { inviting, namedConnection, noteTemplate, panelRun, runPlan, runStep } from './partnerMessages.ts';

export { cleanRoomClouds, cleanRoomTypes } from '../core/model/cleanRoom.ts';
export { onboardingActions, type OnboardingAction } from '../core/onboarding/actions.ts';
export { onboardingSteps, type OnboardingStep } from '../core/onboarding/engagement.ts';
export { permissionFlagNames, type PermissionFlagName, type PermissionFlags } from '../core/partners/permissionFlags.ts';

/** A connection as the panel offers it. */
const connection = z.extend(namedConnection, {
  /** ISO 8601: when its engagements were read. */
  readAt: z.optional(z.string()),
  /** Missing where nobody can be invited through it now. */
  inviting: z.optional(z.extend(inviting, { service: z.enum(['aws', 'liveramp']) })),
  /** The rooms that are ours. */
  rooms: z.array(z.object({ id: z.string(), displayId: z.optional(z.string()), name: z.string() })),
});

const step = z.object({
  step: z.enum(onboardingSteps),
  title: z.string(),
  state: z.enum(['pending', 'in_progress', 'done', 'failed', 'waiting']),
  detail: z.string(),
});

/** One check of the newest validation. */
const check = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(checkStates),
  detail: z.string(),
  /** More of what shows it. */
  evidence: z.array(z.string()),
  /** How to mend it; `runs`: a job does it. Empty where the checks did not run just now. */
  remedies: z.array(z.object({ title: z.string(), runs: z.boolean(), text: z.optional(z.string()) })),
});

const followUp = z.object({
  day: z.int(),
  kind: z.enum(['reminder', 'contact', 'escalation']),
  /** yyyy-mm-dd. */
  dueOn: z.optional(z.string()),
  state: z.enum(['planned', 'due', 'overtaken', 'done', 'not_needed']),
  /** A mail that can be sent as it is. */
  text: z.string(),
});

const engagement = z.object({
  connectionId: z.string(),
  id: z.string(),
  /** What people call the partner, and how the service does. */
  partner: z.string(),
  address: z.string(),
  roomId: z.string(),
  /** With the short id that LiveRamp's own pages show. */
  room: z.string(),
  flow: z.string(),
  template: z.string(),
  flags: permissionFlagsSchema,
  /** Empty: the standard one, or none where the service sends no words along. */
  note: z.string(),
  steps: z.array(step),
  /** Missing where all are done. */
  current: z.optional(z.enum(onboardingSteps)),
  next: z.string(),
  ageDays: z.int(),
  invitedDays: z.optional(z.int()),
  expectedDays: z.optional(z.int()),
  /** In the service's own word. */
  invitationStatus: z.optional(z.string()),
  /** Why the service could not be read. */
  problem: z.optional(z.string()),
  followUps: z.array(followUp),
  guidance: z.object({ roles: z.array(z.object({ role: z.string(), title: z.string(), lines: z.array(z.string()) })), mail: z.string() }),
  activationMail: z.string(),
  validation: z.optional(z.object({ at: z.string(), live: z.boolean(), checks: z.array(check) })),
  activatedAt: z.optional(z.string()),
  overrideReason: z.optional(z.string()),
  closedAt: z.optional(z.string()),
  /** What has happened, oldest first. */
  events: z.array(z.object({ at: z.string(), by: z.string(), what: z.string(), detail: z.string() })),
});

const flow = z.object({
  id: z.string(),
  title: z.string(),
  template: z.string(),
  /** Missing where the folder names a template that there is not. */
  flags: z.optional(permissionFlagsSchema),
  /** The text of its note template, where it has one. */
  note: z.optional(z.string()),
  expectedDays: z.int(),
  followUpDays: z.array(z.int()),
});

/** What partners of a batch are to be brought on board with. */
const wish = z.object({
  connectionId: z.string(),
  roomId: z.string(),
  partners: z
    .array(z.object({ to: z.string().check(z.maxLength(500)), name: z.optional(z.string().check(z.maxLength(500))) }))
    .check(z.minLength(1), z.maxLength(mostInvitees)),
  flow: z.string(),
  /** Another template than the flow's. */
  template: z.optional(z.string()),
  /** Missing: the flow's. */
  note: z.optional(z.string().check(z.maxLength(longestNote))),
  roomType: z.optional(z.enum(cleanRoomTypes)),
  roomCloud: z.optional(z.enum(cleanRoomClouds)),
});

const reference = z.object({ connectionId: z.string(), id: z.string() });
const chosen = z.array(reference).check(z.minLength(1));
const deed = {
  action: z.enum(onboardingActions),
  engagements: chosen,
  /** Of `follow_up_done`. */
  day: z.optional(z.int()),
  /** Of `activate`: why it is right although not everything passed. */
  overrideReason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))),
};

const focus = z.object({ connectionId: z.string(), roomId: z.optional(z.string()), engagementId: z.optional(z.string()) });

export const onboardingProtocol = panelProtocol({
  requests: {
    /** Reads every connection anew. */
    refresh: { input: z.object({}) },
    /** Plans how a batch would be begun; nothing is written. */
    check: { input: z.object({ wish }), answer: runPlan },
    /** Begins a batch: writes its files. What becomes of each comes as news. */
    start: { input: z.object({ runId: z.string(), wish }) },
    /** Plans a step of engagements; nothing is done. */
    checkStep: { input: z.object(deed), answer: runPlan },
    /** Takes engagements a step further; what goes to a service is asked for once for each connection. */
    advance: { input: z.object({ runId: z.string(), ...deed }) },
    /** Runs the remedy of a failed check, and then the checks again. */
    mend: { input: z.object({ runId: z.string(), engagement: reference, checkId: z.string(), remedy: z.int().check(z.gte(0)) }) },
    /** What is under way finishes; nothing new begins. */
    stop: { input: z.object({}) },
    /** Puts words into the clipboard. */
    copy: { input: z.object({ text: z.string().check(z.maxLength(20_000)) }) },
    /** Opens a ready mail to the partner in the person's mail program; to nobody yet where somebody else is meant. */
    openMail: { input: z.object({ engagement: reference, text: z.string().check(z.maxLength(20_000)), toPartner: z.boolean() }) },
    /** Opens an engagement's file in an editor. */
    openFile: { input: z.object({ engagement: reference }) },
  },
  news: {
    /** The whole picture: at the start, and whenever something of it has changed. */
    picture: z.object({
      connections: z.array(connection),
      /** The connection that was written to last, if any. */
      lastUsed: z.optional(z.string()),
      engagements: z.array(engagement),
      /** Files that cannot be read, each with its place. */
      problems: z.array(z.string()),
      /** Files of connections that are not here. */
      elsewhere: z.array(z.string()),
      flows: z.array(flow),
      templates: z.array(z.object({ id: z.string(), title: z.string(), flags: permissionFlagsSchema })),
      noteTemplates: z.array(noteTemplate),
      /** What each flag moves, and for whom. */
      flags: z.array(z.object({ name: z.enum(permissionFlagNames), title: z.string(), sentence: z.string() })),
      acceptedMailDomains: z.array(z.string()),
      /** Whether this workspace may write at all, and whether there is a folder to write into. */
      mayWrite: z.boolean(),
      hasFolder: z.boolean(),
      /** Why templates, flows or files could not be read from the folder. */
      folderProblem: z.optional(z.string()),
      show: z.optional(focus),
    }),
    run: panelRun,
    /** One more step of the running job. */
    step: runStep,
  },
});
export type OnboardingProtocol = typeof onboardingProtocol;
export type PanelConnection = z.infer<typeof connection>;
export type PanelEngagement = z.infer<typeof engagement>;
export type PanelStep = z.infer<typeof step>;
export type PanelCheck = z.infer<typeof check>;
export type PanelFollowUp = z.infer<typeof followUp>;
export type OnboardingWish = z.infer<typeof wish>;
export type EngagementReference = z.infer<typeof reference>;
export type OnboardingFocus = z.infer<typeof focus>;
export type OnboardingPicture = Omit<z.infer<(typeof onboardingProtocol)['news']['picture']>, 'show'>;
/** What is to be done about engagements. */
export interface OnboardingDeed {
  action: (typeof onboardingActions)[number];
  engagements: EngagementReference[];
  day?: number | undefined;
  overrideReason?: string | undefined;
}
