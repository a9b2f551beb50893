import type { Coverage } from '../coverage/coverage.ts';
import type { PartnersSurvey } from '../jobs/partners/surveyPartners.ts';
import type { ReportedInvitation } from '../jobs/report.ts';
import { isSameName } from './ownership.ts';

/** A collaboration or clean room as a partner takes part in it, seen through one connection. */
export interface PartnersRoom {
  connectionId: string;
  service: 'aws' | 'liveramp';
  /** Id of the collaboration or clean room. */
  collaborationId: string;
  membershipId: string | undefined;
  name: string;
  /** INVITED, ACTIVE, LEFT or REMOVED; INVITES_YOU where this account has not joined and the members were not read. */
  status: 'INVITED' | 'ACTIVE' | 'LEFT' | 'REMOVED' | 'INVITES_YOU';
  abilities: string[];
  /** The costs that the partner pays there. */
  pays: string[];
  isCreator: boolean;
}

/** Another account or organisation that shares collaborations or clean rooms with ours. */
export interface Partner {
  /** AWS: the account id. LiveRamp: the organisation's name, or the invited address while nobody has accepted. */
  accountId: string;
  /** What collaborations call it; their creators chose the names, so there may be several. */
  names: string[];
  rooms: PartnersRoom[];
}

/** What one connection knows of partners. */
export interface PartnersSource {
  connectionId: string;
  accountId: string;
  coverage: Coverage;
  invitations: readonly ReportedInvitation[];
  /** Where the coverage has no members: LiveRamp's clean rooms. */
  partners?: PartnersSurvey | undefined;
}

/**
 * Every partner, by name, with all that is shared with it through any connection. An account that is connected itself
 * is a partner all the same in what others of ours share with it.
 */
export function partnersOf(sources: readonly PartnersSource[]): Partner[] {
  const found = sources.flatMap((source) => [...roomsOf(source), ...invitationsOf(source), ...organisationsOf(source)]);
  const partners = [...Map.groupBy(found, ({ accountId }) => accountId)].map(([accountId, entries]): Partner => ({
    accountId,
    names: [...new Set(entries.flatMap(({ displayName }) => displayName ?? []))].sort(compare),
    rooms: entries.map(({ room }) => room).sort((a, b) => compare(a.name, b.name)),
  }));
  return partners.sort((a, b) => compare(nameOf(a), nameOf(b)) || compare(a.accountId, b.accountId));
}

/** What a partner is called first of all. */
export function nameOf({ names, accountId }: Partner): string {
  return names[0] ?? accountId;
}

interface Entry {
  accountId: string;
  displayName: string | undefined;
  room: PartnersRoom;
}

function roomsOf({ connectionId, accountId, coverage }: PartnersSource): Entry[] {
  return coverage.rows.flatMap(({ collaborationId, membershipId, name, creatorAccountId, members }) =>
    members
      .filter((member) => member.accountId !== accountId)
      .map(({ accountId: partner, displayName, status, abilities, pays }) => ({
        accountId: partner,
        displayName,
        room: {
          connectionId,
          service: 'aws' as const,
          collaborationId,
          membershipId,
          name,
          status,
          abilities,
          pays,
          isCreator: partner === creatorAccountId,
        },
      })),
  );
}

function invitationsOf({ connectionId, invitations }: PartnersSource): Entry[] {
  return invitations.map(({ collaboration_id: collaborationId, name, creator_account_id: accountId }) => ({
    accountId,
    displayName: undefined,
    room: {
      connectionId,
      service: 'aws' as const,
      collaborationId,
      membershipId: undefined,
      name,
      status: 'INVITES_YOU',
      abilities: [],
      pays: [],
      isCreator: true,
    },
  }));
}

/** LiveRamp names organisations, and of the owner of a room that is shared with us nothing but its name. In such a room we are among its partners. */
function organisationsOf({ connectionId, accountId: ourName, partners: survey }: PartnersSource): Entry[] {
  return (survey?.rooms ?? []).flatMap(({ room, partners, invitations }) => {
    if (partners === undefined && invitations.length === 0 && room.ours) return [];
    const entry = (accountId: string, displayName: string | undefined, status: PartnersRoom['status'], isCreator: boolean): Entry => ({
      accountId,
      displayName,
      room: {
        connectionId,
        service: survey?.connection.service ?? 'liveramp',
        collaborationId: room.id,
        membershipId: undefined,
        name: room.name,
        status,
        abilities: [],
        pays: [],
        isCreator,
      },
    });
    return [
      ...(room.ours || room.membershipId !== undefined || isSameName(room.owner, ourName)
        ? []
        : [entry(room.owner, room.owner, 'ACTIVE', true)]),
      ...(partners ?? []).filter(({ name }) => !isSameName(name, ourName)).map(({ name }) => entry(name, name, 'ACTIVE', false)),
      // AWS tells of those who are invited in the coverage, with their accounts.
      ...(room.membershipId !== undefined
        ? []
        : invitations.filter(({ state }) => state === 'pending').map(({ to, partnerName }) => entry(to, partnerName, 'INVITED', false))),
    ];
  });
}

function compare(a: string, b: string): number {
  return a.localeCompare(b);
}
