import type { Coverage } from '../coverage/coverage.ts';
import type { ReportedInvitation } from '../jobs/report.ts';

/** A collaboration as a partner takes part in it, seen through one connection. */
export interface PartnersRoom {
  connectionId: string;
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

/** Another account that shares collaborations with ours. */
export interface Partner {
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
}

/**
 * Every partner, by name, with all that is shared with it through any connection. An account that is connected itself
 * is a partner all the same in what others of ours share with it.
 */
export function partnersOf(sources: readonly PartnersSource[]): Partner[] {
  const found = sources.flatMap((source) => [...roomsOf(source), ...invitationsOf(source)]);
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
        room: { connectionId, collaborationId, membershipId, name, status, abilities, pays, isCreator: partner === creatorAccountId },
      })),
  );
}

function invitationsOf({ connectionId, invitations }: PartnersSource): Entry[] {
  return invitations.map(({ collaboration_id: collaborationId, name, creator_account_id: accountId }) => ({
    accountId,
    displayName: undefined,
    room: { connectionId, collaborationId, membershipId: undefined, name, status: 'INVITES_YOU', abilities: [], pays: [], isCreator: true },
  }));
}

function compare(a: string, b: string): number {
  return a.localeCompare(b);
}
