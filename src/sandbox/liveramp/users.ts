/** The people of the caller's organisation, and those of them who are in a room. */
import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { administeredRoom } from './access.ts';
import type { Context, Handler } from './context.ts';
import { badRequest, conflict, notFound } from './liveRampError.ts';
import { pageOf } from './pageOf.ts';
import type { LiveRampRequest } from './request.ts';
import { describeRole, roleIn } from './roles.ts';
import { timeAudit } from './timeForms.ts';
import { addRoomUser, findRole } from './world/joining.ts';
import { organisationOf } from './world/liveRampWorld.ts';
import type { RoomRecord, RoomUserRecord, UserRecord } from './world/records.ts';

/** AddCleanRoomUserRequest of the OpenAPI document; the two ids are deprecated and refused. */
const addUserRequest = z.object({
  userId: z.optional(z.string()),
  roleId: z.optional(z.string()),
  email: z.optional(z.string()),
  role: z.optional(z.string()),
});

export const getAllOrganizationUsers: Handler = ({ organisation }, request) =>
  pageOf(organisation.users, request).map((each) => ({ roleName: each.roleName, user: describePerson(each) }));

export const getCleanroomUsers: Handler = (context, request) => {
  const email = request.optional('cleanroomUserEmail')?.toLowerCase();
  return roomUsersOf(context, administeredRoom(context, request), context.organisation.id)
    .filter((each) => email === undefined || personOf(context, each).email.toLowerCase() === email)
    .map((each) => describeUser(context, each));
};

export const getCleanroomUserById: Handler = (context, request) => describeUser(context, ownUser(context, request));

export const addCleanroomUser: Handler = (context, request) => {
  const { world, organisation, now } = context;
  const room = administeredRoom(context, request);
  const wish = request.body(addUserRequest);
  if (wish.userId !== undefined || wish.roleId !== undefined) throw conflict('userId and roleId are deprecated: give email and role');
  if (wish.email === undefined || wish.role === undefined) throw badRequest('email and role are required');
  const email = wish.email.toLowerCase();
  const person = organisation.users.find((each) => each.email.toLowerCase() === email);
  if (person === undefined) throw notFound('Organization user', wish.email);
  const role = findRole(world, room, organisation.id, wish.role);
  if (role === undefined) throw badRequest(`There is no role ${wish.role} in this Cleanroom`);
  if (roomUsersOf(context, room, organisation.id).some((each) => each.userId === person.id))
    throw conflict(`User ${wish.email} is already in this Cleanroom`);
  return describeUser(context, addRoomUser(world, role, person.id, organisation.apiUserEmail, now));
};

export const deleteCleanroomUser: Handler = (context, request) => {
  removeUser(context, ownUser(context, request));
  return { success: true };
};

export const updateCleanroomUserRole: Handler = (context, request) => {
  const user = ownUser(context, request);
  const room = administeredRoom(context, request);
  changeRole(context, user, roleIn(context, request, room, context.organisation.id).id);
  return describeUser(context, user);
};

function ownUser(context: Context, request: LiveRampRequest): RoomUserRecord {
  return userIn(context, request, administeredRoom(context, request), context.organisation.id);
}

/** The user that a request names, among those of an organisation in a room. */
export function userIn(context: Context, request: LiveRampRequest, room: RoomRecord, organisationId: string): RoomUserRecord {
  const id = request.label('cleanroomUserId');
  const user = roomUsersOf(context, room, organisationId).find((each) => each.id === id);
  if (user === undefined) throw notFound('Cleanroom user', id);
  return user;
}

/** An organisation's people in a room. */
export function roomUsersOf({ world }: Context, room: RoomRecord, organisationId: string): RoomUserRecord[] {
  return world.roomUsers.filter((each) => each.roomId === room.id && each.organisationId === organisationId);
}

export function removeUser({ world }: Context, user: RoomUserRecord): void {
  world.roomUsers = world.roomUsers.filter((each) => each.id !== user.id);
}

export function changeRole({ organisation, now }: Context, user: RoomUserRecord, roleId: string): void {
  Object.assign(user, { roleId, updatedBy: organisation.apiUserEmail, updatedTime: now });
}

/** CleanRoomUser of the OpenAPI document. */
export function describeUser(context: Context, user: RoomUserRecord): JsonObject {
  const role = context.world.roles.find((each) => each.id === user.roleId);
  return {
    id: user.id,
    cleanRoomId: user.roomId,
    user: describePerson(personOf(context, user)),
    timeAudit: timeAudit(user.createdTime, user.updatedTime),
    userAudit: { createdBy: user.createdBy, updatedBy: user.updatedBy },
    role: role === undefined ? undefined : describeRole(role),
  };
}

function personOf({ world }: Context, { organisationId, userId }: RoomUserRecord): UserRecord {
  const person = organisationOf(world, organisationId).users.find((each) => each.id === userId);
  if (person === undefined) throw new Error(`The sandbox has no user ${userId}.`);
  return person;
}

function describePerson({ id, name, email }: UserRecord): JsonObject {
  return { id, name, email };
}
