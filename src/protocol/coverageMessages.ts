/** What the coverage panel and the extension say to each other. */
import * as z from 'zod/mini';
import { cellStates, coverageSchema } from '../core/coverage/coverage.ts';
import { panelProtocol, type NewsOf } from './panelMessages.ts';

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

/** What the panel is to show when it is opened about something: one connection, one collaboration's name. */
const focus = z.object({ connectionId: z.optional(z.string()), name: z.optional(z.string()) });

/** A plan to look at; `planId` names it in what follows. */
const plan = z.object({
  planId: z.string(),
  kind: planKind,
  changes: z.array(plannedChange),
  leftOut: z.array(leftOut),
  /** Accounts whose plan could not be made, with the sentence that says why. */
  errors: z.array(z.object({ connectionId: z.string(), sentence: z.string() })),
});

/** How far the running job is; `running` false when it has ended, with its summary. */
const progress = z.object({ running: z.boolean(), done: z.int(), total: z.int(), message: z.string() });

/** Cells of one collaboration; without columns all of them. */
const selection = z.object({
  connectionId: z.string(),
  collaborationId: z.string(),
  columnIds: z.optional(z.array(z.string())),
});

export const coverageProtocol = panelProtocol({
  requests: {
    refresh: { input: z.object({}) },
    plan: { input: z.object({ kind: planKind, selection: z.array(selection) }) },
    /** Carries out the ticked changes of a plan; the extension asks once, naming every account. */
    apply: { input: z.object({ planId: z.string(), changeIds: z.array(z.string()) }) },
    discard: { input: z.object({ planId: z.string() }) },
    /** Stops the running job: what is under way finishes, nothing new begins. */
    cancel: { input: z.object({}) },
    /** Rows and columns as they are filtered and sorted now. */
    exportCsv: {
      input: z.object({
        rows: z.array(z.object({ connectionId: z.string(), collaborationId: z.string() })),
        columnIds: z.array(z.string()),
      }),
    },
    /** A PNG, base64. */
    exportPicture: { input: z.object({ png: z.string().check(z.maxLength(40_000_000)) }) },
  },
  news: {
    /** The whole picture: at the start and whenever an account was read. */
    accounts: z.object({
      accounts: z.array(account),
      /** Whether this workspace may write at all. */
      mayWrite: z.boolean(),
      /** Sets the filter; when the panel is opened about something. */
      show: z.optional(focus),
    }),
    cells: z.object({ updates: z.array(cellUpdate) }),
    plan,
    /** The plan has been applied or discarded and cannot be applied any more. */
    planEnded: z.object({ planId: z.string() }),
    progress,
  },
});
export type CoverageProtocol = typeof coverageProtocol;
export type CoverageNews = NewsOf<CoverageProtocol>;
export type PanelAccount = z.infer<typeof account>;
export type CellUpdate = z.infer<typeof cellUpdate>;
export type PlannedChange = z.infer<typeof plannedChange>;
export type PanelPlan = z.infer<typeof plan>;
export type PanelProgress = z.infer<typeof progress>;
export type PanelFocus = z.infer<typeof focus>;
export type CellSelection = z.infer<typeof selection>;
