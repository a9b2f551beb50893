/** From a scenario's `liveramp` section to the world in which the sandbox starts. */
import { ScenarioError } from '../../scenarios/scenarioError.ts';
import { emptyLiveRampWorld, nextId, type LiveRampWorld } from '../world/liveRampWorld.ts';
import { addRoom } from './buildRoom.ts';
import type { LiveRampScenario } from './liveRampScenarioSchema.ts';

/**
 * @param name the scenario's
 * @param now milliseconds since 1970; `…_days_ago` counts from here
 * @throws {ScenarioError} where the scenario refers to something that it does not define
 */
export function buildLiveRampWorld(name: string, { settings, organisations }: LiveRampScenario, now: number): LiveRampWorld {
  const world = emptyLiveRampWorld(name, {
    tokensPerDay: settings.tokens_per_day,
    tokenHours: settings.token_hours,
    runsPerHour: settings.runs_per_hour,
    runQueuedSeconds: settings.run_queued_seconds,
    runSeconds: settings.run_seconds,
    errorForm: settings.error_form,
    invitationList: settings.invitation_list,
    questionPermissionsFrom: settings.question_permissions_from,
    duplicateInvitation: settings.duplicate_invitation,
    cancelledInvitations: settings.cancelled_invitations,
  });
  organisations.forEach((each, index) => {
    if (world.organisations.some((other) => other.clientId === each.client_id || other.name === each.name))
      throw new ScenarioError(
        `The scenario ${name} is wrong at liveramp.organisations[${String(index)}]: its name or client_id is there twice.`,
      );
    world.organisations.push({
      id: nextId(world),
      name: each.name,
      clientId: each.client_id,
      clientSecret: each.client_secret,
      apiUserEmail: each.api_user_email ?? `api-user@${each.client_id}.example`,
      users: each.users.map((user) => ({ id: nextId(world), name: user.name, email: user.email, roleName: user.role })),
      tokensTaken: [],
      runAllowance: null,
    });
  });
  // Rooms come when every organisation is there, because they may name any.
  organisations.forEach((each, index) => {
    each.rooms.forEach((room, position) => {
      addRoom(world, each.name, room, now, `liveramp.organisations[${String(index)}].rooms[${String(position)}]`);
    });
  });
  return world;
}
