import * as z from 'zod/mini';

/** What every command prints with `--json`, what VS Code summarises and what tools answer. Keys are never renamed. */
const count = z.int().check(z.gte(0));
/** `planned` counts what a dry run would create or repair; it is 0 in a real run. */
const itemCounts = z.object({ created: count, existing: count, repaired: count, failed: count, left_out: count, planned: count });
const ruleCounts = z.object({ created: count, existing: count, repaired: count, failed: count, planned: count });
const tableCounts = z.object({ ready: count, not_ready: count });
const counts = { associations: itemCounts, analysis_rules: ruleCounts, id_namespaces: itemCounts, tables: tableCounts };

const item = z.object({
  kind: z.enum(['membership', 'association', 'analysis_rule', 'id_namespace', 'table', 'table_rule']),
  name: z.string(),
  outcome: z.enum(['created', 'existing', 'repaired', 'failed', 'left_out', 'planned', 'ready', 'not_ready']),
  reason: z.string(),
  id: z.optional(z.string()),
  request_id: z.optional(z.string()),
  /** Why it failed or was left out, for programs; "cancelled" where it was not begun. */
  code: z.optional(z.string()),
});

export const reportedFindingSchema = z.object({
  id: z.string(),
  severity: z.enum(['error', 'warning', 'information']),
  waits_for: z.enum(['you', 'partner', 'service']),
  connection: z.string(),
  subject: z.object({
    kind: z.string(),
    name: z.string(),
    collaboration_id: z.optional(z.string()),
    collaboration_name: z.optional(z.string()),
    membership_id: z.optional(z.string()),
    room_id: z.optional(z.string()),
    room_name: z.optional(z.string()),
    id: z.optional(z.string()),
  }),
  title: z.string(),
  evidence: z.array(z.string()),
  remedies: z.array(
    z.object({
      title: z.string(),
      job: z.optional(z.string()),
      input: z.optional(z.record(z.string(), z.unknown())),
      text: z.optional(z.string()),
    }),
  ),
});

const collaboration = z.object({
  collaboration_id: z.string(),
  membership_id: z.nullable(z.string()),
  name: z.string(),
  creator_account_id: z.string(),
  account_id: z.string(),
  region: z.string(),
  /** True where this run joined it. */
  accepted: z.boolean(),
  ...counts,
  items: z.array(item),
});

const invitation = z.object({ collaboration_id: z.string(), name: z.string(), creator_account_id: z.string(), create_time: z.string() });

const file = z.object({
  path: z.string(),
  change: z.enum(['create', 'edit']),
  /** What is put into it, in words. */
  note: z.string(),
  /** The whole text where it is known beforehand. */
  content: z.optional(z.string()),
});

const error = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.optional(z.string()),
  request_id: z.optional(z.string()),
  file: z.optional(z.string()),
  line: z.optional(count),
  column: z.optional(count),
});

export const reportSchema = z.object({
  /** True exactly when the exit code is 0. */
  ok: z.boolean(),
  command: z.string(),
  dry_run: z.boolean(),
  elapsed_ms: count,
  /** The account that the run was about; null where none was reached. */
  connection: z.nullable(
    z.object({
      id: z.string(),
      name: z.string(),
      account_id: z.string(),
      region: z.string(),
      endpoint: z.nullable(z.string()),
      sandbox: z.boolean(),
    }),
  ),
  summary: z.object({ collaborations: count, accepted: count, ...counts }),
  collaborations: z.array(collaboration),
  /** Changes of configured tables' own analysis rules, where a run is about them. */
  tables: z.optional(z.array(item)),
  findings: z.array(reportedFindingSchema),
  /** Those pending at the end. */
  invitations: z.array(invitation),
  /** HTTP attempts per operation. */
  api_calls: z.record(z.string(), count),
  /** Files that the run wrote, or with dry_run would write. */
  files: z.optional(z.array(file)),
  error: z.optional(error),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedCollaboration = z.infer<typeof collaboration>;
export type ReportedItem = z.infer<typeof item>;
export type ReportedFinding = z.infer<typeof reportedFindingSchema>;
export type ReportedInvitation = z.infer<typeof invitation>;
export type ReportedFile = z.infer<typeof file>;

/** What a job answers; the host adds the command, the time and the calls. */
export interface JobResult {
  ok: boolean;
  dryRun: boolean;
  collaborations: ReportedCollaboration[];
  /** Changes of configured tables' own analysis rules; undefined where there are none. */
  tables?: ReportedItem[];
  findings: ReportedFinding[];
  invitations: ReportedInvitation[];
  files?: ReportedFile[];
}

/** Counts of nothing. */
export function noCounts(): Pick<ReportedCollaboration, 'associations' | 'analysis_rules' | 'id_namespaces' | 'tables'> {
  return {
    associations: { created: 0, existing: 0, repaired: 0, failed: 0, left_out: 0, planned: 0 },
    analysis_rules: { created: 0, existing: 0, repaired: 0, failed: 0, planned: 0 },
    id_namespaces: { created: 0, existing: 0, repaired: 0, failed: 0, left_out: 0, planned: 0 },
    tables: { ready: 0, not_ready: 0 },
  };
}

/** The sums over collaborations. */
export function summarise(collaborations: readonly ReportedCollaboration[]): Report['summary'] {
  const sum = noCounts();
  for (const each of collaborations) {
    addUp(sum.associations, each.associations);
    addUp(sum.analysis_rules, each.analysis_rules);
    addUp(sum.id_namespaces, each.id_namespaces);
    addUp(sum.tables, each.tables);
  }
  return { collaborations: collaborations.length, accepted: collaborations.filter(({ accepted }) => accepted).length, ...sum };
}

function addUp<Key extends string>(sum: Record<Key, number>, more: Record<Key, number>): void {
  for (const key in sum) sum[key] += more[key];
}
