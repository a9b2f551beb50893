import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of configured tables, their associations and the two analysis rules. */
export const tableMeanings: Meanings = {
  'table.gone_from_glue': () =>
    t('A configured table points to a table in AWS Glue. That one is gone, so the configured table has no rows to give.'),
  'table.no_analysis_rule': () =>
    t('The analysis rule of a configured table says what may be asked of it. Without one nothing may be asked, in any collaboration.'),
  'table.providers_missing': () =>
    t('The analysis rule of the table names the accounts that may query it. One that the configuration wishes is not among them.'),
  'table.providers_not_configured': () => t('The analysis rule allows any query, and names nobody who may ask one.'),
  'table.templates_not_allowed': () => t('A custom analysis rule allows nothing but what it names, and it names no analysis.'),
  'table.differential_privacy_missing': () =>
    t('The analysis rule asks for differential privacy, and how strict it is to be has not been set in the collaboration.'),
  'table.additional_analyses_not_allowed': () =>
    t('The collaboration analysis rule wishes additional analyses that the analysis rule of the table does not allow.'),
  'association.missing': () =>
    t('A configured table is not in a collaboration by itself: an association puts it there, under the name that it has in SQL.'),
  'association.not_wished': () =>
    t(
      'A configured table is in no collaboration by itself. A sync puts there what the configuration asks for, and it does not ask for this one.',
    ),
  'association.misnamed': () =>
    t('The name of an association is the name of the table in SQL, and cannot be changed: it is deleted and made anew.'),
  'association.double': () => t('The same configured table is there under two names. It takes two places of the quota.'),
  'association.impossible': () => t('The name that the association should have is not allowed, or something else has it already.'),
  'rule.missing': () =>
    t('The collaboration analysis rule says who may receive results here. Without it the association cannot be queried.'),
  'rule.wrong_type': () => t('The collaboration analysis rule has to be of the same type as the analysis rule of the configured table.'),
  'rule.no_receiver': () =>
    t('Results go to other members who may receive them. There is none, so a collaboration analysis rule would allow nobody.'),
  'rule.wrong_receivers': () =>
    t('The collaboration analysis rule names nobody, or accounts that may not receive results in this collaboration.'),
  'rule.fewer_receivers': () => t('Somebody who could receive results is not named. That may be meant so.'),
  'rule.additional_analyses_not_configured': () =>
    t('The collaboration analysis rule does not say what may become of results in additional analyses.'),
  'rules.unchecked': () => t('The rules could not be looked at, so whether receivers and providers are right is unknown.'),
  'tags.unchecked': () => t('Without the tags it does not show whether another tool owns what a repair would change.'),
  'tags.not_looked_at': () => t('Tags are read one at a time. A repair reads the others before it changes anything.'),
};
