import * as z from 'zod/mini';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Connection } from '../model/connection.ts';
import type { ReadingJob } from '../jobs/job.ts';
import { roomsOf } from '../jobs/partners/rooms.ts';

const input = z.object({
  /** Only those that are ours: the only ones to which partners can be invited. */
  ours_only: z._default(z.boolean(), false),
});

/** Clean rooms or collaborations of one connection. */
export interface RoomList {
  connection: Connection;
  rooms: CleanRoom[];
}

/** The clean rooms of a connection, its own and those that others share with it. */
export const listCleanRooms: ReadingJob<typeof input, RoomList> = {
  kind: 'reading',
  id: 'clean-rooms',
  input,
  permission: 'read',

  async run({ service, signal }, { ours_only: oursOnly }) {
    const rooms = await roomsOf(service, signal);
    return { connection: service.connection, rooms: oursOnly ? rooms.filter(({ ours }) => ours) : rooms };
  },
};
