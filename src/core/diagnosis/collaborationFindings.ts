import type { CleanRoomError } from '../errors.ts';
import type { Connection } from '../model/connection.ts';
import type { Membership } from '../model/collaboration.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { CollaborationEntry } from '../config/schema.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { t } from '../text.ts';
import { collaborationSubject } from './collaborationSubjects.ts';

export function syncRemedy({ collaborationId }: CollaborationIdentity): Remedy {
  return { title: t('Sync the collaboration'), job: 'sync', input: { collaboration_ids: [collaborationId] } };
}

/** A collaboration whose content could not be read; never shown as empty. */
export function unreadableCollaboration(connection: Connection, collaboration: CollaborationIdentity, error: CleanRoomError): Finding {
  return {
    id: 'collaboration.unreadable',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title: t('"{0}" could not be read: {1}', collaboration.name, error.message),
    evidence: error.details.requestId === undefined ? [] : [t('Request id {0}.', error.details.requestId)],
    remedies: error.remedy === undefined ? [] : [{ title: error.remedy }],
  };
}

/** A collaboration that lacks something a sync would make. @param missing how much of what @param evidence which, by name */
export function incompleteCollaboration(
  connection: Connection,
  collaboration: CollaborationIdentity,
  missing: readonly string[],
  evidence: string[],
): Finding {
  return {
    id: 'collaboration.incomplete',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title: t('"{0}" lacks {1}.', collaboration.name, missing.join(', ')),
    evidence,
    remedies: [syncRemedy(collaboration)],
  };
}

/** An ACTIVE membership that the configuration does not list: no sync covers it. */
export function membershipNotConfigured(connection: Connection, membership: Membership): Finding {
  return {
    id: 'membership.not_in_configuration',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: {
      kind: 'collaboration',
      name: membership.collaborationName,
      collaborationId: membership.collaborationId,
      membershipId: membership.membershipId,
    },
    title: t('"{0}" is an active membership that the configuration does not list, so no sync covers it.', membership.collaborationName),
    evidence: [t('ListMemberships lists {0} as ACTIVE.', membership.membershipId)],
    remedies: [{ title: t('Add the collaboration to the configuration'), job: 'add', input: { membership_id: membership.membershipId } }],
  };
}

/** An invitation for which the account has no room. */
export function membershipLeftOutByQuota(connection: Connection, collaboration: CollaborationIdentity, quota: number): Finding {
  return {
    id: 'membership.left_out_by_quota',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title: t(
      'The invitation to "{0}" was left out: account {1} may have {2} memberships in {3}.',
      collaboration.name,
      connection.accountId,
      quota,
      connection.region,
    ),
    evidence: [],
    remedies: [{ title: t('Ask for a higher quota (Service Quotas, AWS Clean Rooms, memberships), or leave a collaboration.') }],
  };
}

/** An active entry of the configuration whose membership this account does not have (any more). */
export function entryWithoutMembership(connection: Connection, entry: CollaborationEntry): Finding {
  return {
    id: 'configuration.entry_without_membership',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'configuration', name: entry.name, membershipId: entry.membership_id },
    title: t(
      'The configuration lists "{0}" as active, but account {1} has no active membership {2} in {3}.',
      entry.name,
      connection.accountId,
      entry.membership_id,
      connection.region,
    ),
    evidence: [t('ListMemberships does not list it as ACTIVE.')],
    remedies: [
      { title: t('Check the profile and Region, give the entry its "account_id", or set its "status" to something other than "active".') },
    ],
  };
}

/** Active entries that are about other accounts or Regions; where none is left for this one, that is probably a mistake. */
export function entriesOfOthers(connection: Connection, entries: readonly CollaborationEntry[], noneIsOurs: boolean): Finding {
  const places = [...new Set(entries.map(({ account_id, region }) => [account_id, region].filter((part) => part !== undefined).join(' ')))]
    .filter((place) => place !== '')
    .sort();
  return {
    id: 'configuration.entries_of_others',
    severity: noneIsOurs ? 'error' : 'information',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'configuration', name: connection.accountId },
    title: noneIsOurs
      ? t(
          'No active entry of the configuration is about account {0} in {1}; {2} are about other accounts or Regions.',
          connection.accountId,
          connection.region,
          entries.length,
        )
      : t(
          '{0} active entries of the configuration are about other accounts or Regions than {1} in {2}, and were left alone.',
          entries.length,
          connection.accountId,
          connection.region,
        ),
    evidence: places,
    remedies: noneIsOurs ? [{ title: t('Check the profile and Region.') }] : [],
  };
}
