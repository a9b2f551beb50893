import type { CollaborationEntry, Configuration, PendingInvitation } from '../config/schema.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import type { Connection } from '../model/connection.ts';

/** The entry of a collaboration that this account has joined. What its pending entry said is kept. */
export function entryOf(
  membership: Membership,
  connection: Connection,
  configuration: Configuration | undefined,
  options: { name?: string | undefined; associationPending?: boolean } = {},
): CollaborationEntry {
  const pending = configuration === undefined ? undefined : pendingEntryFor(configuration, membership.collaborationId, connection);
  const {
    name: _name,
    collaboration_id: _id,
    creator_account_id: _creator,
    create_time: _created,
    account_id: _account,
    ...own
  } = pending ?? { collaboration_id: '' };
  return {
    name: options.name ?? membership.collaborationName,
    collaboration_id: membership.collaborationId,
    membership_id: membership.membershipId,
    status: 'active',
    auto_associate_tables: true,
    auto_associate_namespace: true,
    ...own,
    ...placeOf(connection, configuration),
    ...(options.associationPending === true ? { association_pending: true } : {}),
  };
}

/** What the file notes of an invitation to this account. */
export function pendingEntryFor(
  configuration: Configuration,
  collaborationId: string,
  { accountId }: Connection,
): PendingInvitation | undefined {
  return configuration.pending_invitations?.find(
    ({ collaboration_id, account_id }) => collaboration_id === collaborationId && (account_id ?? accountId) === accountId,
  );
}

/** An invitation as the file notes it until it has been accepted; with its account, so that no other account's run takes it for withdrawn. */
export function pendingEntryOf(invitation: Invitation, connection: Connection, configuration: Configuration): PendingInvitation {
  return {
    collaboration_id: invitation.collaborationId,
    name: invitation.name,
    creator_account_id: invitation.creatorAccountId,
    create_time: invitation.createTime,
    ...placeOf(connection, configuration),
  };
}

/** The account always, because one file may serve many; the Region where the file does not say it for everybody. */
function placeOf({ accountId, region }: Connection, configuration: Configuration | undefined): { account_id: string; region?: string } {
  return { account_id: accountId, ...(configuration !== undefined && configuration.defaults?.region !== region ? { region } : {}) };
}
