import { nearestFirst } from '../../diagnosis/nearestFirst.ts';
import { CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import { inTurns } from '../../inTurns.ts';
import { describeConnection } from '../../model/connection.ts';
import { isSameName } from '../../partners/ownership.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import type { JobContext } from '../job.ts';
import { required } from '../partners/rooms.ts';
import { people, organisationsOfRooms } from './roomPeople.ts';
import { listed, roomsAtOnce, type Named, type RoomSearch, type RoomSubject, type Search } from './roomSearch.ts';

/** Names that are shown where nothing is called so. */
const mostNames = 6;

/**
 * What an id, a display id or a name means in clean rooms. What is known without a call is tried first, then questions,
 * datasets, and the people of partners; an address is looked for among people only. Raises `not_found`, with what is called
 * most alike, and `invalid_input` where several things of one kind are called so; where nothing at all could be read, why.
 */
export async function findRoomSubject(context: JobContext, { within, rooms }: RoomSearch, reference: string): Promise<RoomSubject> {
  const search: Search = { context, within, rooms, reference: reference.trim(), unread: new Map() };
  const seen: Named[] = [];
  for (const look of search.reference.includes('@') ? [people] : [roomsAndOrganisations, questions, datasets, people]) {
    const things = await look(search);
    seen.push(...things);
    const [found, ...others] = called(things, search.reference);
    if (found !== undefined && others.length > 0) throw severalFound(search, [found, ...others]);
    if (found !== undefined) return found.subject;
  }
  const lost = [...search.unread.values()].find(({ code }) => code !== 'not_permitted');
  throw lost !== undefined && search.unread.size === rooms.length ? lost : nothingFound(search, seen);
}

/** The one with that id, or all with that name. */
function called(things: readonly Named[], reference: string): Named[] {
  const exact = things.find((thing) => isIdOf(thing, reference));
  return exact === undefined ? things.filter(({ name }) => isSameName(name, reference)) : [exact];
}

function isIdOf({ id, displayId }: { id: string; displayId?: string }, reference: string): boolean {
  return isSameName(id, reference) || (displayId !== undefined && isSameName(displayId, reference));
}

function severalFound({ reference }: Search, things: readonly Named[]): CleanRoomError {
  const each = things.map(({ id, displayId = id, subject }) =>
    'room' in subject ? t('{0} in {1}', displayId, roomTitle(subject.room)) : displayId,
  );
  return new CleanRoomError('invalid_input', t('Several things are called "{0}".', foreignText(reference)), {
    remedy: t('Name one by its id: {0}.', each.join('; ')),
  });
}

/** What is called most alike stands in the remedy. */
function nothingFound({ context, within, reference, unread }: Search, things: readonly Named[]): CleanRoomError {
  const where = within === undefined ? describeConnection(context.service.connection) : roomTitle(within);
  const none = t('{0} has nothing called "{1}": no question, dataset or partner.', where, foreignText(reference));
  const names = [...new Set(nearestFirst(things, reference).map(roomTitle))].slice(0, mostNames);
  return new CleanRoomError(
    'not_found',
    unread.size === 0 ? none : `${none} ${t('Not readable: {0}.', [...unread.keys()].map(roomTitle).join(', '))}`,
    { remedy: names.length === 0 ? t('There are none.') : t('There are: {0}.', names.join(', ')) },
  );
}

/** Rooms and organisations, which the list of rooms tells; no room where it is known already. */
function roomsAndOrganisations(search: Search): Promise<Named[]> {
  const rooms = search.within === undefined ? search.rooms : [];
  return Promise.resolve([
    ...rooms.map((room): Named => ({ ...room, subject: { kind: 'clean_room', room } })),
    ...organisationsOfRooms(search),
  ]);
}

/** An id is there once: after it has been found no other room is read. */
async function questions(search: Search): Promise<Named[]> {
  const { service, signal } = search.context;
  const port = required(service.questions, service, t('list questions'));
  let found = false;
  const read = await inTurns(search.rooms, roomsAtOnce, async (room): Promise<Named[]> => {
    const those = found ? [] : await listed(search, room, port.list(room, signal));
    found ||= those.some((question) => isIdOf(question, search.reference));
    return those.map((question) => ({ ...question, subject: { kind: 'question', room, question } }));
  });
  return read.flat();
}

async function datasets(search: Search): Promise<Named[]> {
  const { service, signal } = search.context;
  const port = required(service.datasets, service, t('list datasets'));
  const read = await inTurns(search.rooms, roomsAtOnce, async (room): Promise<Named[]> => {
    const those = await listed(search, room, port.list(room, signal));
    return those.map((dataset) => ({ id: dataset.id, name: dataset.name, subject: { kind: 'dataset', room, dataset } }));
  });
  return read.flat();
}
