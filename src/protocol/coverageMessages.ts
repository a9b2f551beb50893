/** What the coverage panel and the extension say to each other. Each side validates what it gets. */
import * as z from 'zod/mini';
import { cellStates, coverageSchema } from '../core/coverage/coverage.ts';

export { cellStates, idNamespaceColumnId, type CellState } from '../core/coverage/coverage.ts';
export type { Coverage, CoverageCell, CoverageColumn, CoverageRow, CoverageTable } from '../core/coverage/coverage.ts';

/** A connection as the panel shows it: its newest coverage, or why there is none. */
const account = z.object({
  connectionId: z.string(),
  /** What a person calls it. */
  name: z.string(),
  /** Empty until the account was reached. */
  accountId: z.string(),
  region: z.string(),
  sandbox: z.boolean(),
  state: z.enum(['reading', 'read', 'failed']),
  /** The sentence and next step of a failed reading; what was read before stays on the screen. */
  error: z.optional(z.string()),
  coverage: z.optional(coverageSchema),
});

/** One cell that a running job has changed. `working`: it is under way, and `state` is what it was. */
const cellUpdate = z.object({
  connectionId: z.string(),
  collaborationId: z.string(),
  columnId: z.string(),
  state: z.enum(cellStates),
  reason: z.string(),
  working: z.boolean(),
});

const plannedChange = z.object({
  /** Valid for this plan only. */
  id: z.string(),
  connectionId: z.string(),
  /** Empty for a change of the account's own (an analysis rule on a configured table). */
  collaborationId: z.string(),
  /** The cell it is about, if it has one. */
  columnId: z.optional(z.string()),
  /** What will be done, in a sentence. */
  sentence: z.string(),
  reason: z.string(),
  /** True where something is deleted on the way: delete and create. */
  deletes: z.boolean(),
  /** The change without which this one cannot be made. */
  needs: z.optional(z.string()),
});

/** Something that the plan does not do, and why. */
const leftOut = z.object({ connectionId: z.string(), collaborationId: z.string(), sentence: z.string() });

const planKind = z.enum(['sync', 'repair']);
export type PlanKind = z.infer<typeof planKind>;

/** The extension to the panel. */
export const toCoveragePanelSchema = z.discriminatedUnion('type', [
  /** The whole picture: at the start and whenever an account was read. */
  z.object({
    type: z.literal('accounts'),
    accounts: z.array(account),
    /** Whether this workspace may write at all. */
    mayWrite: z.boolean(),
    /** Sets the filter to one connection and collaboration name; when the panel is opened about something. */
    show: z.optional(z.object({ connectionId: z.optional(z.string()), name: z.optional(z.string()) })),
  }),
  z.object({ type: z.literal('cells'), updates: z.array(cellUpdate) }),
  /** A plan to look at; `planId` names it in what follows. */
  z.object({
    type: z.literal('plan'),
    planId: z.string(),
    kind: planKind,
    changes: z.array(plannedChange),
    leftOut: z.array(leftOut),
    /** Accounts whose plan could not be made, with the sentence that says why. */
    errors: z.array(z.object({ connectionId: z.string(), sentence: z.string() })),
  }),
  /** The plan has been applied or discarded and cannot be applied any more. */
  z.object({ type: z.literal('planEnded'), planId: z.string() }),
  /** How far the running job is; `running` false when it has ended, with its summary. */
  z.object({ type: z.literal('progress'), running: z.boolean(), done: z.int(), total: z.int(), message: z.string() }),
  /** The answer to a request: every request gets one. */
  z.object({ type: z.literal('reply'), requestId: z.string(), ok: z.boolean(), message: z.optional(z.string()) }),
]);
export type ToCoveragePanel = z.infer<typeof toCoveragePanelSchema>;
export type PanelAccount = z.infer<typeof account>;
export type CellUpdate = z.infer<typeof cellUpdate>;
export type PlannedChange = z.infer<typeof plannedChange>;
export type PanelPlan = Omit<Extract<ToCoveragePanel, { type: 'plan' }>, 'type'>;
export type PanelProgress = Omit<Extract<ToCoveragePanel, { type: 'progress' }>, 'type'>;
/** What the panel is to show when it is opened about something. */
export type PanelFocus = NonNullable<Extract<ToCoveragePanel, { type: 'accounts' }>['show']>;

/** Cells of one collaboration; without columns all of them. */
const selection = z.object({
  connectionId: z.string(),
  collaborationId: z.string(),
  columnIds: z.optional(z.array(z.string())),
});
export type CellSelection = z.infer<typeof selection>;

const request = { requestId: z.string() };

/** The panel to the extension. */
export const fromCoveragePanelSchema = z.discriminatedUnion('type', [
  /** The page is there and wants its first `accounts`. */
  z.object({ type: z.literal('ready') }),
  z.object({ ...request, type: z.literal('refresh') }),
  z.object({ ...request, type: z.literal('plan'), kind: planKind, selection: z.array(selection) }),
  /** Carries out the ticked changes of a plan; the extension asks once, naming every account. */
  z.object({ ...request, type: z.literal('apply'), planId: z.string(), changeIds: z.array(z.string()) }),
  z.object({ ...request, type: z.literal('discard'), planId: z.string() }),
  /** Stops the running job: what is under way finishes, nothing new begins. */
  z.object({ ...request, type: z.literal('cancel') }),
  /** Rows and columns as they are filtered and sorted now. */
  z.object({
    ...request,
    type: z.literal('exportCsv'),
    rows: z.array(z.object({ connectionId: z.string(), collaborationId: z.string() })),
    columnIds: z.array(z.string()),
  }),
  /** A PNG, base64. */
  z.object({ ...request, type: z.literal('exportPicture'), png: z.string().check(z.maxLength(40_000_000)) }),
]);
export type FromCoveragePanel = z.infer<typeof fromCoveragePanelSchema>;
