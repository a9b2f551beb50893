import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of ID namespaces and ID mapping tables. */
export const idMeanings: Meanings = {
  'id_namespace.missing': () => t('The configuration names an ID namespace that AWS Entity Resolution does not have in this account.'),
  'id_namespace.foreign': () => t('An account can associate only ID namespaces of its own. This one belongs to another account.'),
  'id_namespace.wrong_arn': () =>
    t('The association points to another ID namespace than the wished one. That cannot be changed: it is deleted and made anew.'),
  'id_namespace.not_associated': () =>
    t('The ID namespace is there and not in the collaboration, so records cannot be matched through it.'),
  'id_namespace.policy_refuses': () =>
    t('The resource policy of the ID namespace does not let AWS Clean Rooms use it, so matching fails though it is associated.'),
  'id_namespace.unchecked': () => t('The ID namespace could not be looked at. Whether it is there is unknown.'),
  'id_mapping_table.not_populated': () => t('An ID mapping table is empty until an ID mapping job has filled it; no such job has run.'),
  'id_mapping_table.job_running': () => t('An ID mapping job is filling the table. An account runs one at a time.'),
  'id_mapping_table.job_failed': () => t('The last ID mapping job failed, so the table has nothing in it, or nothing new.'),
};
