import type { CleanRoomError } from '../errors.ts';
import { describeConnection, type Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import { t } from '../text.ts';

/** Partners and invitations that were sent could not be read at all; the rest of the connection could. */
export function partnersUnreadable(connection: Connection, { message, remedy }: CleanRoomError): Finding {
  return {
    id: 'connection.partners_unreadable',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'connection', name: connection.name, id: connection.id },
    title: t('Not readable: partners and sent invitations of {0}.', describeConnection(connection)),
    evidence: [message],
    remedies: [{ title: remedy ?? t('Refresh; if it stays, the log says what the service answered.') }],
  };
}

/** Rooms are there, and none belongs to the organisation of that name: it is mistyped, or has none of its own. */
export function noRoomOfOurs(connection: Connection, owners: readonly string[]): Finding {
  return {
    id: 'connection.no_room_of_ours',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'connection', name: connection.name, id: connection.id },
    title: t('No clean room is owned by "{0}", so nobody can be invited.', connection.accountId),
    evidence: [t('Owners of the clean rooms: {0}.', owners.join(', '))],
    remedies: [{ title: t('If one of these is you, correct "organisation" in the setting cleanRooms.connections.') }],
  };
}
