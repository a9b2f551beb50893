import * as z from 'zod/mini';
import { cellStates, type Coverage, type CoverageCell, type CoverageRow, type CoverageTable } from '../coverage/coverage.ts';
import { reportSchema } from '../jobs/report.ts';
import type { Survey } from '../jobs/surveyAccount.ts';

/** A connection that could not be surveyed, and the sentence that says why. */
export interface FailedSurvey {
  connection: string;
  sentence: string;
}

const ruleType = z.enum(['AGGREGATION', 'LIST', 'CUSTOM']);
const state = z.enum(cellStates);
const association = z.nullable(z.object({ id: z.string(), name: z.string() }));

/** The analysis rule on the configured table itself: one for every collaboration that the table is in. */
const tableRule = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AGGREGATION'),
    aggregate_columns: z.array(z.string()),
    join_columns: z.array(z.string()),
    dimension_columns: z.array(z.string()),
  }),
  z.object({ type: z.literal('LIST'), join_columns: z.array(z.string()), list_columns: z.array(z.string()) }),
  z.object({ type: z.literal('CUSTOM'), allowed_analyses: z.array(z.string()), providers: z.array(z.string()) }),
]);

const table = z.object({
  name: z.string(),
  configured_table_id: z.nullable(z.string()),
  state,
  /** Why it is so; empty where it is ready and there is nothing to say. */
  reason: z.string(),
  /** False where the configuration does not ask for it. */
  wished: z.boolean(),
  association,
  /** What its owner allows in this one collaboration. */
  collaboration_rule: z.nullable(z.object({ type: ruleType, receivers: z.array(z.string()) })),
  table_rule_type: z.nullable(ruleType),
  /** null where the table has no rule of its own, or is not associated and so was not looked at. */
  table_rule: z.nullable(tableRule),
});

const idNamespace = z.object({
  name: z.string(),
  arn: z.nullable(z.string()),
  state,
  reason: z.string(),
  wished: z.boolean(),
  association,
});

const member = z.object({
  account_id: z.string(),
  display_name: z.string(),
  status: z.enum(['INVITED', 'ACTIVE', 'LEFT', 'REMOVED']),
  abilities: z.array(z.string()),
  /** The costs that the member pays, by the service's names. */
  pays: z.array(z.string()),
});

const collaboration = z.object({
  collaboration_id: z.string(),
  membership_id: z.string(),
  name: z.string(),
  creator_account_id: z.string(),
  creator_display_name: z.string(),
  /** Whether the configuration lists it as active; true for all where there is no configuration. */
  managed: z.boolean(),
  /** ISO 8601: when everything in here was read. */
  read_at: z.string(),
  /** Why it could not be read; what is missing below was then not looked at. */
  problem: z.nullable(z.string()),
  ready_tables: z.int(),
  tables: z.array(table),
  id_namespaces: z.array(idNamespace),
  members: z.array(member),
  findings: reportSchema.shape.findings,
});

const account = z.object({
  connection: z.string(),
  account_id: z.string(),
  region: z.string(),
  sandbox: z.boolean(),
  /** ISO 8601: when the reading of the account ended. */
  taken_at: z.string(),
  collaborations: z.array(collaboration),
  /** Those that are about none of the collaborations above. */
  findings: reportSchema.shape.findings,
  /** Those that wait. */
  invitations: reportSchema.shape.invitations,
});

/** What `cleanrooms report --format json` prints. Keys are never renamed. */
export const jsonReportSchema = z.object({
  accounts: z.array(account),
  /** Connections that could not be read: nothing is known of them. */
  failures: z.array(z.object({ connection: z.string(), sentence: z.string() })),
});

export type JsonReport = z.infer<typeof jsonReportSchema>;
export type JsonAccount = z.infer<typeof account>;
export type JsonCollaboration = z.infer<typeof collaboration>;
export type JsonTable = z.infer<typeof table>;
export type JsonTableRule = z.infer<typeof tableRule>;

