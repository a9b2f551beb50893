import type { NotReadyReason } from '../model/readiness.ts';
import type { WaitsFor } from '../model/finding.ts';
import { t } from '../text.ts';

/** What one of BatchGetSchema's reason codes means for the owner of the table. */
export interface ReadinessCause {
  sentence: string;
  waitsFor: WaitsFor;
  remedy: string;
  /** The job that makes or corrects it; undefined where only a person can. */
  mendedBy: 'sync' | 'repair' | undefined;
}

/** The codes of SchemaStatusReasonCode; which state gives which is inferred (reference/aws/behaviours.md). */
export function causeOf({ code, message }: NotReadyReason): ReadinessCause {
  const yours = (sentence: string, remedy: string): ReadinessCause => ({
    sentence,
    remedy,
    waitsFor: 'you',
    mendedBy: undefined,
  });
  const repaired = (sentence: string, remedy: string): ReadinessCause => ({ ...yours(sentence, remedy), mendedBy: 'repair' });
  switch (code) {
    case 'ANALYSIS_RULE_MISSING':
      return yours(t('the configured table has no analysis rule.'), t('Create an analysis rule on the configured table, then sync.'));
    case 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED':
      return { ...yours(t('the association has no collaboration analysis rule.'), t('Sync the collaboration.')), mendedBy: 'sync' };
    case 'ANALYSIS_TEMPLATES_NOT_CONFIGURED':
      return yours(
        t('its custom analysis rule allows no analysis template.'),
        t("Allow templates, or ANY_QUERY with providers, in the configured table's analysis rule."),
      );
    case 'ANALYSIS_PROVIDERS_NOT_CONFIGURED':
      return yours(
        t('its custom analysis rule allows any query but names no provider.'),
        t("Name the allowed query providers in the configured table's analysis rule."),
      );
    case 'DIFFERENTIAL_PRIVACY_POLICY_NOT_CONFIGURED':
      return yours(
        t('differential privacy is wanted and its policy is not set.'),
        t('Create the differential privacy policy of the collaboration.'),
      );
    case 'RESULT_RECEIVERS_NOT_CONFIGURED':
      return repaired(t('its collaboration analysis rule names no result receiver.'), t('Correct the result receivers'));
    case 'RESULT_RECEIVERS_NOT_ALLOWED':
      return repaired(
        t('its collaboration analysis rule names result receivers that the collaboration does not allow.'),
        t('Correct the result receivers'),
      );
    case 'ADDITIONAL_ANALYSES_NOT_CONFIGURED':
      return yours(t('additional analyses are not configured.'), t('Set the additional analyses in the collaboration analysis rule.'));
    case 'ADDITIONAL_ANALYSES_NOT_ALLOWED':
      return yours(
        t("the configured table's analysis rule does not allow the additional analyses."),
        t('Make the two analysis rules agree on additional analyses.'),
      );
    case 'ANALYSIS_RULE_TYPES_NOT_COMPATIBLE':
      return repaired(
        t("the configured table's analysis rule and the collaboration analysis rule differ in type."),
        t('Replace the rule (delete and create)'),
      );
    case 'ID_MAPPING_TABLE_NOT_POPULATED':
      return yours(t('the ID mapping table has never been populated.'), t('Populate the ID mapping table.'));
    default:
      return {
        sentence: message === '' ? code : message,
        waitsFor: 'you',
        remedy: t('See the reason in the AWS console.'),
        mendedBy: undefined,
      };
  }
}
