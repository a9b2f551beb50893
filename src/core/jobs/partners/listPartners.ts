import * as z from 'zod/mini';
import { roomUnreadable } from '../../diagnosis/sentInvitationFindings.ts';
import { asCleanRoomError } from '../../errors.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import type { RoomPartner, RoomUser } from '../../model/sentInvitation.ts';
import { resolveRoom } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import type { ReadingJob } from '../job.ts';
import { required, roomsOf } from './rooms.ts';

export const listPartnersInput = z.object({
  /** Id, display id or name; every room where left out. */
  room: z.optional(z.string()),
});

/** A room with those who take part in it. */
export interface RoomWithPartners {
  room: CleanRoom;
  /** Undefined where they could not be read. */
  partners: RoomPartner[] | undefined;
  /** LiveRamp: our own people in it; undefined where the service does not tell them. */
  users: RoomUser[] | undefined;
}

export interface PartnersList {
  connection: Connection;
  /** ISO 8601. */
  readAt: string;
  rooms: RoomWithPartners[];
  findings: Finding[];
}

/** Who takes part in one clean room or in all, with the users of each and their roles. */
export const listPartners: ReadingJob<typeof listPartnersInput, PartnersList> = {
  kind: 'reading',
  id: 'partners',
  input: listPartnersInput,
  permission: 'read',

  async run(context, { room: reference }) {
    const { service, signal } = context;
    const port = required(service.partners, service, t('list partners'));
    const all = await roomsOf(service, signal);
    const rooms = reference === undefined ? all : [resolveRoom(all, reference, service.connection)];
    const findings: Finding[] = [];
    const read = await inTurns(rooms, 6, async (room): Promise<RoomWithPartners> => {
      try {
        const [partners, users] = await Promise.all([port.list(room, signal), port.users?.(room, signal)]);
        return { room, partners, users };
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (error.code === 'cancelled') throw error;
        findings.push(roomUnreadable(service.connection, room, 'partners', error));
        return { room, partners: undefined, users: undefined };
      }
    });
    return { connection: service.connection, readAt: new Date().toISOString(), rooms: read, findings };
  },
};
