import { ScenarioError } from '../../scenarios/scenarioError.ts';
import { organisationOf, partnersIn, type LiveRampWorld } from '../world/liveRampWorld.ts';
import type { OrganisationRecord, RoomRecord } from '../world/records.ts';

/** A room of a scenario while it is built. */
export interface RoomUnderConstruction {
  world: LiveRampWorld;
  room: RoomRecord;
  owner: OrganisationRecord;
  now: number;
  /** Where it stands in the scenario, for errors. */
  place: string;
}

/** Any organisation of the scenario, by name. */
export function organisationNamed(world: LiveRampWorld, name: string, place: string): OrganisationRecord {
  const found = world.organisations.find((each) => each.name === name);
  if (found === undefined) throw wrong(world, place, `there is no organisation "${name}"`);
  return found;
}

/** The room's owner or a partner, by name. */
export function stakeholderNamed(world: LiveRampWorld, room: RoomRecord, name: string, place: string): OrganisationRecord {
  const ids = [room.ownerId, ...partnersIn(world, room.id).map((each) => each.organisationId)];
  const found = ids.map((id) => organisationOf(world, id)).find((each) => each.name === name);
  if (found === undefined) throw wrong(world, place, `"${name}" is not a partner of the room`);
  return found;
}

/** What a scenario refers to and does not define. */
export function wrong(world: LiveRampWorld, place: string, what: string): ScenarioError {
  return new ScenarioError(`The scenario ${world.scenario} is wrong at ${place}: ${what}.`);
}
