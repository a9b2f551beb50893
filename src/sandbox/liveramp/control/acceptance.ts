/** What happens in LiveRamp's console and nowhere in its API: an invitee accepts or declines. */
import { addDataset } from '../scenario/buildDataset.ts';
import type { ScenarioDataset } from '../scenario/liveRampScenarioSchema.ts';
import { sandboxSecret } from '../tokens.ts';
import { addRoomUser, findRole, joinRoom, userOf } from '../world/joining.ts';
import { nextId, roomOf, type LiveRampWorld } from '../world/liveRampWorld.ts';
import type { InvitationRecord, OrganisationRecord, PartnerRecord } from '../world/records.ts';

/** Who accepts, and whom he brings along. */
export interface Acceptance {
  /** Name of the organisation that he links; left out: the one that has his address, else one named after its domain. */
  organisation?: string | undefined;
  /** His colleagues; the invited address itself becomes Partner Administrator. */
  users: readonly { email: string; name?: string | undefined; role: string }[];
  /** What the organisation brings into the room at once. */
  datasets: readonly Omit<ScenarioDataset, 'organisation'>[];
  /** Whether the organisation's API user was made administrator of the room as well. */
  apiUserIsAdministrator: boolean;
}

/** Makes the organisation partner of the room. `now`: milliseconds since 1970. */
export function accept(
  world: LiveRampWorld,
  invitation: InvitationRecord,
  { organisation: name, users, datasets, apiUserIsAdministrator }: Acceptance,
  now: number,
): { organisation: OrganisationRecord; partner: PartnerRecord } {
  const room = roomOf(world, invitation.roomId);
  const organisation = linkedOrganisation(world, invitation.email, name);
  const partner = joinRoom(world, room, organisation.id, now);
  const invited = { email: invitation.email, name: undefined, role: 'Partner Administrator' };
  for (const each of [invited, ...users]) {
    const role = findRole(world, room, organisation.id, each.role);
    if (role === undefined) throw new Error(`The room has no role ${each.role}.`);
    const person = userOf(world, organisation, each.email, each.name);
    if (!world.roomUsers.some((one) => one.roomId === room.id && one.userId === person.id))
      addRoomUser(world, role, person.id, invitation.email, now);
  }
  for (const each of datasets) addDataset(world, room.id, organisation.id, each);
  if (apiUserIsAdministrator && !room.administrators.includes(organisation.id)) room.administrators.push(organisation.id);
  Object.assign(invitation, { status: 'ACCEPTED', partnerOrganisationId: organisation.id, updatedTime: now });
  return { organisation, partner };
}

/** The organisation of this name, else that of the address or its domain, else a new one. */
function linkedOrganisation(world: LiveRampWorld, email: string, name: string | undefined): OrganisationRecord {
  const domain = domainOf(email);
  const found =
    name !== undefined
      ? world.organisations.find((each) => each.name === name)
      : (world.organisations.find((each) => each.users.some((user) => user.email.toLowerCase() === email.toLowerCase())) ??
        world.organisations.find((each) => each.users.some((user) => domainOf(user.email) === domain)));
  if (found !== undefined) return found;
  const label = domain.split('.')[0] ?? domain;
  const madeName = name ?? label.charAt(0).toUpperCase() + label.slice(1);
  const clientId = (name ?? label).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const made: OrganisationRecord = {
    id: nextId(world),
    name: madeName,
    clientId,
    clientSecret: sandboxSecret,
    apiUserEmail: `api-user@${domain}`,
    users: [],
    tokensTaken: [],
    runAllowance: null,
  };
  world.organisations.push(made);
  return made;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
