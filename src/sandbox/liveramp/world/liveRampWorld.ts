import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type {
  DatasetRecord,
  DestinationRecord,
  InvitationRecord,
  OrganisationRecord,
  PartnerRecord,
  QuestionRecord,
  RoleRecord,
  RoomRecord,
  RoomUserRecord,
  RunRecord,
  ScheduleRecord,
  TokenRecord,
} from './records.ts';
import type { LiveRampSettings } from './settings.ts';

/** Everything that LiveRamp holds, for all organisations: plain JSON, so that a snapshot is the world itself. */
export interface LiveRampWorld {
  scenario: string;
  settings: LiveRampSettings;
  /** How many ids were given out: the next id follows from it, so that the same calls always give the same ids. */
  idsGiven: number;
  organisations: OrganisationRecord[];
  tokens: TokenRecord[];
  rooms: RoomRecord[];
  roles: RoleRecord[];
  roomUsers: RoomUserRecord[];
  partners: PartnerRecord[];
  invitations: InvitationRecord[];
  datasets: DatasetRecord[];
  questions: QuestionRecord[];
  runs: RunRecord[];
  schedules: ScheduleRecord[];
  destinations: DestinationRecord[];
}

/** A world without organisations. */
export function emptyLiveRampWorld(scenario: string, settings: LiveRampSettings): LiveRampWorld {
  return {
    scenario,
    settings,
    idsGiven: 0,
    organisations: [],
    tokens: [],
    rooms: [],
    roles: [],
    roomUsers: [],
    partners: [],
    invitations: [],
    datasets: [],
    questions: [],
    runs: [],
    schedules: [],
    destinations: [],
  };
}

const list = z.array(z.looseObject({}));

/** What a snapshot has to show of it; its records are taken as they are. */
export const liveRampWorldShape = z.object({
  scenario: z.string(),
  settings: z.looseObject({}),
  idsGiven: z.int(),
  organisations: list,
  tokens: list,
  rooms: list,
  roles: list,
  roomUsers: list,
  partners: list,
  invitations: list,
  datasets: list,
  questions: list,
  runs: list,
  schedules: list,
  destinations: list,
});

/** The next id: a UUID made of the scenario's name and a counter. */
export function nextId(world: LiveRampWorld): string {
  world.idsGiven += 1;
  return uuidOf(`${world.scenario} liveramp ${String(world.idsGiven)}`);
}

/** A UUID that is always the same for the same text. */
export function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The next free display id: `CR-` of a room, `CRQ-` of a question, `CRQRS-` of a schedule, and six digits. */
export function nextDisplayId(world: LiveRampWorld, prefix: 'CR' | 'CRQ' | 'CRQRS'): string {
  const taken = new Set([...world.rooms, ...world.questions, ...world.schedules].map((each) => each.displayId));
  for (let number = 100_001; ; number += 1) if (!taken.has(`${prefix}-${String(number)}`)) return `${prefix}-${String(number)}`;
}

/** The organisation of this id, which exists: organisations are never removed. */
export function organisationOf(world: LiveRampWorld, id: string): OrganisationRecord {
  const found = world.organisations.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The sandbox has no organisation ${id}.`);
  return found;
}

/** The room of this id, which exists: nothing outlives its room. */
export function roomOf(world: LiveRampWorld, id: string): RoomRecord {
  const found = world.rooms.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The sandbox has no room ${id}.`);
  return found;
}

/** A room's partners, in the order in which they joined. */
export function partnersIn(world: LiveRampWorld, roomId: string): PartnerRecord[] {
  return world.partners.filter((each) => each.roomId === roomId);
}

/** Whether an organisation owns the room or is its partner. */
export function isStakeholder(world: LiveRampWorld, room: RoomRecord, organisationId: string): boolean {
  return room.ownerId === organisationId || partnersIn(world, room.id).some((each) => each.organisationId === organisationId);
}
