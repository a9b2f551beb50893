import { CleanRoomError } from '../../errors.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { describeConnection } from '../../model/connection.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import { roomOfOther } from '../../partners/ownership.ts';
import { resolveRoom } from '../../partners/resolveRoom.ts';

/** A capability of the connection's service. Raises `not_permitted` where the service has none such. */
export function required<T>(capability: T | undefined, { connection }: CleanRoomService, what: string): T {
  if (capability === undefined)
    throw new CleanRoomError('not_permitted', t('{0}: this service cannot {1}.', describeConnection(connection), what), {
      remedy: t('Use another connection, or the console of the service.'),
    });
  return capability;
}

/** Every clean room or collaboration of the connection. */
export async function roomsOf(service: CleanRoomService, signal: AbortSignal | undefined): Promise<CleanRoom[]> {
  return required(service.cleanRooms, service, t('list clean rooms')).list(signal);
}

/** The room that an id, a display id or a name means. Raises `not_found`, `invalid_input`. */
export async function findRoom(service: CleanRoomService, reference: string, signal: AbortSignal | undefined): Promise<CleanRoom> {
  return resolveRoom(await roomsOf(service, signal), reference, service.connection);
}

/** Only the owner of a room invites; the service would answer 403. */
export function requireOurs(room: CleanRoom): void {
  if (room.ours) return;
  throw new CleanRoomError('not_permitted', roomOfOther(room), {
    remedy: t('Ask its owner, or choose a clean room of your own.'),
  });
}
