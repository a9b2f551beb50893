import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of what AWS Clean Rooms itself says about a table that is not ready (SchemaStatusReasonCode). */
export const schemaMeanings: Meanings = {
  'schema.analysis_rule_missing': () => t('The configured table behind it has no analysis rule, so nothing may be asked of it.'),
  'schema.analysis_templates_not_configured': () => t('The custom analysis rule of its configured table allows no analysis.'),
  'schema.analysis_providers_not_configured': () =>
    t('The analysis rule of its configured table allows any query and names nobody who may ask one.'),
  'schema.differential_privacy_policy_not_configured': () =>
    t('Differential privacy is asked for, and how strict it is to be has not been set.'),
  'schema.collaboration_analysis_rule_not_configured': () => t('The association has no collaboration analysis rule yet.'),
  'schema.result_receivers_not_configured': () => t('The collaboration analysis rule names nobody who may receive results.'),
  'schema.result_receivers_not_allowed': () =>
    t('The collaboration analysis rule names accounts that the collaboration does not let receive results.'),
  'schema.additional_analyses_not_configured': () =>
    t('The collaboration analysis rule does not say what may become of results in additional analyses.'),
  'schema.additional_analyses_not_allowed': () => t('The two analysis rules disagree on additional analyses.'),
  'schema.analysis_rule_types_not_compatible': () => t('The two analysis rules are of different types.'),
  'schema.id_mapping_table_not_populated': () => t('An ID mapping table is empty until an ID mapping job has filled it.'),
  'schema.missing': () => t('The association is there, and the collaboration does not know its table yet. That can take minutes.'),
  'schema.not_ready': () => t('AWS Clean Rooms gives no reason: after a change it prepares a table for some minutes.'),
};
