import { usualNote } from '../invitations.ts';
import { addRoles, addRoomUser, findRole, joinRoom, ownerRoles, userOf } from '../world/joining.ts';
import { nextDisplayId, nextId, type LiveRampWorld } from '../world/liveRampWorld.ts';
import type { OrganisationRecord, RoomRecord } from '../world/records.ts';
import { addDataset } from './buildDataset.ts';
import { addQuestion } from './buildQuestion.ts';
import type { ScenarioRoom } from './liveRampScenarioSchema.ts';
import { organisationNamed, stakeholderNamed, wrong, type RoomUnderConstruction } from './roomUnderConstruction.ts';

const day = 86_400_000;

/** Adds a room with everything in it. */
export function addRoom(world: LiveRampWorld, ownerName: string, entry: ScenarioRoom, now: number, place: string): void {
  const owner = organisationNamed(world, ownerName, place);
  const startTime = now - entry.started_days_ago * day;
  const room: RoomRecord = {
    id: nextId(world),
    displayId: entry.display_id ?? nextDisplayId(world, 'CR'),
    name: entry.name,
    description: entry.description,
    ownerId: owner.id,
    type: entry.type,
    status: entry.status,
    parameters: entry.parameters,
    startTime,
    endTime: null,
    administrators: entry.api_user_is_administrator ? [owner.id] : [],
    createdTime: startTime,
    updatedTime: startTime,
  };
  world.rooms.push(room);
  addRoles(world, room, owner.id, [...ownerRoles, ...entry.roles]);
  const building: RoomUnderConstruction = { world, room, owner, now, place };
  addPeople(building, owner, entry.users, `${place}.users`, startTime);
  addPartners(building, entry);
  addInvitations(building, entry);
  addDatasets(building, entry);
  entry.questions.forEach((each, index) => {
    addQuestion(building, each, `${place}.questions[${String(index)}]`);
  });
  addDestinations(building, entry);
}

function addPeople(
  { world, room, owner }: RoomUnderConstruction,
  organisation: OrganisationRecord,
  people: ScenarioRoom['users'],
  place: string,
  time: number,
): void {
  people.forEach(({ email, name, role: roleName }, index) => {
    const role = findRole(world, room, organisation.id, roleName);
    if (role === undefined)
      throw wrong(world, `${place}[${String(index)}].role`, `the room has no role "${roleName}" for ${organisation.name}`);
    addRoomUser(world, role, userOf(world, organisation, email, name).id, owner.apiUserEmail, time);
  });
}

function addPartners(building: RoomUnderConstruction, { partners }: ScenarioRoom): void {
  const { world, room, now, place } = building;
  partners.forEach((each, index) => {
    const at = `${place}.partners[${String(index)}]`;
    const organisation = organisationNamed(world, each.organisation, `${at}.organisation`);
    const time = now - each.joined_days_ago * day;
    joinRoom(world, room, organisation.id, time);
    if (each.api_user_is_administrator) room.administrators.push(organisation.id);
    addPeople(building, organisation, each.users, `${at}.users`, time);
  });
}

function addInvitations({ world, room, owner, now }: RoomUnderConstruction, { invitations }: ScenarioRoom): void {
  for (const each of invitations) {
    const time = now - each.invited_days_ago * day;
    const accepted =
      each.status !== 'ACCEPTED' ? undefined : world.organisations.find((one) => one.users.some((user) => user.email === each.email));
    world.invitations.push({
      id: nextId(world),
      roomId: room.id,
      organisationId: owner.id,
      partnerOrganisationId: accepted?.id ?? null,
      email: each.email,
      invitorEmail: owner.apiUserEmail,
      note: each.note ?? usualNote,
      status: each.status,
      createdTime: time,
      updatedTime: time,
      deletedTime: null,
    });
  }
}

function addDatasets({ world, room, owner, place }: RoomUnderConstruction, { datasets }: ScenarioRoom): void {
  datasets.forEach((each, index) => {
    const organisation = stakeholderNamed(world, room, each.organisation ?? owner.name, `${place}.datasets[${String(index)}].organisation`);
    addDataset(world, room.id, organisation.id, each);
  });
}

function addDestinations({ world, room, owner, place }: RoomUnderConstruction, { destinations }: ScenarioRoom): void {
  destinations.forEach((each, index) => {
    const at = `${place}.destinations[${String(index)}].organisation`;
    world.destinations.push({
      id: nextId(world),
      roomId: room.id,
      organisationId: stakeholderNamed(world, room, each.organisation ?? owner.name, at).id,
      name: each.name,
      type: each.type,
      channelStatus: each.channel_status,
      configStatus: each.config_status,
      isUsedForActivation: each.used_for_activation,
      createdTime: room.createdTime,
    });
  });
}
