import type { RoleRecord, TrustRecord } from '../../world/records.ts';
import type { Context } from '../context.ts';
import { matchesWildcard, requirePermission } from '../permissions.ts';
import { iamNotSynchronized, invalidConfiguration } from './errors.ts';

/** The service that a role of the data provider has to trust. */
const cleanRooms = 'cleanrooms.amazonaws.com';

/**
 * Checks that Clean Rooms can use a role for a membership: it exists in the caller's account, the caller may pass it, it
 * trusts the service (aws:SourceArn conditions included), and it is old enough to be known everywhere.
 */
export function requireServiceRole(context: Context, roleArn: string, membershipArn: string, field = 'roleArn'): RoleRecord {
  const { caller, world, now } = context;
  requirePermission(context, 'iam:PassRole', roleArn);
  const role = caller.account.roles.find((each) => each.arn === roleArn);
  if (role === undefined) throw invalidConfiguration(field, `The role ${roleArn} does not exist in account ${caller.account.id}.`);
  if (now - role.createTime < world.settings.iamSynchronizationMs) throw iamNotSynchronized(roleArn);
  const serves = (trust: TrustRecord): boolean =>
    trust.principal === cleanRooms && (trust.sourceArn === undefined || matchesWildcard(trust.sourceArn, membershipArn));
  if (!role.trust.some(serves)) throw invalidConfiguration(field, `The role ${roleArn} does not trust ${cleanRooms} for ${membershipArn}.`);
  return role;
}
