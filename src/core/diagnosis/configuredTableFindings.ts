import { foreignText } from '../foreignText.ts';
import type { GlueSource } from '../inspectionService.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { NotReadyReason } from '../model/readiness.ts';
import type { ConfiguredTable } from '../model/table.ts';
import { t } from '../text.ts';

const about = (connection: Connection, table: ConfiguredTable): Pick<Finding, 'severity' | 'waitsFor' | 'connectionId' | 'subject'> => ({
  severity: 'error',
  waitsFor: 'you',
  connectionId: connection.id,
  subject: { kind: 'table', name: table.name, id: table.id },
});

/** The rows are not there any more: the table is READY and every query of it fails. */
export function tableGoneFromGlue(connection: Connection, table: ConfiguredTable, source: GlueSource): Finding {
  return {
    ...about(connection, table),
    id: 'table.gone_from_glue',
    title: t(
      'The configured table {0} points to {1}.{2}, which AWS Glue does not have in {3}.',
      table.name,
      source.database,
      source.table,
      source.region ?? connection.region,
    ),
    evidence: [
      t('GetConfiguredTable: its tableReference is {0}.{1}.', source.database, source.table),
      t('GetTable: EntityNotFoundException.'),
    ],
    remedies: [
      { title: t('Create the table in AWS Glue again, or configure a table over the one that took its place and associate that.') },
    ],
  };
}

/** What of a configured table's own analysis rule a reason of BatchGetSchema is about; undefined: it is about something else. */
export function tableRuleFinding(connection: Connection, table: ConfiguredTable, { code, message }: NotReadyReason): Finding | undefined {
  const evidence = [t('BatchGetSchema: {0}: {1}', code, foreignText(message))];
  switch (code) {
    case 'ANALYSIS_TEMPLATES_NOT_CONFIGURED':
      return {
        ...about(connection, table),
        id: 'table.templates_not_allowed',
        title: t('The custom analysis rule of the configured table {0} allows no analysis template and not any query.', table.name),
        evidence,
        remedies: [{ title: t("Allow templates, or ANY_QUERY with providers, in the configured table's analysis rule.") }],
      };
    case 'ANALYSIS_PROVIDERS_NOT_CONFIGURED':
      return {
        ...about(connection, table),
        id: 'table.providers_not_configured',
        title: t('The custom analysis rule of the configured table {0} allows any query but names nobody who may ask.', table.name),
        evidence,
        remedies: [
          {
            title: t(
              'Name the accounts under allowed_query_providers in the configuration and repair, or in the analysis rule itself (allowedAnalysisProviders).',
            ),
          },
        ],
      };
    case 'DIFFERENTIAL_PRIVACY_POLICY_NOT_CONFIGURED':
      return {
        ...about(connection, table),
        id: 'table.differential_privacy_missing',
        title: t('The analysis rule of the configured table {0} wants differential privacy, whose policy is not set.', table.name),
        evidence,
        remedies: [{ title: t('Create the differential privacy policy of the collaboration.') }],
      };
    case 'ADDITIONAL_ANALYSES_NOT_ALLOWED':
      return {
        ...about(connection, table),
        id: 'table.additional_analyses_not_allowed',
        title: t(
          'The analysis rule of the configured table {0} does not allow the additional analyses that the collaboration analysis rule names.',
          table.name,
        ),
        evidence,
        remedies: [{ title: t('Make the two analysis rules agree on additional analyses.') }],
      };
    default:
      return undefined;
  }
}
