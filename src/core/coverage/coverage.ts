import * as z from 'zod/mini';

/** How one table, or the ID namespace, stands in one collaboration. */
export const cellStates = ['ready', 'not_ready', 'missing', 'left_out', 'failed', 'to_repair'] as const;
export type CellState = (typeof cellStates)[number];

const ruleType = z.enum(['AGGREGATION', 'LIST', 'CUSTOM']);

const cell = z.object({
  columnId: z.string(),
  state: z.enum(cellStates),
  /** Why it is so, in a sentence; empty where it is ready and there is nothing to say. */
  reason: z.string(),
  /** False where the configuration does not ask for it: it is there all the same. */
  wished: z.boolean(),
  /** Of a table: the configured table. Of an ID namespace: its ARN. */
  resourceId: z.optional(z.string()),
  associationId: z.optional(z.string()),
  associationName: z.optional(z.string()),
  /** The collaboration analysis rule on the association, with the accounts that may receive results. */
  rule: z.optional(z.object({ type: ruleType, receivers: z.array(z.string()) })),
});

const member = z.object({
  accountId: z.string(),
  displayName: z.string(),
  status: z.enum(['INVITED', 'ACTIVE', 'LEFT', 'REMOVED']),
  abilities: z.array(z.string()),
  /** The costs that the member pays, by the service's names. */
  pays: z.array(z.string()),
});

const row = z.object({
  collaborationId: z.string(),
  membershipId: z.string(),
  name: z.string(),
  creatorAccountId: z.string(),
  creatorDisplayName: z.string(),
  /** True where the configuration lists the membership as active, or there is no configuration. */
  managed: z.boolean(),
  /** ISO 8601: when what stands in this row was read. */
  readAt: z.string(),
  /** Why the row could not be read, or nothing may be written in it. */
  problem: z.optional(z.string()),
  members: z.array(member),
  /** Only what is wished or there; every other table has no cell. */
  cells: z.array(cell),
});

const column = z.object({
  /** The same for tables of one name in several accounts, so that they stand below each other. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(['id_namespace', 'table']),
});

/** The analysis rule on a configured table: what may be asked of it, and by whom. */
const tableRule = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AGGREGATION'),
    aggregateColumns: z.array(z.string()),
    joinColumns: z.array(z.string()),
    dimensionColumns: z.array(z.string()),
  }),
  z.object({ type: z.literal('LIST'), joinColumns: z.array(z.string()), listColumns: z.array(z.string()) }),
  z.object({
    type: z.literal('CUSTOM'),
    /** ARNs of analysis templates, or ANY_QUERY. */
    allowedAnalyses: z.array(z.string()),
    /** Accounts that may query where any query is allowed. */
    allowedAnalysisProviders: z.array(z.string()),
  }),
]);

const table = z.object({
  id: z.string(),
  name: z.string(),
  columnId: z.string(),
  analysisRuleType: z.optional(ruleType),
  /** Read only where the table is associated. */
  rule: z.optional(tableRule),
});

/** What one account has in its collaborations, and how it stands against what is wished, at one time. */
export const coverageSchema = z.object({
  connection: z.object({ id: z.string(), name: z.string(), accountId: z.string(), region: z.string(), sandbox: z.boolean() }),
  /** ISO 8601: when the reading ended. */
  takenAt: z.string(),
  columns: z.array(column),
  tables: z.array(table),
  rows: z.array(row),
});

export type Coverage = z.infer<typeof coverageSchema>;
export type CoverageColumn = z.infer<typeof column>;
export type CoverageRow = z.infer<typeof row>;
export type CoverageCell = z.infer<typeof cell>;
export type CoverageTable = z.infer<typeof table>;
export type CoverageMember = z.infer<typeof member>;

/** The column of the ID namespace association; a membership has at most one that is wished. */
export const idNamespaceColumnId = 'id_namespace';