/** What accounts have in their collaborations, with the time of each figure. The other forms are made of this one. */
export function jsonReport(surveys: readonly Survey[], failures: readonly FailedSurvey[] = []): JsonReport {
  return { accounts: surveys.map(accountOf), failures: failures.map((failure) => ({ ...failure })) };
}

function accountOf({ coverage, result }: Survey): JsonAccount {
  const { name, accountId, region, sandbox } = coverage.connection;
  const collaborations = coverage.rows.map((row) => collaborationOf(coverage, row, result.findings));
  const told = new Set(collaborations.flatMap(({ findings }) => findings));
  return {
    connection: name,
    account_id: accountId,
    region,
    sandbox,
    taken_at: coverage.takenAt,
    collaborations,
    findings: result.findings.filter((finding) => !told.has(finding)),
    invitations: result.invitations,
  };
}

function collaborationOf(coverage: Coverage, row: CoverageRow, findings: Survey['result']['findings']): JsonCollaboration {
  const columns = new Map(coverage.columns.map((column) => [column.id, column]));
  const ofKind = (kind: 'table' | 'id_namespace'): { cell: CoverageCell; name: string }[] =>
    row.cells.flatMap((cell) => {
      const column = columns.get(cell.columnId);
      return column?.kind === kind ? [{ cell, name: column.name }] : [];
    });
  const tables = ofKind('table').map(({ cell, name }) => tableOf(cell, name, coverage.tables));
  return {
    collaboration_id: row.collaborationId,
    membership_id: row.membershipId,
    name: row.name,
    creator_account_id: row.creatorAccountId,
    creator_display_name: row.creatorDisplayName,
    managed: row.managed,
    read_at: row.readAt,
    problem: row.problem ?? null,
    ready_tables: tables.filter((each) => each.state === 'ready').length,
    tables,
    id_namespaces: ofKind('id_namespace').map(({ cell, name }) => ({
      name: cell.associationName ?? name,
      arn: cell.resourceId ?? null,
      state: cell.state,
      reason: cell.reason,
      wished: cell.wished,
      association: associationOf(cell),
    })),
    members: row.members.map(({ accountId, displayName, status, abilities, pays }) => ({
      account_id: accountId,
      display_name: displayName,
      status,
      abilities,
      pays,
    })),
    findings: findings.filter(
      ({ subject }) => subject.collaboration_id === row.collaborationId || subject.membership_id === row.membershipId,
    ),
  };
}

function tableOf(cell: CoverageCell, name: string, tables: readonly CoverageTable[]): JsonTable {
  const own = tables.find(({ id }) => id === cell.resourceId);
  return {
    name: own?.name ?? name,
    configured_table_id: cell.resourceId ?? null,
    state: cell.state,
    reason: cell.reason,
    wished: cell.wished,
    association: associationOf(cell),
    collaboration_rule: cell.rule ?? null,
    table_rule_type: own?.analysisRuleType ?? null,
    table_rule: own?.rule === undefined ? null : tableRuleOf(own.rule),
  };
}

function associationOf({ associationId, associationName }: CoverageCell): JsonTable['association'] {
  return associationId === undefined ? null : { id: associationId, name: associationName ?? '' };
}

function tableRuleOf(rule: NonNullable<CoverageTable['rule']>): JsonTableRule {
  switch (rule.type) {
    case 'AGGREGATION':
      return {
        type: rule.type,
        aggregate_columns: rule.aggregateColumns,
        join_columns: rule.joinColumns,
        dimension_columns: rule.dimensionColumns,
      };
    case 'LIST':
      return { type: rule.type, join_columns: rule.joinColumns, list_columns: rule.listColumns };
    case 'CUSTOM':
      return { type: rule.type, allowed_analyses: rule.allowedAnalyses, providers: rule.allowedAnalysisProviders };
  }
}
