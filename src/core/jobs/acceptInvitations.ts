import * as z from 'zod/mini';
import { settingsOf, type CollaborationSettings } from '../config/settings.ts';
import { changesSomething, type ConfigurationEdit } from '../config/edit.ts';
import type { Configuration } from '../config/schema.ts';
import { CleanRoomError } from '../errors.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { t } from '../text.ts';
import { countChanges } from '../sync/change.ts';
import type { Wish } from '../sync/wishes.ts';
import { newConfigurationText } from './initialiseConfiguration.ts';
import { roleArn, uuid } from './input.ts';
import type { WritingJob } from './job.ts';
import { belongsTo, managedEntries } from './managedEntries.ts';
import { entryOf, pendingEntryFor, pendingEntryOf } from './newEntries.ts';
import type { ReportedFile } from './report.ts';
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
  kind: 'writing', id: 'accept', input, permission: 'accept',

  async plan(context, request) {
    const { service, configuration: store } = context;
    const { connection } = service;
    const configuration = await store?.read();
    if (request.configuration === 'required' && configuration === undefined) throw missingConfiguration(store?.file);
    const [pending, memberships] = await Promise.all([service.inbox?.invitations(context.signal) ?? [], service.memberships?.active(context.signal) ?? []]);
    const chosen = request.collaboration_ids === undefined ? pending : chooseNamed(pending, memberships, request.collaboration_ids, connection.accountId);
    const joined = new Map(memberships.map((membership) => [membership.collaborationId, membership]));
    const unfinished = request.collaboration_ids === undefined
      ? continued(configuration, memberships, connection)
      : request.collaboration_ids.flatMap((id) => joined.get(id) ?? []);
    const explicit = request.collaboration_ids !== undefined;

    const settings = (collaborationId: string): CollaborationSettings => {
      const entry = (configuration?.collaborations ?? []).find((each) => each.membership_id === joined.get(collaborationId)?.membershipId)
        ?? (configuration === undefined ? undefined : pendingEntryFor(configuration, collaborationId, connection));
      const own = settingsOf(configuration, entry);
      return { ...own, acceptPayment: own.acceptPayment || request.accept_payment, associateTables: request.associate && own.associateTables, associateNamespace: request.associate && own.associateNamespace };
    };
    const wishes: Wish[] = [...chosen.map(({ collaborationId }) => collaborationId), ...unfinished.map(({ collaborationId }) => collaborationId)].map((collaborationId) => ({
      collaborationId, settings: settings(collaborationId), roleArn: request.role_arn,
      trustedCreators: explicit ? undefined : configuration?.trusted_creators, named: explicit,
    }));

    let current = configuration;
    return intendSynchronisation(context, {
      scope: { invitations: chosen, memberships: unfinished, activeMemberships: memberships.length }, wishes, findings: [], invitations: pending,
      files: (plan) => filesOf(countChanges(plan).acceptInvitation),
      async before(_write, accepts) {
        if (store === undefined) return;
        if (current === undefined && request.configuration === 'create' && accepts) {
          await store.create((await newConfigurationText(context, {})).text);
          current = await store.read();
        }
        if (current !== undefined && isConcerned(accepts)) await store.edit(editsBefore(current));
      },
      async onAccepted(membership) {
        if (store !== undefined && current !== undefined) await store.edit([noteAccepted(membership, current)]);
      },
      async onComplete(membershipId) {
        if (store !== undefined && current !== undefined) await store.edit([{ kind: 'associationComplete', membershipIds: [membershipId] }]);
      },
    });

    /** Where the file is not this run's business and nothing is accepted, it has no cause to change. */
    function isConcerned(accepts: boolean): boolean {
      return accepts || unfinished.length > 0 || request.configuration === 'required';
    }

    function filesOf(accepted: number): ReportedFile[] {
      if (store === undefined) return [];
      if (configuration === undefined) return request.configuration === 'create' && accepted > 0 ? [{ path: store.file, change: 'create', note: t('a new configuration that lists the accepted collaborations') }] : [];
      const edits = isConcerned(accepted > 0) ? editsBefore(configuration) : [];
      const changes = accepted > 0 || edits.some((edit) => changesSomething(configuration, edit));
      return changes ? [{ path: store.file, change: 'edit', note: t('{0} accepted collaborations, and the invitations that wait', accepted) }] : [];
    }

    function noteAccepted(membership: Membership, file: Configuration): ConfigurationEdit {
      return { kind: 'addCollaboration', entry: entryOf(membership, connection, file, { associationPending: request.associate }), accountId: connection.accountId };
    }

    function editsBefore(file: Configuration): ConfigurationEdit[] {
      const open = new Set([...pending.map(({ collaborationId }) => collaborationId), ...joined.keys()]);
      const withdrawn = (file.pending_invitations ?? []).filter((each) => each.account_id === connection.accountId && belongsTo(each, file, connection) && !open.has(each.collaboration_id));
      return [
        { kind: 'notePendingInvitations', invitations: pending.map((invitation) => pendingEntryOf(invitation, connection, file)) },
        { kind: 'forgetPendingInvitations', collaborationIds: withdrawn.map(({ collaboration_id }) => collaboration_id), accountId: connection.accountId },
        // Accepted by a run that was interrupted before it could note it.
        ...unfinished.map((membership) => noteAccepted(membership, file)),
      ];
    }
  },
};

export function missingConfiguration(file: string | undefined): CleanRoomError {
  return new CleanRoomError('configuration_missing', t('There is no configuration file {0}.', file ?? ''), { remedy: t('Make one with: cleanrooms init-config.') });
}

/** The named invitations. One that has been accepted already is no error: the run goes on with its membership. */
function chooseNamed(pending: readonly Invitation[], memberships: readonly Membership[], ids: readonly string[], accountId: string): Invitation[] {
  return [...new Set(ids)].flatMap((id) => {
    const invitation = pending.find(({ collaborationId }) => collaborationId === id);
    if (invitation !== undefined) return [invitation];
    if (memberships.some(({ collaborationId }) => collaborationId === id)) return [];
    throw new CleanRoomError('not_found', t('Account {0} has no invitation to the collaboration {1}.', accountId, id), { remedy: t('List the invitations with: cleanrooms invitations.') });
  });
}

/** Memberships whose acceptance was noted as begun, but not their association as complete. */
function continued(configuration: Configuration | undefined, memberships: readonly Membership[], connection: Parameters<typeof managedEntries>[2]): Membership[] {
  if (configuration === undefined) return [];
  const { managed } = managedEntries(configuration, memberships, connection);
  const unfinished = new Set(managed.filter(({ entry }) => entry.association_pending === true).map(({ membership }) => membership.membershipId));
  return memberships.filter(({ membershipId, collaborationId }) => unfinished.has(membershipId) || pendingEntryFor(configuration, collaborationId, connection) !== undefined);
}
