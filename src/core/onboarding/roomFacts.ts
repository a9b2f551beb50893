import { inTurns } from '../inTurns.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { RoomPartner, SentInvitation } from '../model/sentInvitation.ts';
import { foreignText } from '../foreignText.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { required, roomsOf } from '../jobs/partners/rooms.ts';
import type { Engagement } from './engagement.ts';
import { readPart, type Part } from './part.ts';

/** Rooms that are read at a time. */
const atOnce = 6;

/** What the service says about a room, as far as bringing partners on board goes. */
export interface RoomFacts {
  room: Part<CleanRoom>;
  invitations: Part<SentInvitation[]>;
  partners: Part<RoomPartner[]>;
}

/** Reads every room that these engagements are about, once each; one that cannot be read leaves the others whole. */
export async function readRoomFacts(
  service: CleanRoomService,
  engagements: readonly Engagement[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, RoomFacts>> {
  const ids = [...new Set(engagements.map(({ room }) => room.id))];
  if (ids.length === 0) return new Map();
  const rooms = await readPart(roomsOf(service, signal));
  const facts = await inTurns(ids, atOnce, async (id): Promise<[string, RoomFacts]> => {
    if (!rooms.read) return [id, { room: rooms, invitations: rooms, partners: rooms }];
    const room = rooms.value.find((each) => each.id === id);
    if (room !== undefined) return [id, await readRoom(service, room, signal)];
    const name = engagements.find((each) => each.room.id === id)?.room.name ?? id;
    const gone: Part<never> = {
      read: false,
      problem: t('The service does not list the clean room "{0}" ({1}) any more.', foreignText(name), id),
    };
    return [id, { room: gone, invitations: gone, partners: gone }];
  });
  return new Map(facts);
}

async function readRoom(service: CleanRoomService, room: CleanRoom, signal: AbortSignal | undefined): Promise<RoomFacts> {
  const [invitations, partners] = await Promise.all([
    readPart(listInvitations(service, room, signal)),
    readPart(listPartners(service, room, signal)),
  ]);
  return { room: { read: true, value: room }, invitations, partners };
}

// Asynchronous all through, so that a capability that is missing is a problem of this part and not of the whole reading.
async function listInvitations(service: CleanRoomService, room: CleanRoom, signal: AbortSignal | undefined): Promise<SentInvitation[]> {
  return required(service.partnerInvitations, service, t('list the invitations that were sent')).list(room, signal);
}

async function listPartners(service: CleanRoomService, room: CleanRoom, signal: AbortSignal | undefined): Promise<RoomPartner[]> {
  return required(service.partners, service, t('list partners')).list(room, signal);
}
