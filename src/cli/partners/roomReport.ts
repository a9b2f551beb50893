import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { CleanRoom } from '../../core/model/cleanRoom.ts';

/** A clean room or collaboration as programs read it. */
export const roomSchema = z.object({
  id: z.string(),
  display_id: z.optional(z.string()),
  name: z.string(),
  description: z.optional(z.string()),
  /** LiveRamp: the owning organisation's name. AWS: the creator's account id. */
  owner: z.string(),
  /** Only the owner invites and grants. */
  ours: z.boolean(),
  /** In the service's own word. */
  status: z.string(),
  /** Names of the organisations that take part, as far as the list of rooms tells them. */
  partners: z.array(z.string()),
  created_at: z.optional(z.string()),
  start_at: z.optional(z.string()),
  end_at: z.optional(z.string()),
  membership_id: z.optional(z.string()),
});
export type ReportedRoom = z.infer<typeof roomSchema>;

export function reportedRoom(room: CleanRoom): ReportedRoom {
  const { id, displayId, name, description, owner, ours, status, partners, createdAt, startAt, endAt, membershipId } = room;
  return {
    id,
    ...(displayId === undefined ? {} : { display_id: displayId }),
    name,
    ...(description === undefined ? {} : { description }),
    owner,
    ours,
    status,
    partners: [...partners],
    ...(createdAt === undefined ? {} : { created_at: createdAt }),
    ...(startAt === undefined ? {} : { start_at: startAt }),
    ...(endAt === undefined ? {} : { end_at: endAt }),
    ...(membershipId === undefined ? {} : { membership_id: membershipId }),
  };
}

/** The id that people type: `CR-045144`, else the UUID. */
export function shortId({ display_id: displayId, id }: Pick<ReportedRoom, 'display_id' | 'id'>): string {
  return displayId ?? id;
}

/** Name and id, as a heading. */
export function roomHeading(room: Pick<ReportedRoom, 'display_id' | 'id' | 'name'>): string {
  return `${foreignText(room.name)}  ${shortId(room)}`;
}
