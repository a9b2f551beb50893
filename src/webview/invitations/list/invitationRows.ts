import type { InvitationReference, PanelConnection, PanelInvitation, PanelRoom } from '../../../protocol/invitationMessages.ts';

/** An invitation where it belongs. */
export interface InvitationRow {
  /** Tells rows of all connections apart; stays the same when they are read anew. */
  key: string;
  reference: InvitationReference;
  connection: PanelConnection;
  room: PanelRoom;
  invitation: PanelInvitation;
}

export const stateFilters = ['all', 'waiting', 'answered'] as const;

/** What the person wants to see. */
export interface InvitationFilter {
  /** In the address, the partner's name, the room or who invited. */
  text: string;
  state: (typeof stateFilters)[number];
  /** Empty: all of them. */
  connectionId: string;
}

export const noFilter: InvitationFilter = { text: '', state: 'all', connectionId: '' };

/** What the person has set up in the list. Rows are named by their keys. */
export interface ListState {
  filter: InvitationFilter;
  selected: readonly string[];
  expanded: readonly string[];
}

/** Every invitation of every connection: what asks for a word first, then what waits longest, then the newest answers. */
export function rowsOf(connections: readonly PanelConnection[]): InvitationRow[] {
  return connections
    .flatMap((connection) =>
      (connection.content?.rooms ?? []).flatMap((room) =>
        room.invitations.map((invitation): InvitationRow => {
          const reference = { connectionId: connection.connectionId, roomId: room.id, id: invitation.id };
          return { key: JSON.stringify([reference.connectionId, room.id, invitation.id]), reference, connection, room, invitation };
        }),
      ),
    )
    .sort((one, other) => urgency(other.invitation) - urgency(one.invitation) || byAge(one.invitation, other.invitation));
}

/** True while an answer is awaited. */
export function isWaiting({ state }: PanelInvitation): boolean {
  return state === 'pending' || state === 'awaiting_approval';
}

/** True where the partner has yet to answer: nobody else is reminded. */
export function mayBeReminded({ invitation }: InvitationRow): boolean {
  return invitation.state === 'pending';
}

function urgency(invitation: PanelInvitation): number {
  return invitation.reminderDue ? 2 : isWaiting(invitation) ? 1 : 0;
}

/** What waits: the oldest first. What is answered: the newest first. */
function byAge(one: PanelInvitation, other: PanelInvitation): number {
  const older = (one.ageDays ?? 0) - (other.ageDays ?? 0);
  return (isWaiting(one) ? -older : older) || one.to.localeCompare(other.to);
}

export function filterRows(rows: readonly InvitationRow[], { text, state, connectionId }: InvitationFilter): InvitationRow[] {
  const wanted = text.trim().toLocaleLowerCase();
  return rows.filter(({ connection, room, invitation }) => {
    if (connectionId !== '' && connection.connectionId !== connectionId) return false;
    if (state !== 'all' && isWaiting(invitation) !== (state === 'waiting')) return false;
    const { to, partnerName = '', invitedBy = '', status } = invitation;
    return [to, partnerName, invitedBy, status, room.name, room.displayId ?? ''].some((word) => word.toLocaleLowerCase().includes(wanted));
  });
}
