import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of the IAM role with which AWS Clean Rooms reads tables. */
export const roleMeanings: Meanings = {
  'role.missing': () => t('AWS Clean Rooms reads tables with an IAM role. Without the role no table can be associated.'),
  'role.not_trusting': () =>
    t('AWS Clean Rooms can use a role only where the trust policy of the role lets cleanrooms.amazonaws.com assume it.'),
  'role.bound_elsewhere': () =>
    t('A condition in the trust policy binds the role to certain memberships. In every other membership the service cannot use it.'),
  'role.cannot_read': () =>
    t('The service can use the role, and the policies of the role do not let it read what the tables are made of, so queries fail.'),
  'role.not_propagated': () => t('A new or changed role is not usable everywhere at once. It passes by itself, mostly within a minute.'),
  'role.unchecked': () => t('The role could not be looked at. Whether it is there and trusts the service is unknown.'),
};
