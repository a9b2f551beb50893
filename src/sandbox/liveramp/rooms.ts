import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { visibleRoom } from './access.ts';
import type { Context, Handler } from './context.ts';
import { conflict } from './liveRampError.ts';
import { pageOf } from './pageOf.ts';
import { readDay } from './request.ts';
import { roomTypes, typeIdOf } from './roomTypes.ts';
import { dayOf, timeAudit } from './timeForms.ts';
import { addRoles, ownerRoles } from './world/joining.ts';
import { isStakeholder, nextDisplayId, nextId, organisationOf, partnersIn } from './world/liveRampWorld.ts';
import type { RoomRecord } from './world/records.ts';

const flag = z.optional(z.enum(['true', 'false']));

/** CleanRoomRequest of the OpenAPI document. */
const roomRequest = z.object({
  name: z.string().check(z.minLength(1)),
  description: z._default(z.string(), ''),
  startAt: z.string(),
  endAt: z.optional(z.string()),
  type: z.enum(roomTypes),
  parameters: z.optional(
    z.object({
      REGION: z.enum(['REGION_EU', 'REGION_US', 'REGION_APAC', 'REGION_AFRICA', 'REGION_UAE']),
      SUB_REGION: z.optional(z.string()),
      CLOUD: z.enum(['CLOUD_AWS', 'CLOUD_GCP', 'CLOUD_AZURE']),
      ENABLE_EXPORT: flag,
      ENABLE_VIEW_QUERY: flag,
      ENABLE_HABU_INTELLIGENCE: flag,
      ENABLE_PAIR: flag,
      ENABLE_OPJA: flag,
      DATA_DECIBEL: z.optional(z.string()),
      CROWD_SIZE: z.optional(z.string()),
    }),
  ),
});

/** Own rooms and those of others in which the organisation is a partner, whether or not the API user administers them. */
export const getAllCleanrooms: Handler = (context, request) => {
  const { world, organisation } = context;
  const mine = world.rooms.filter((each) => isStakeholder(world, each, organisation.id));
  return pageOf(mine, request).map((each) => describe(context, each));
};

export const getCleanroomById: Handler = (context, request) => describe(context, visibleRoom(context, request));

/** Makes a room of the caller's, with the API user as its administrator. */
export const createCleanroom: Handler = (context, request) => {
  const { world, organisation, now } = context;
  const wish = request.body(roomRequest);
  const startTime = readDay('startAt', wish.startAt);
  const endTime = wish.endAt === undefined || wish.endAt === '' ? null : readDay('endAt', wish.endAt);
  if (world.rooms.some((each) => each.ownerId === organisation.id && each.name === wish.name))
    throw conflict(`A Cleanroom with the name ${wish.name} already exists`);
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(wish.parameters ?? {})) parameters[name] = value;
  const room: RoomRecord = {
    id: nextId(world),
    displayId: nextDisplayId(world, 'CR'),
    name: wish.name,
    description: wish.description,
    ownerId: organisation.id,
    type: wish.type,
    // The one status that was seen live (api-notes.md, §11).
    status: 'COMPLETE',
    parameters,
    startTime,
    endTime,
    administrators: [organisation.id],
    createdTime: now,
    updatedTime: now,
  };
  world.rooms.push(room);
  addRoles(world, room, organisation.id, ownerRoles);
  return describe(context, room);
};

/** As live answers have it: names where one expects ids, no count of questions, and "" for no end (api-notes.md, §6). */
function describe({ world }: Context, room: RoomRecord): JsonObject {
  return {
    id: room.id,
    displayId: room.displayId,
    name: room.name,
    description: room.description,
    ownerOrganization: organisationOf(world, room.ownerId).name,
    partners: partnersIn(world, room.id).map((each) => organisationOf(world, each.organisationId).name),
    startAt: dayOf(room.startTime),
    endAt: room.endTime === null ? '' : dayOf(room.endTime),
    questionsCount: 0,
    status: room.status,
    cleanRoomParameters: room.parameters,
    timeAudit: timeAudit(room.createdTime, room.updatedTime),
    cleanRoomTypeId: typeIdOf(room.type),
  };
}
