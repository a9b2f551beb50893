import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { Connection } from '../../../../src/core/model/connection.ts';
import type { RoomUser } from '../../../../src/core/model/sentInvitation.ts';
import type {
  Allowance,
  CleanRooms,
  Destinations,
  PartnerInvitations,
  Questions,
  RoomDatasets,
  RoomPartners,
} from '../../../../src/core/partnerService.ts';
import type { CleanRoomService, WriteOptions, Written } from '../../../../src/core/service.ts';
import { Requests } from '../inMemory/requests.ts';
import { Life } from '../life.ts';
import { inMemoryQuestions } from './inMemoryQuestions.ts';
import { organisation, type PartnerWorld } from './partnerWorld.ts';

export { fault, type Fault } from '../inMemory/requests.ts';
export * from './partnerWorld.ts';

/**
 * The partners' part of the port over a small model of LiveRamp Clean Room: reads what is, refuses what the service
 * refuses (403 for rooms of others), records every write. `fault` and `faultAfterwards` let an operation go wrong, by
 * the service's own name of it and by what it is about (a room's, question's, dataset's id, an address).
 */
export class InMemoryPartners extends Requests<PartnerWorld> implements CleanRoomService {
  readonly cleanRooms: CleanRooms;
  readonly partnerInvitations: PartnerInvitations;
  readonly partners: RoomPartners;
  readonly questions: Questions;
  readonly datasets: RoomDatasets;
  readonly destinations: Destinations;

  constructor(world: PartnerWorld, life: Life = new Life(), connection: Connection = organisation) {
    super(world, life, connection);
    this.cleanRooms = this.#cleanRooms();
    this.partnerInvitations = this.#invitations();
    this.partners = this.#partners();
    this.questions = inMemoryQuestions(this);
    this.datasets = this.#datasets();
    this.destinations = {
      list: (room, signal) => this.read('listCleanroomDestinations', room.id, signal, () => world.destinations.get(room.id) ?? []),
    };
  }

  allowances(): Promise<Allowance[]> {
    return Promise.resolve(structuredClone(this.world.allowances));
  }

  /** A write that is carried out, or accepted and forgotten. */
  change<T>(
    operation: string,
    subject: string,
    options: WriteOptions,
    work: () => void,
    answer: () => Omit<Written<T>, 'requestId'>,
  ): Promise<Written<T>> {
    return this.write(operation, subject, options, () => {
      if (!this.world.ignored.has(operation)) work();
      return answer();
    });
  }

  #cleanRooms(): CleanRooms {
    const { world } = this;
    return {
      list: (signal) => this.read('getAllCleanrooms', '', signal, () => world.rooms),
      create: ({ name, description }, options) =>
        this.write('createCleanroom', name, options, () => {
          if (world.rooms.some((each) => each.ours && each.name === name))
            throw new CleanRoomError('already_exists', `There is a clean room ${name} already.`);
          const made = world.room(name, { status: 'PROVISIONING', ...(description === undefined ? {} : { description }) });
          return { value: made, outcome: 'created' };
        }),
    };
  }

  #invitations(): PartnerInvitations {
    const { world } = this;
    return {
      addressedBy: 'email',
      carriesNote: true,
      list: (room, signal) =>
        this.read('listPartnerInvitationsForInviter', room.id, signal, () => {
          refuseForeign(room);
          return world.invitations.filter(({ roomId }) => roomId === room.id);
        }),
      invite: ({ roomId, to, note }, options) =>
        this.write('addCleanroomPartner', to, options, () => {
          const room = this.#room(roomId);
          refuseForeign(room);
          const present = world.invitations.find((each) => each.roomId === roomId && each.to === to && each.state === 'pending');
          if (present !== undefined) return { value: present, outcome: 'existing' };
          const id = world.nextId('invitation');
          const createdAt = new Date().toISOString();
          return {
            value: world.invitation(room, to, { id, createdAt, invitedBy: 'api@acme.example', ...(note === undefined ? {} : { note }) }),
            outcome: 'created',
          };
        }),
      cancel: ({ id, to }, options) =>
        this.write('cancelPartnerInvitationById', to, options, () => {
          const present = world.invitations.find((each) => each.id === id);
          world.invitations = world.invitations.filter((each) => each !== present);
          return { value: undefined, outcome: present === undefined ? 'existing' : 'deleted' };
        }),
    };
  }

  #partners(): RoomPartners {
    const { world } = this;
    const user = (room: CleanRoom, id: string): RoomUser => {
      const found = (world.partners.get(room.id) ?? []).flatMap(({ users }) => users).find((each) => each.id === id);
      if (found === undefined) throw new CleanRoomError('not_found', `There is no user ${id}.`);
      return found;
    };
    return {
      list: (room, signal) =>
        this.read('getAllCleanroomPartners', room.id, signal, () => {
          refuseForeign(room);
          return world.partners.get(room.id) ?? [];
        }),
      users: (room, signal) => this.read('getCleanroomUsers', room.id, signal, () => world.users.get(room.id) ?? []),
      roles: (_room, partner, signal) => this.read('getCleanroomPartnerRoles', partner.id, signal, () => world.roles),
      setRole: ({ room, user: { id, email }, role }, options) =>
        this.change(
          'updateCleanroomPartnerUserRole',
          email,
          options,
          () => {
            user(room, id).role = role;
          },
          () => ({ value: user(room, id), outcome: 'updated' }),
        ),
    };
  }

  #datasets(): RoomDatasets {
    const { world } = this;
    return {
      list: (room, signal) =>
        this.read('getCleanroomDatasets', room.id, signal, () => {
          refuseForeign(room);
          return world.datasets.get(room.id) ?? [];
        }),
      setPartnerAssignment: (room, changes, options) =>
        this.change(
          'updateCleanroomDatasetPartnerAssignment',
          changes.map(({ name }) => name).join(', '),
          options,
          () => {
            for (const { datasetId, partnerCanAssign } of changes)
              for (const dataset of world.datasets.get(room.id) ?? [])
                if (dataset.id === datasetId) dataset.partnerCanAssign = partnerCanAssign;
          },
          () => ({ value: world.datasets.get(room.id) ?? [], outcome: 'updated' }),
        ),
    };
  }

  #room(id: string): CleanRoom {
    const found = this.world.rooms.find((each) => each.id === id);
    if (found === undefined) throw new CleanRoomError('not_found', `There is no clean room ${id}.`);
    return found;
  }
}

/** As the service answers where the API user does not administer the room. */
export function refuseForeign({ ours, name }: CleanRoom): void {
  if (!ours) throw new CleanRoomError('not_permitted', `The API user is no administrator of ${name}.`);
}
