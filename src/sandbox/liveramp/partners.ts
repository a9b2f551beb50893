import type { JsonObject } from '../json.ts';
import { administeredRoom, ownedRoom, partnerIn } from './access.ts';
import type { Context, Handler } from './context.ts';
import { forbidden } from './liveRampError.ts';
import { roleIn } from './roles.ts';
import { changeRole, describeUser, removeUser, roomUsersOf, userIn } from './users.ts';
import { fixedRoles, leaveRoom } from './world/joining.ts';
import { organisationOf, partnersIn } from './world/liveRampWorld.ts';
import type { PartnerRecord, RoomRecord } from './world/records.ts';

export const getAllCleanroomPartners: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  return partnersIn(context.world, room.id).map((each) => describe(context, room, each));
};

export const getCleanroomPartnerById: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  return describe(context, room, partnerIn(context, request, room));
};

export const deleteCleanroomPartner: Handler = (context, request) => {
  leaveRoom(context.world, partnerIn(context, request, ownedRoom(context, request)));
  return { success: true };
};

export const deleteCleanroomPartnerUser: Handler = (context, request) => {
  const room = ownedRoom(context, request);
  removeUser(context, userIn(context, request, room, partnerIn(context, request, room).organisationId));
  return { success: true };
};

/** Neither from nor to Administrator or Partner Administrator (description of the operation in the OpenAPI document). */
export const updateCleanroomPartnerUserRole: Handler = (context, request) => {
  const room = ownedRoom(context, request);
  const { organisationId } = partnerIn(context, request, room);
  const user = userIn(context, request, room, organisationId);
  const wished = roleIn(context, request, room, organisationId);
  const held = context.world.roles.find((each) => each.id === user.roleId);
  if (fixedRoles.has(wished.name) || (held !== undefined && fixedRoles.has(held.name))) throw forbidden();
  changeRole(context, user, wished.id);
  return describeUser(context, user);
};

/** CleanRoomPartnerResponse of the OpenAPI document; a partner does not see the people of other partners. */
function describe(context: Context, room: RoomRecord, { id, organisationId }: PartnerRecord): JsonObject {
  const { world, organisation } = context;
  const users = roomUsersOf(context, room, organisationId);
  const seen = organisation.id === room.ownerId || organisation.id === organisationId ? users : [];
  return {
    id,
    partnerOrganizationId: organisationId,
    name: organisationOf(world, organisationId).name,
    userCount: users.length,
    cleanRoomUsers: seen.map((each) => describeUser(context, each)),
  };
}
