import * as z from 'zod/mini';
import { settingsOf, type CollaborationSettings } from '../config/settings.ts';
import type { Configuration } from '../config/schema.ts';
import { CleanRoomError } from '../errors.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { t } from '../text.ts';
import { countChanges } from '../sync/change.ts';
import type { Wish } from '../sync/wishes.ts';
import { roleArn, uuid } from './input.ts';
import type { WritingJob } from './job.ts';
import { InvitationNotes } from './invitationNotes.ts';
import { managedEntries } from './managedEntries.ts';
import { pendingEntryFor } from './newEntries.ts';
import { intendSynchronisation } from './synchronise.ts';

const input = z.object({
  /** Only these; naming an invitation is the decision about its creator. Otherwise all, of trusted creators. */
  collaboration_ids: z.optional(z.array(uuid).check(z.minLength(1))),
  /** False: accept only. */
  associate: z._default(z.boolean(), true),
  /** True: agree to pay where an invitation makes this account a payer. */
  accept_payment: z._default(z.boolean(), false),
  /** Whether there has to be a file (`process-invites`), it is made with the first acceptance (VS Code), or neither. */
  configuration: z._default(z.enum(['required', 'create', 'optional']), 'optional'),
  role_arn: z.optional(roleArn),
});

/**
 * Accepts invitations and associates what the configuration wishes. What an interrupted run left half done is continued:
 * an entry keeps `association_pending` until everything in it is associated.
 */
export const acceptInvitations: WritingJob<typeof input> = {
  kind: 'writing',
  id: 'accept',
  input,
  permission: 'accept',

  async plan(context, request) {
    const { service, configuration: store } = context;
    const { connection } = service;
    const configuration = await store?.read();
    if (request.configuration === 'required' && configuration === undefined) throw missingConfiguration(store?.file);
    const [pending, memberships] = await Promise.all([
      service.inbox?.invitations(context.signal) ?? [],
      service.memberships?.active(context.signal) ?? [],
    ]);
    const chosen =
      request.collaboration_ids === undefined
        ? pending
        : chooseNamed(pending, memberships, request.collaboration_ids, connection.accountId);
    const joined = new Map(memberships.map((membership) => [membership.collaborationId, membership]));
    const unfinished =
      request.collaboration_ids === undefined
        ? continued(configuration, memberships, connection)
        : request.collaboration_ids.flatMap((id) => joined.get(id) ?? []);
    const explicit = request.collaboration_ids !== undefined;

    const settings = (collaborationId: string): CollaborationSettings => {
      const entry =
        (configuration?.collaborations ?? []).find((each) => each.membership_id === joined.get(collaborationId)?.membershipId) ??
        (configuration === undefined ? undefined : pendingEntryFor(configuration, collaborationId, connection));
      const own = settingsOf(configuration, entry);
      return {
        ...own,
        acceptPayment: own.acceptPayment || request.accept_payment,
        associateTables: request.associate && own.associateTables,
        associateNamespace: request.associate && own.associateNamespace,
      };
    };
    const wishes: Wish[] = [
      ...chosen.map(({ collaborationId }) => collaborationId),
      ...unfinished.map(({ collaborationId }) => collaborationId),
    ].map((collaborationId) => ({
      collaborationId,
      settings: settings(collaborationId),
      roleArn: request.role_arn,
      trustedCreators: explicit ? undefined : configuration?.trusted_creators,
      named: explicit,
    }));

    const notes = new InvitationNotes(context, configuration, {
      pending,
      joined: memberships,
      unfinished,
      mode: request.configuration,
      associate: request.associate,
    });
    return intendSynchronisation(context, {
      scope: { invitations: chosen, memberships: unfinished, activeMemberships: memberships.length },
      wishes,
      findings: [],
      invitations: pending,
      files: (plan) => notes.files(countChanges(plan).acceptInvitation),
      before: (accepts) => notes.begin(accepts),
      onAccepted: (membership) => notes.accepted(membership),
      onComplete: (membershipId) => notes.complete(membershipId),
    });
  },
};

export function missingConfiguration(file: string | undefined): CleanRoomError {
  return new CleanRoomError('configuration_missing', t('There is no configuration file {0}.', file ?? ''), {
    remedy: t('Make one with: cleanrooms init-config.'),
  });
}

/** The named invitations. One that has been accepted already is no error: the run goes on with its membership. */
function chooseNamed(
  pending: readonly Invitation[],
  memberships: readonly Membership[],
  ids: readonly string[],
  accountId: string,
): Invitation[] {
  return [...new Set(ids)].flatMap((id) => {
    const invitation = pending.find(({ collaborationId }) => collaborationId === id);
    if (invitation !== undefined) return [invitation];
    if (memberships.some(({ collaborationId }) => collaborationId === id)) return [];
    throw new CleanRoomError('not_found', t('Account {0} has no invitation to the collaboration {1}.', accountId, id), {
      remedy: t('List the invitations with: cleanrooms invitations.'),
    });
  });
}

/** Memberships whose acceptance was noted as begun, but not their association as complete. */
function continued(
  configuration: Configuration | undefined,
  memberships: readonly Membership[],
  connection: Parameters<typeof managedEntries>[2],
): Membership[] {
  if (configuration === undefined) return [];
  const { managed } = managedEntries(configuration, memberships, connection);
  const unfinished = new Set(
    managed.filter(({ entry }) => entry.association_pending === true).map(({ membership }) => membership.membershipId),
  );
  return memberships.filter(
    ({ membershipId, collaborationId }) =>
      unfinished.has(membershipId) || pendingEntryFor(configuration, collaborationId, connection) !== undefined,
  );
}
