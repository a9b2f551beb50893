import type { CleanRoom, NewCleanRoom } from '../../core/model/cleanRoom.ts';
import type { CleanRooms } from '../../core/partnerService.ts';
import { allPages } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import { lookedFor, type LiveRampWrites } from './liveRampWrites.ts';
import type { AnswerOf } from './operations.ts';

/** GET /cleanrooms: the default limit. */
const pageSize = 500;

/** The clean rooms that an organisation owns or takes part in. */
export function liveRampCleanRooms(calls: LiveRampCalls, writes: LiveRampWrites, known: KnownRooms): CleanRooms {
  const list: CleanRooms['list'] = async (signal) => {
    const rows = await allPages(
      pageSize,
      (query) => calls.read({ operation: 'getAllCleanrooms', parameters: {}, query }, signal),
      ({ id }) => id,
    );
    const rooms = rows.map((row) => toRoom(row, calls.organisation));
    known.remember(...rooms);
    return rooms;
  };

  return {
    list,

    async create(room, options) {
      const namesakes = async (signal?: AbortSignal) =>
        (await list(signal)).filter(({ name, ours }) => ours && name.trim() === room.name.trim());
      // One of that name may be there from before: the service decides whether it is a duplicate (409).
      const before = new Set((await namesakes(options.signal)).map(({ id }) => id));
      return writes.write(
        {
          call: { operation: 'createCleanroom', parameters: {}, body: requestOf(room) },
          subject: room.name,
          outcome: 'created',
          look: async (signal) => lookedFor((await namesakes(signal)).find(({ id }) => !before.has(id))),
        },
        options,
      );
    },
  };
}

function toRoom(row: AnswerOf<'getAllCleanrooms'>[number], organisation: string): CleanRoom {
  const owner = row.ownerOrganization ?? '';
  return {
    id: row.id,
    displayId: row.displayId,
    name: row.name,
    description: row.description,
    owner,
    // Names: there is no operation that tells an organisation's own id.
    ours: owner.trim().toLowerCase() === organisation.trim().toLowerCase(),
    status: row.status ?? '',
    partners: row.partners,
    createdAt: row.timeAudit?.createdAt,
    startAt: row.startAt,
    endAt: row.endAt,
  };
}

/** CleanRoomRequest. Switches are texts there. */
function requestOf({ name, description, startAt, endAt, type, region, subRegion, cloud, features = [] }: NewCleanRoom): object {
  return {
    name,
    description,
    startAt,
    endAt,
    type,
    parameters: {
      REGION: region,
      SUB_REGION: subRegion,
      CLOUD: cloud,
      ...Object.fromEntries(features.map((feature) => [feature, 'true'])),
    },
  };
}
