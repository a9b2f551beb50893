import { csvCell } from '../csvCell.ts';
import { foreignText } from '../foreignText.ts';
import type { Survey } from '../jobs/surveyAccount.ts';
import { jsonReport, type FailedSurvey, type JsonAccount, type JsonCollaboration, type JsonTable } from './jsonReport.ts';

/** The columns, in their order; names are never changed, new ones come last. */
const columns = [
  'kind',
  'connection',
  'account_id',
  'region',
  'read_at',
  'collaboration',
  'collaboration_id',
  'membership_id',
  'creator_account_id',
  'creator',
  'managed',
  'table',
  'configured_table_id',
  'state',
  'reason',
  'wished',
  'association',
  'association_id',
  'collaboration_rule',
  'receivers',
  'table_rule',
  'providers',
  'allowed_analyses',
  'join_columns',
  'list_columns',
  'aggregate_columns',
  'dimension_columns',
  'id_namespace',
  'id_namespace_state',
  'members',
  'findings',
  'problem',
] as const;

type Line = Partial<Record<(typeof columns)[number], string | readonly string[]>>;

/**
 * A line for each table of each collaboration (RFC 4180). A collaboration without tables, an invitation that waits, a
 * finding about something else and a connection that could not be read have one line each: nothing is missing without a
 * word. `kind` tells them apart.
 */
export function csvReport(surveys: readonly Survey[], failures: readonly FailedSurvey[] = []): string {
  const { accounts } = jsonReport(surveys, failures);
  const lines: Line[] = [
    ...accounts.flatMap(accountLines),
    ...failures.map(({ connection, sentence }): Line => ({ kind: 'failure', connection, problem: sentence })),
  ];
  return [
    columns.join(','),
    ...lines.map((line) => columns.map((column) => csvCell([line[column] ?? ''].flat().join('; '))).join(',')),
    '',
  ].join('\r\n');
}

function accountLines(account: JsonAccount): Line[] {
  const { connection, account_id, region, taken_at } = account;
  const general = account.findings.map(({ title, subject }): Line => ({
    kind: 'finding',
    connection: words(connection),
    account_id,
    region,
    read_at: taken_at,
    table: subject.kind === 'table' ? words(subject.name) : '',
    findings: [words(title)],
  }));
  return [
    ...general,
    ...account.collaborations.flatMap((each) => collaborationLines(account, each)),
    ...account.invitations.map((invitation): Line => ({
      kind: 'invitation',
      connection: words(connection),
      account_id,
      region,
      read_at: taken_at,
      collaboration: words(invitation.name),
      collaboration_id: invitation.collaboration_id,
      creator_account_id: invitation.creator_account_id,
    })),
  ];
}

function collaborationLines({ connection, account_id, region }: JsonAccount, collaboration: JsonCollaboration): Line[] {
  const { tables, id_namespaces, members, findings } = collaboration;
  const shared: Line = {
    connection: words(connection),
    account_id,
    region,
    read_at: collaboration.read_at,
    collaboration: words(collaboration.name),
    collaboration_id: collaboration.collaboration_id,
    membership_id: collaboration.membership_id,
    creator_account_id: collaboration.creator_account_id,
    creator: words(collaboration.creator_display_name),
    managed: String(collaboration.managed),
    id_namespace: id_namespaces.map(({ name }) => words(name)),
    id_namespace_state: id_namespaces.map(({ state }) => state),
    members: members.map(
      (member) =>
        `${member.account_id} ${words(member.display_name)} (${[member.status, ...member.abilities, ...member.pays.map((cost) => `pays ${cost}`)].map(words).join(' ')})`,
    ),
    problem: words(collaboration.problem ?? ''),
  };
  if (tables.length === 0) return [{ ...shared, kind: 'collaboration', findings: findings.map(({ title }) => words(title)) }];
  const untold = findings.filter(({ subject }) => !tables.some((table) => isAbout(subject, table)));
  return [
    ...tables.map((table) => ({
      ...shared,
      ...tableCells(table),
      kind: 'table',
      findings: findings.filter(({ subject }) => isAbout(subject, table)).map(({ title }) => words(title)),
    })),
    ...untold.map(({ title }) => ({ ...shared, kind: 'finding', findings: [words(title)] })),
  ];
}

function tableCells(table: JsonTable): Line {
  const { association, collaboration_rule, table_rule: rule } = table;
  return {
    table: words(table.name),
    configured_table_id: table.configured_table_id ?? '',
    state: table.state,
    reason: words(table.reason),
    wished: String(table.wished),
    association: words(association?.name ?? ''),
    association_id: association?.id ?? '',
    collaboration_rule: collaboration_rule?.type ?? '',
    receivers: collaboration_rule?.receivers ?? '',
    table_rule: table.table_rule_type ?? '',
    ...(rule?.type === 'CUSTOM' ? { providers: rule.providers, allowed_analyses: rule.allowed_analyses.map(words) } : {}),
    ...(rule?.type === 'LIST' ? { join_columns: rule.join_columns.map(words), list_columns: rule.list_columns.map(words) } : {}),
    ...(rule?.type === 'AGGREGATION'
      ? {
          join_columns: rule.join_columns.map(words),
          aggregate_columns: rule.aggregate_columns.map(words),
          dimension_columns: rule.dimension_columns.map(words),
        }
      : {}),
  };
}

/** A finding of the collaboration itself stands on every line of it: each line is read by itself. */
function isAbout(
  { kind, id, name }: JsonCollaboration['findings'][number]['subject'],
  { name: table, configured_table_id, association }: JsonTable,
): boolean {
  if (kind === 'collaboration') return true;
  return id === undefined ? name === table || name === association?.name : id === configured_table_id || id === association?.id;
}

function words(text: string): string {
  return foreignText(text, 2000);
}
