import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import { paidCosts } from '../../../../src/core/model/collaboration.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { CleanRooms, MemberChanges, RoomPartners } from '../../../../src/core/partnerService.ts';
import { InMemoryService, type World } from '../../inMemoryService.ts';

/** AWS Clean Rooms in memory, with what partners take part in: collaborations as clean rooms, members as partners. */
export class InMemoryCollaborations extends InMemoryService {
  readonly cleanRooms: CleanRooms;
  readonly partners: RoomPartners;
  readonly memberChanges: MemberChanges;
  /** Whether other members have to agree before a change of abilities holds. */
  needsApproval = false;

  constructor(world: World) {
    super(world);
    this.cleanRooms = { list: (signal) => this.read('ListCollaborations', '', signal, () => this.#rooms()) };
    this.partners = {
      list: (room, signal) =>
        this.read('ListMembers', room.id, signal, () =>
          (world.members.get(room.id) ?? [])
            .filter(({ accountId }) => accountId !== this.connection.accountId)
            .map(({ accountId, displayName, status, abilities, payment }) => ({
              id: accountId,
              name: displayName,
              users: [],
              status,
              abilities,
              pays: paidCosts(payment),
            })),
        ),
    };
    this.memberChanges = {
      setAbilities: ({ collaborationId, accountId, abilities }, options) =>
        this.write('CreateCollaborationChangeRequest', accountId, options, () => {
          const member = world.members.get(collaborationId)?.find((each) => each.accountId === accountId);
          if (member === undefined) throw new CleanRoomError('not_found', `${accountId} is no member.`);
          const applied = !this.needsApproval;
          if (applied) member.abilities = [...abilities];
          return { value: { applied, status: applied ? 'COMMITTED' : 'PENDING' }, outcome: 'updated' };
        }),
    };
  }

  #rooms(): CleanRoom[] {
    return this.world.rooms.map(({ membership: { membershipId, collaborationId, collaborationName, creatorAccountId } }) => ({
      id: collaborationId,
      name: collaborationName,
      owner: creatorAccountId,
      ours: creatorAccountId === this.connection.accountId,
      status: 'ACTIVE',
      partners: [],
      membershipId,
    }));
  }
}
