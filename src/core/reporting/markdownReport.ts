import type { Survey } from '../jobs/surveyAccount.ts';
import { t } from '../text.ts';
import { inlineCode, markdownTable } from './markdown.ts';
import {
  jsonReport,
  type FailedSurvey,
  type JsonAccount,
  type JsonCollaboration,
  type JsonTable,
  type JsonTableRule,
} from './jsonReport.ts';

/**
 * The report for reading: as it is in a terminal, or as Markdown. Everything that is not our own word stands as code, so
 * that a partner's text makes no link, mention, picture, table or HTML.
 */
export function markdownReport(surveys: readonly Survey[], failures: readonly FailedSurvey[] = []): string {
  const { accounts } = jsonReport(surveys, failures);
  const failed =
    failures.length === 0
      ? []
      : [
          `## ${t('Not read')}`,
          '',
          ...failures.map(({ connection, sentence }) => `- ${inlineCode(connection)}: ${inlineCode(sentence)}`),
          '',
        ];
  return [`# ${t('Clean rooms report')}`, '', ...failed, ...accounts.flatMap(accountLines)].join('\n');
}

function accountLines(account: JsonAccount): string[] {
  const { collaborations, invitations, findings } = account;
  return [
    `## ${t('Account {0} ({1}, {2})', account.account_id, inlineCode(account.connection), account.region)}`,
    '',
    ...(account.sandbox ? [t('This is a sandbox, not AWS.'), ''] : []),
    t(
      'Read until {0}: {1} collaborations, {2} of {3} tables ready, {4} invitations waiting.',
      account.taken_at,
      collaborations.length,
      collaborations.reduce((sum, { ready_tables }) => sum + ready_tables, 0),
      collaborations.reduce((sum, { tables }) => sum + tables.length, 0),
      invitations.length,
    ),
    '',
    ...listed(t('Findings'), findingLines(findings)),
    ...listed(
      t('Invitations that wait'),
      invitations.map(({ name, collaboration_id, creator_account_id, create_time }) =>
        t(
          '{0} from {1}, since {2} ({3})',
          inlineCode(name),
          inlineCode(creator_account_id),
          inlineCode(create_time),
          inlineCode(collaboration_id),
        ),
      ),
    ),
    ...collaborations.flatMap(collaborationLines),
    ...listed(t("The tables' own analysis rules"), ownRules(collaborations)),
  ];
}

function collaborationLines(collaboration: JsonCollaboration): string[] {
  const { tables, id_namespaces, members } = collaboration;
  return [
    `### ${inlineCode(collaboration.name)}`,
    '',
    `- ${t('Created by {0} ({1})', inlineCode(collaboration.creator_display_name), collaboration.creator_account_id)}`,
    `- ${t('Collaboration {0}, membership {1}', collaboration.collaboration_id, collaboration.membership_id)}`,
    ...(collaboration.managed ? [] : [`- ${t('Not an active entry of the configuration: no sync covers it')}`]),
    `- ${t('Read at {0}: {1} of {2} tables ready', collaboration.read_at, collaboration.ready_tables, tables.length)}`,
    ...(collaboration.problem === null ? [] : [`- ${t('Problem: {0}', inlineCode(collaboration.problem))}`]),
    ...(id_namespaces.length === 0 && collaboration.problem === null ? [`- ${t('No ID namespace')}`] : []),
    ...id_namespaces.map(
      ({ name, arn, state, reason }) =>
        `- ${t('ID namespace {0}: {1}', inlineCode(name), stateWord(state))}${arn === null ? '' : ` (${inlineCode(arn)})`}${reason === '' ? '' : `: ${inlineCode(reason)}`}`,
    ),
    '',
    ...(tables.length === 0
      ? []
      : [
          ...markdownTable(
            [t('Table'), t('Association'), t('State'), t('Rule here'), t('Receivers'), t('Own rule'), t('Providers')],
            tables.map((table) => [
              inlineCode(table.name),
              table.association === null ? '' : inlineCode(table.association.name),
              stateWord(table.state),
              table.collaboration_rule?.type ?? '',
              (table.collaboration_rule?.receivers ?? []).join(' '),
              table.table_rule_type ?? '',
              table.table_rule?.type === 'CUSTOM' ? table.table_rule.providers.join(' ') : '',
            ]),
          ),
          '',
        ]),
    ...listed(
      t('Why tables are not ready'),
      tables
        .filter(({ reason }) => reason !== '')
        .map(({ name, state, reason }) => `${inlineCode(name)}, ${stateWord(state)}: ${inlineCode(reason)}`),
    ),
    ...listed(
      t('Members'),
      members.map(
        ({ account_id, display_name, status, abilities, pays }) =>
          `${inlineCode(display_name)} (${account_id}, ${status}): ${[...abilities.map(inlineCode), ...pays.map((cost) => t('pays {0}', inlineCode(cost)))].join(', ') || t('no abilities')}`,
      ),
    ),
    ...listed(t('Findings'), findingLines(collaboration.findings)),
  ];
}

/** A heading in bold and its list; nothing at all for an empty one. */
function listed(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`**${heading}**`, '', ...items.map((item) => `- ${item}`), ''];
}

function findingLines(findings: JsonAccount['findings']): string[] {
  const words = { error: t('error'), warning: t('warning'), information: t('note') };
  return findings.map(({ severity, title }) => `${words[severity]}: ${inlineCode(title)}`);
}

/** Each configured table once: its rule is the same wherever it is associated. */
function ownRules(collaborations: readonly JsonCollaboration[]): string[] {
  const tables = new Map(
    collaborations
      .flatMap((each) => each.tables)
      .flatMap((table) => (table.table_rule === null ? [] : [[table.configured_table_id ?? table.name, table] as const])),
  );
  return [...tables.values()].sort((a, b) => a.name.localeCompare(b.name)).map(ownRule);
}

function ownRule({ name, table_rule: rule }: JsonTable): string {
  return `${inlineCode(name)}: ${rule === null ? '' : ruleText(rule)}`;
}

function ruleText(rule: JsonTableRule): string {
  const columns = (names: readonly string[]): string => (names.length === 0 ? t('none') : names.map(inlineCode).join(', '));
  switch (rule.type) {
    case 'AGGREGATION':
      return t(
        '{0}; aggregated {1}; joined {2}; dimensions {3}',
        rule.type,
        columns(rule.aggregate_columns),
        columns(rule.join_columns),
        columns(rule.dimension_columns),
      );
    case 'LIST':
      return t('{0}; joined {1}; listed {2}', rule.type, columns(rule.join_columns), columns(rule.list_columns));
    case 'CUSTOM':
      return t('{0}; analyses {1}; providers {2}', rule.type, columns(rule.allowed_analyses), columns(rule.providers));
  }
}

function stateWord(state: JsonTable['state']): string {
  switch (state) {
    case 'ready':
      return t('ready');
    case 'not_ready':
      return t('not ready');
    case 'missing':
      return t('missing');
    case 'left_out':
      return t('left out');
    case 'failed':
      return t('failed');
    case 'to_repair':
      return t('to repair');
  }
}
