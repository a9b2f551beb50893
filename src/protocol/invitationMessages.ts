/** What the invitations panel and the extension say to each other. */
import * as z from 'zod/mini';
import { cleanRoomClouds, cleanRoomFeatures, cleanRoomRegions, cleanRoomTypes } from '../core/model/cleanRoom.ts';
import { mostInvitees } from '../core/partners/invitees.ts';
import { longestNote } from '../core/partners/note.ts';
import { panelProtocol, type NewsOf } from './panelMessages.ts';
import { inviting, namedConnection, noteTemplate, panelRun, runPlan, runStep } from './partnerMessages.ts';

export { cleanRoomClouds, cleanRoomFeatures, cleanRoomRegions, cleanRoomTypes } from '../core/model/cleanRoom.ts';
export type { CleanRoomCloud, CleanRoomFeature, CleanRoomRegion, CleanRoomType } from '../core/model/cleanRoom.ts';

/** Where an invitation stands; see `InvitationState` in the core for what each means. */
export const invitationStates = ['pending', 'awaiting_approval', 'accepted', 'declined', 'cancelled', 'ended', 'unknown'] as const;

/** One thing that happened to an invitation, as this machine's audit logs tell it. */
const invitationEvent = z.object({
  /** ISO 8601. */
  at: z.string(),
  what: z.enum(['sent', 'cancelled', 'answered', 'failed', 'unknown']),
  by: z.optional(z.string()),
  detail: z.optional(z.string()),
});

const invitation = z.object({
  id: z.string(),
  /** E-mail address or account id. */
  to: z.string(),
  partnerName: z.optional(z.string()),
  state: z.enum(invitationStates),
  /** The service's own word. */
  status: z.string(),
  note: z.optional(z.string()),
  invitedBy: z.optional(z.string()),
  /** ISO 8601. */
  createdAt: z.optional(z.string()),
  updatedAt: z.optional(z.string()),
  /** Whole days since it was sent. */
  ageDays: z.optional(z.int()),
  reminderDue: z.boolean(),
  history: z.array(invitationEvent),
});

/** A clean room that is ours, with the invitations to it or why they could not be read. */
const room = z.object({
  id: z.string(),
  displayId: z.optional(z.string()),
  name: z.string(),
  status: z.string(),
  invitations: z.array(invitation),
  problem: z.optional(z.object({ sentence: z.string(), remedy: z.optional(z.string()) })),
});

/** How a connection invites, and whether it makes the clean rooms too. */
const roomInviting = z.extend(inviting, {
  mayCreate: z.boolean(),
});

/** What was read of a connection. */
const content = z.object({
  /** ISO 8601. */
  readAt: z.string(),
  /** Missing where nobody can be invited through it now. */
  inviting: z.optional(roomInviting),
  /** After how many days without an answer a reminder is due. */
  reminderDays: z.int(),
  rooms: z.array(room),
  /** What is scarce: tokens of today, runs of this hour. */
  allowances: z.array(z.object({ name: z.string(), left: z.int(), of: z.int(), moreAt: z.optional(z.string()) })),
});

/** A connection as the panel shows it: its newest content, or why there is none. */
const connection = z.extend(namedConnection, { content: z.optional(content) });

/** What the panel is to show when it is opened about something. */
const focus = z.object({ connectionId: z.string(), roomId: z.optional(z.string()) });

/** What a new clean room is to be. */
const newRoom = z.object({
  name: z.string(),
  type: z.enum(cleanRoomTypes),
  cloud: z.enum(cleanRoomClouds),
  region: z.enum(cleanRoomRegions),
  /** Empty where the Region has no parts of its own. */
  subRegion: z.string(),
  /** yyyy-mm-dd; empty: today, and no end. */
  startAt: z.string(),
  endAt: z.string(),
  description: z.string(),
  features: z.array(z.enum(cleanRoomFeatures)),
});

/** Whom to invite to which clean room. */
const wish = z.object({
  connectionId: z.string(),
  room: z.union([z.object({ roomId: z.string() }), z.object({ newRoom })]),
  invitations: z
    .array(z.object({ to: z.string().check(z.maxLength(500)), partnerName: z.optional(z.string().check(z.maxLength(500))) }))
    .check(z.maxLength(mostInvitees)),
  /** AWS: every new member may receive results. */
  mayReceiveResults: z.boolean(),
  /** Empty where the service sends no words along. */
  note: z.string().check(z.maxLength(longestNote)),
});

const invitationReference = z.object({ connectionId: z.string(), roomId: z.string(), id: z.string() });
const chosenInvitations = z.array(invitationReference).check(z.minLength(1));

const runKind = z.enum(['send', 'cancel', 'resend']);
const run = z.extend(panelRun, { kind: runKind });

export const invitationProtocol = panelProtocol({
  requests: {
    refresh: { input: z.object({}) },
    /** Plans and does nothing. */
    check: { input: z.object({ wish }), answer: runPlan },
    /** Asks once and invites. Ends when all is done; what becomes of each address comes as news. */
    send: { input: z.object({ runId: z.string(), wish }) },
    /** Asks once for each clean room. */
    cancelInvitations: { input: z.object({ runId: z.string(), invitations: chosenInvitations }) },
    /** No service can send one again: each is cancelled and made anew. Asks once for each clean room. */
    resendInvitations: { input: z.object({ runId: z.string(), invitations: chosenInvitations }) },
    /** Stops the running job: what is under way finishes, nothing new begins. */
    stop: { input: z.object({}) },
    /** Asks for a file; without `text` where the person has chosen none. */
    loadAddresses: { input: z.object({}), answer: z.object({ text: z.optional(z.string()) }) },
    /** Puts ready mails into the clipboard. */
    copyReminders: { input: z.object({ invitations: chosenInvitations }) },
    /** Opens a ready mail in the person's mail program. */
    openMail: { input: z.object({ invitation: invitationReference }) },
    /** Keeps a note in the folder's settings. */
    keepTemplate: {
      input: z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)), text: z.string().check(z.minLength(1)) }),
    },
  },
  news: {
    /** The whole picture: at the start and whenever a connection was read. */
    connections: z.object({
      connections: z.array(connection),
      /** The connection that was written to last, if any. */
      lastUsed: z.optional(z.string()),
      /** Whether this workspace may write at all. */
      mayWrite: z.boolean(),
      noteTemplates: z.array(noteTemplate),
      /** Whether there is a folder to keep templates in. */
      mayKeepTemplates: z.boolean(),
      /** Mail domains that are a partner's, though anybody can have an address there. */
      acceptedMailDomains: z.array(z.string()),
      /** Why templates and the like could not be read from the folder. */
      settingsProblem: z.optional(z.string()),
      show: z.optional(focus),
    }),
    run,
    /** One more step of the running job. */
    step: runStep,
  },
});
export type InvitationProtocol = typeof invitationProtocol;
export type PanelConnection = z.infer<typeof connection>;
export type PanelInviting = z.infer<typeof roomInviting>;
export type PanelContent = z.infer<typeof content>;
export type PanelRoom = z.infer<typeof room>;
export type PanelInvitation = z.infer<typeof invitation>;
export type InvitationState = PanelInvitation['state'];
export type InvitationReference = z.infer<typeof invitationReference>;
export type NewRoomWish = z.infer<typeof newRoom>;
export type InvitationWish = z.infer<typeof wish>;
export type InvitationRun = z.infer<typeof run>;
export type InvitationRunKind = z.infer<typeof runKind>;
export type InvitationFocus = z.infer<typeof focus>;
export type ConnectionsPicture = Omit<NewsOf<InvitationProtocol, 'connections'>, 'type' | 'show'>;
