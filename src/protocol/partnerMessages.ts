/** What the panels about partners say alike: connections, plans, and how a run goes. */
import * as z from 'zod/mini';

/** A connection as a panel names it, and whether it could be read. */
export const namedConnection = z.object({
  connectionId: z.string(),
  /** What a person calls it. */
  name: z.string(),
  /** AWS account or LiveRamp organisation; empty until it was reached. */
  accountId: z.string(),
  region: z.string(),
  sandbox: z.boolean(),
  state: z.enum(['reading', 'read', 'failed']),
  /** The sentence and next step of a failed reading; what was read before stays on the screen. */
  error: z.optional(z.string()),
});
export type NamedConnection = z.infer<typeof namedConnection>;

/** How a connection invites. */
export const inviting = z.object({
  /** How its service names a partner. */
  addressedBy: z.enum(['email', 'account_id']),
  /** Whether the service sends words of ours along. */
  carriesNote: z.boolean(),
  /** What these two variables of a note stand for. */
  inviter: z.string(),
  organisation: z.string(),
});
export type Inviting = z.infer<typeof inviting>;

export const noteTemplate = z.object({ name: z.string(), text: z.string() });
export type NoteTemplate = z.infer<typeof noteTemplate>;

/** One step of a plan, or something that is left out of it. */
const runItem = z.object({
  key: z.string(),
  /** `left_out` where it is no step. */
  action: z.string(),
  /** The address, or the clean room's name. */
  name: z.string(),
  sentence: z.string(),
  /** `differs`: carried out, but what was read back is not what was asked for. */
  outcome: z.enum(['planned', 'done', 'existing', 'differs', 'failed', 'left_out']),
  reason: z.string(),
  code: z.optional(z.string()),
});
export type RunItem = z.infer<typeof runItem>;

/** What a run would do. */
export const runPlan = z.object({
  headline: z.string(),
  items: z.array(runItem),
  warnings: z.array(z.object({ code: z.string(), sentence: z.string() })),
});
export type RunPlan = z.infer<typeof runPlan>;

/** How bad it is what came of a run: all as asked for, some of it to be looked at, some of it not done. */
export const runSeverities = ['information', 'warning', 'error'] as const;
export type RunSeverity = (typeof runSeverities)[number];

/** What is being carried out, or was last. */
export const panelRun = z.object({
  /** Given by the page that began it. */
  runId: z.string(),
  running: z.boolean(),
  done: z.int(),
  /** 0 until it is known. */
  total: z.int(),
  /** What is under way; at the end what came of it. */
  message: z.string(),
  /** How bad that is, by the worst of it. */
  severity: z.enum(runSeverities),
  /** What became of each step so far, and in the end of everything that was asked for. */
  items: z.array(runItem),
});
export type PanelRun = z.infer<typeof panelRun>;

/** One more step of the run that is under way. */
export const runStep = z.object({ runId: z.string(), done: z.int(), total: z.int(), item: runItem });
export type RunStep = z.infer<typeof runStep>;
