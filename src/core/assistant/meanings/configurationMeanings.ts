import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of the files in the workspace: the configuration, and what is kept about partners and onboardings. */
export const configurationMeanings: Meanings = {
  'configuration.broken': () => t('The file cannot be understood, so nothing that it wishes is known. It is never replaced by defaults.'),
  'configuration.entry_without_membership': () =>
    t('An entry of the configuration names a membership that the account does not have, or has no longer.'),
  'configuration.double_entry': () => t('Two entries are about the same membership. Only the first counts, whatever the others say.'),
  'configuration.entries_of_others': () =>
    t('Entries with another account or Region belong to another connection and are left alone by this one.'),
  'configuration.no_trusted_creators': () => t('Without the key trusted_creators invitations of every creator count as trusted.'),
  'configuration.not_written': () => t('What was done in the collaboration is not in the configuration, because it could not be written.'),
  'membership.not_in_configuration': () => t('The account is a member, and no entry of the configuration says what should be in there.'),
  'partner_settings.unreadable': () =>
    t('What the folder keeps about partners cannot be understood, so templates and reminders do not hold.'),
  'plan.outdated': () =>
    t('Only changes that were agreed to are made. These did not fit any more what the service says now, so they were left out.'),
  'engagement.broken_file': () => t('The file of an onboarding cannot be understood. Until it can, nobody looks after that partner.'),
  'engagement.unreadable': () => t('How an onboarding stands could not be read from the service.'),
  'engagement.follow_up_due': () => t('A partner has not answered, and a day has come on which somebody should write.'),
  'engagement.declined': () => t('The partner has said no, or takes part no more. Without a word from you nothing more comes.'),
  'engagement.validation_failed': () => t('A check of the onboarding says that the partner cannot work yet.'),
};
