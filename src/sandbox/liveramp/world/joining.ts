/** How organisations come into a room and leave it: by the scenario, by an accepted invitation, by the owner's hand. */
import { nextId, type LiveRampWorld } from './liveRampWorld.ts';
import type { OrganisationRecord, PartnerRecord, RoleRecord, RoomRecord, RoomUserRecord, UserRecord } from './records.ts';
import { refreshQuestion } from './questionStatus.ts';

/** The two roles that the API names, which it does not change, and invented ones beside them: no source lists the others. */
export const ownerRoles: readonly string[] = ['Administrator', 'Data Analyst', 'Report Viewer'];
export const partnerRoles: readonly string[] = ['Partner Administrator', 'Partner Analyst', 'Partner Viewer'];
export const fixedRoles: ReadonlySet<string> = new Set(['Administrator', 'Partner Administrator']);

/** Gives an organisation roles in a room; one that it has already is not made twice. */
export function addRoles(world: LiveRampWorld, room: RoomRecord, organisationId: string, names: Iterable<string>): void {
  for (const name of names)
    if (findRole(world, room, organisationId, name) === undefined)
      world.roles.push({ id: nextId(world), roomId: room.id, organisationId, name });
}

/** An organisation's role in a room by its name. */
export function findRole(world: LiveRampWorld, room: RoomRecord, organisationId: string, name: string): RoleRecord | undefined {
  return world.roles.find((each) => each.roomId === room.id && each.organisationId === organisationId && each.name === name);
}

/** The organisation's user of this address, who is made where there is none. */
export function userOf(world: LiveRampWorld, organisation: OrganisationRecord, email: string, name?: string): UserRecord {
  const found = organisation.users.find((each) => each.email.toLowerCase() === email.toLowerCase());
  if (found !== undefined) return found;
  const made: UserRecord = { id: nextId(world), name: name ?? nameFrom(email), email, roleName: 'Clean Room Admin' };
  organisation.users.push(made);
  return made;
}

/** `jane.doe@nova.example` is Jane Doe. */
function nameFrom(email: string): string {
  return (email.split('@')[0] ?? email)
    .split(/[._-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

/** Puts a user into a room. `by`: the e-mail address of whoever does it; `now`: milliseconds since 1970. */
export function addRoomUser(world: LiveRampWorld, role: RoleRecord, userId: string, by: string, now: number): RoomUserRecord {
  const { roomId, organisationId, id: roleId } = role;
  const made = {
    id: nextId(world),
    roomId,
    organisationId,
    userId,
    roleId,
    createdBy: by,
    updatedBy: by,
    createdTime: now,
    updatedTime: now,
  };
  world.roomUsers.push(made);
  return made;
}

/** Makes an organisation partner of a room, with the roles that partners have there. */
export function joinRoom(world: LiveRampWorld, room: RoomRecord, organisationId: string, now: number): PartnerRecord {
  const there = world.partners.find((each) => each.roomId === room.id && each.organisationId === organisationId);
  if (there !== undefined) return there;
  const partner: PartnerRecord = { id: nextId(world), roomId: room.id, organisationId, joinedTime: now };
  world.partners.push(partner);
  addRoles(world, room, organisationId, partnerRoles);
  return partner;
}

/** Takes a partner out of its room, with its users, roles and datasets; questions that used these miss them again. */
export function leaveRoom(world: LiveRampWorld, { id, roomId, organisationId }: PartnerRecord): void {
  const ofPartner = (each: { roomId: string; organisationId: string }): boolean =>
    each.roomId === roomId && each.organisationId === organisationId;
  const gone = new Set(world.datasets.filter(ofPartner).map((each) => each.id));
  world.partners = world.partners.filter((each) => each.id !== id);
  world.roles = world.roles.filter((each) => !ofPartner(each));
  world.roomUsers = world.roomUsers.filter((each) => !ofPartner(each));
  world.datasets = world.datasets.filter((each) => !ofPartner(each));
  for (const room of world.rooms)
    if (room.id === roomId) room.administrators = room.administrators.filter((each) => each !== organisationId);
  for (const question of world.questions) {
    if (question.roomId !== roomId) continue;
    question.resultShares = question.resultShares.filter((each) => each.partnerId !== id);
    const lost = question.datasets.filter((each) => each.organisationId === organisationId || gone.has(each.datasetId ?? ''));
    for (const each of lost) Object.assign(each, { organisationId: null, datasetId: null, assignedTime: null });
    if (lost.length > 0) refreshQuestion(question);
  }
}
