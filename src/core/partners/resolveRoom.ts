import { CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import { describeConnection, type Connection } from '../model/connection.ts';
import { t } from '../text.ts';

/** What people call a room: its name with the short id that LiveRamp's own pages show. */
export function roomTitle({ name, displayId }: Pick<CleanRoom, 'name' | 'displayId'>): string {
  return displayId === undefined ? `"${foreignText(name)}"` : `"${foreignText(name)}" (${displayId})`;
}

/**
 * The room that a UUID, a display id (`CR-045144`) or a name means; the API itself takes UUIDs only. Names match in any
 * case. Raises `not_found`, and `invalid_input` where several rooms have the name.
 */
export function resolveRoom(rooms: readonly CleanRoom[], reference: string, connection: Connection): CleanRoom {
  return resolveByIdOrName(rooms, reference, {
    none: t('{0} has no clean room "{1}".', describeConnection(connection), foreignText(reference)),
    several: t('{0} has several clean rooms "{1}".', describeConnection(connection), foreignText(reference)),
  });
}

/** The same for anything with an id, perhaps a display id, and a name. */
export function resolveByIdOrName<T extends { id: string; displayId?: string; name: string }>(
  things: readonly T[],
  reference: string,
  sentences: { none: string; several: string },
): T {
  const wanted = reference.trim().toLowerCase();
  const exact = things.find(({ id, displayId }) => id.toLowerCase() === wanted || displayId?.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const named = things.filter(({ name }) => name.trim().toLowerCase() === wanted);
  const [only, ...more] = named;
  if (only === undefined) throw new CleanRoomError('not_found', sentences.none, { remedy: known(things) });
  if (more.length > 0) {
    throw new CleanRoomError('invalid_input', sentences.several, {
      remedy: t('Name one by its id: {0}.', named.map(({ id, displayId }) => displayId ?? id).join(', ')),
    });
  }
  return only;
}

function known(things: readonly { id: string; displayId?: string; name: string }[]): string {
  const names = things.map((each) =>
    each.displayId === undefined ? `"${foreignText(each.name, 60)}"` : `"${foreignText(each.name, 60)}" (${each.displayId})`,
  );
  if (names.length === 0) return t('There are none.');
  const first = names.slice(0, 8).join(', ');
  return names.length > 8 ? t('There are: {0} and {1} more.', first, names.length - 8) : t('There are: {0}.', first);
}
