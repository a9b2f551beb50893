import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { addressKey } from '../../partners/invitees.ts';
import { isSameName } from '../../partners/ownership.ts';
import { t } from '../../text.ts';
import { required } from '../partners/rooms.ts';
import { listed, roomsAtOnce, type Named, type Search } from './roomSearch.ts';

/** Something that is called by a name or one of its ids in a room. */
interface Called {
  ids: readonly (string | undefined)[];
  name: string;
  room: CleanRoom;
}

/** The organisations that the list of rooms names: owners, and those who take part. */
export function organisationsOfRooms({ context, rooms }: Search): Named[] {
  const { accountId } = context.service.connection;
  const places = rooms.flatMap((room) => [room.owner, ...room.partners].map((name) => ({ ids: [], name, room })));
  return organisations(
    places.filter(({ name }) => !isSameName(name, accountId)),
    '',
  );
}

/** Partners by their ids, and addresses of invitations and users. */
export async function people(search: Search): Promise<Named[]> {
  const { service, signal } = search.context;
  const port = required(service.partners, service, t('list partners'));
  const sent = required(service.partnerInvitations, service, t('list the invitations that were sent'));
  const read = await inTurns(search.rooms, roomsAtOnce, async (room) => {
    const [partners, invitations] = await Promise.all([
      listed(search, room, port.list(room, signal)),
      room.ours ? listed(search, room, sent.list(room, signal)) : [],
    ]);
    return { room, partners, invitations };
  });
  const known = read.flatMap(({ room, partners }) =>
    partners.map(({ id, organisationId, name }) => ({ ids: [id, organisationId], name, room })),
  );
  const users = read.flatMap(({ room, partners }) =>
    partners.flatMap(({ name: organisation, users: those }) =>
      those.map(({ id, email }) => ({ ids: [id], name: email, organisation, room })),
    ),
  );
  const invited = read.flatMap(({ room, partners, invitations }) =>
    invitations.map(({ id, to, partnerOrganisationId: joined }) => {
      const partner = joined === undefined ? undefined : partners.find(({ organisationId }) => organisationId === joined);
      return { ids: [id], name: to, organisation: partner?.name, room };
    }),
  );
  return [...organisations(known, search.reference), ...addresses([...users, ...invited], search.reference)];
}

/** Each organisation once, with all its rooms. */
function organisations(places: readonly Called[], reference: string): Named[] {
  return eachOnce(places).map(({ name, rooms, those }) => ({
    id: idOf(those, reference) ?? name,
    name,
    subject: { kind: 'partner', name, address: undefined, rooms },
  }));
}

/** Each address once, with the organisation that took part by it. */
function addresses(places: readonly (Called & { organisation: string | undefined })[], reference: string): Named[] {
  return eachOnce(places).map(({ name: address, rooms, those }) => {
    const name = those.find(({ organisation }) => organisation !== undefined)?.organisation ?? address;
    return { id: idOf(those, reference) ?? address, name: address, subject: { kind: 'partner', name, address, rooms } };
  });
}

function eachOnce<T extends Called>(places: readonly T[]): { name: string; rooms: CleanRoom[]; those: T[] }[] {
  return [...Map.groupBy(places, ({ name }) => addressKey(name)).values()].map((those) => ({
    name: those[0]?.name ?? '',
    rooms: [...new Set(those.map(({ room }) => room))],
    those,
  }));
}

/** The id by which it was asked about; undefined where it was not. */
function idOf(those: readonly Called[], reference: string): string | undefined {
  return those.flatMap(({ ids }) => ids).find((id) => id !== undefined && isSameName(id, reference));
}
