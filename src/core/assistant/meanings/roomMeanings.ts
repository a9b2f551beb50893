import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of invitations, collaborations and the quotas of an account. */
export const roomMeanings: Meanings = {
  'invitation.pending': () =>
    t('A collaboration invites this account. Until the invitation is accepted there is no membership, and nothing can be associated.'),
  'invitation.untrusted_creator': () =>
    t(
      'Anyone who knows an account id can invite it, and joining can cost money and show data. So invitations of creators who are not in trusted_creators wait for a person.',
    ),
  'invitation.payer': () =>
    t(
      'The creator has made this account the one that pays. The service accepts the invitation only if the account agrees to exactly that.',
    ),
  'invitation.result_configuration_missing': () =>
    t('A member who receives results without asking queries has to say at the acceptance where results are to be written.'),
  'collaboration.left': () => t('This account has left the collaboration. Its tables are no longer in it.'),
  'collaboration.removed': () => t('The creator has removed this account from the collaboration. Its tables are no longer in it.'),
  'collaboration.deleted': () => t('The creator has deleted the collaboration. The membership that is left can hold nothing any more.'),
  'collaboration.unreadable': () => t('What is in the collaboration could not be read: it is unknown, which is not the same as empty.'),
  'collaboration.incomplete': () =>
    t('Something that the configuration wishes is not in the collaboration: a table, its rule or the ID namespace. A sync makes it.'),
  'association.left_out_by_quota': () =>
    t('A membership has a limited number of places for tables. Those that come last in the configured order have no place.'),
  'membership.left_out_by_quota': () => t('An account has a limited number of memberships, and they are used up.'),
  'id_namespace.left_out_by_quota': () => t('A membership has a limited number of places for ID namespaces, and they are used up.'),
  'quota.reached': () => t('The service refuses more of this kind until its quota is raised or something else is taken away.'),
};
