import type { JsonObject } from '../json.ts';
import { administeredRoom, partnerIn } from './access.ts';
import type { Context, Handler } from './context.ts';
import { notFound } from './liveRampError.ts';
import type { LiveRampRequest } from './request.ts';
import type { RoleRecord, RoomRecord } from './world/records.ts';

/** The roles that apply to the caller's own organisation in a room. */
export const getCleanroomRoles: Handler = (context, request) =>
  rolesOf(context, administeredRoom(context, request), context.organisation.id).map(describeRole);

export const getCleanroomRoleById: Handler = (context, request) =>
  describeRole(roleIn(context, request, administeredRoom(context, request), context.organisation.id));

export const getCleanroomPartnerRoles: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  return rolesOf(context, room, partnerIn(context, request, room).organisationId).map(describeRole);
};

export const getCleanroomPartnerRoleByID: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  return describeRole(roleIn(context, request, room, partnerIn(context, request, room).organisationId));
};

/** The role that a request names, among those of an organisation in a room. */
export function roleIn(context: Context, request: LiveRampRequest, room: RoomRecord, organisationId: string): RoleRecord {
  const id = request.label('cleanRoomRoleId');
  const role = rolesOf(context, room, organisationId).find((each) => each.id === id);
  if (role === undefined) throw notFound('Cleanroom role', id);
  return role;
}

function rolesOf({ world }: Context, room: RoomRecord, organisationId: string): RoleRecord[] {
  return world.roles.filter((each) => each.roomId === room.id && each.organisationId === organisationId);
}

/** CleanRoomRole of the OpenAPI document. */
export function describeRole({ id, name, roomId, organisationId }: RoleRecord): JsonObject {
  return { id, name, cleanRoomId: roomId, organizationId: organisationId };
}
