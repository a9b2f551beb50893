import * as z from 'zod/mini';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import type { Allowance } from '../../partnerService.ts';
import type { ReadingJob } from '../job.ts';
import { roomsOf } from './rooms.ts';

export const listCleanRoomsInput = z.object({});

export interface CleanRoomsList {
  connection: Connection;
  /** ISO 8601. */
  readAt: string;
  rooms: CleanRoom[];
  /** LiveRamp: tokens of today, runs of this hour. */
  allowances: Allowance[];
}

/** Every clean room or collaboration of the connection, and what is left of scarce allowances. */
export const listCleanRooms: ReadingJob<typeof listCleanRoomsInput, CleanRoomsList> = {
  kind: 'reading',
  id: 'clean-rooms',
  input: listCleanRoomsInput,
  permission: 'read',

  async run({ service, signal }) {
    const rooms = await roomsOf(service, signal);
    const allowances = (await service.allowances?.()) ?? [];
    return { connection: service.connection, readAt: new Date().toISOString(), rooms, allowances };
  },
};
