import { CleanRoomError } from '../../src/core/errors.ts';
import type { Invitation, Membership } from '../../src/core/model/collaboration.ts';
import type { Connection } from '../../src/core/model/connection.ts';
import type { IdNamespaceAssociation } from '../../src/core/model/idNamespace.ts';
import type { Quotas } from '../../src/core/model/quota.ts';
import type {
  AcceptanceTerms,
  Associations,
  CleanRoomService,
  IdNamespaces,
  Inbox,
  Memberships,
  NewIdNamespaceAssociation,
  Prerequisites,
  Repairs,
  WriteOptions,
  Written,
} from '../../src/core/service.ts';
import { ownTags } from '../../src/services/aws/ownTags.ts';
import { arnOf, connection as usualConnection } from './builders.ts';
import { inMemoryAssociations } from './support/inMemory/associations.ts';
import { inMemoryRepairs } from './support/inMemory/repairs.ts';
import { Requests } from './support/inMemory/requests.ts';
import type { StoredIdNamespaceAssociation, World } from './support/inMemory/world.ts';
import { Life } from './support/life.ts';

export { fault, type Fault } from './support/inMemory/requests.ts';
export { World, type Room, type SentWrite, type StoredAssociation } from './support/inMemory/world.ts';

/** The port over a small model of the service: reads what is, refuses what the service refuses, records every write. */
export class InMemoryService extends Requests implements CleanRoomService {
  readonly inbox: Inbox;
  readonly memberships: Memberships;
  readonly associations: Associations;
  readonly idNamespaces: IdNamespaces;
  readonly prerequisites: Prerequisites;
  readonly repairs: Repairs;
  /** Quotas as Service Quotas answers them; undefined: not permitted. */
  quotasKnown = true;
  /** Lists of associations leave out the rules' types. */
  omitRuleTypes = false;

  constructor(world: World, life: Life = new Life(), connection: Connection = usualConnection) {
    super(world, life, connection);
    this.inbox = {
      invitations: (signal) => this.read('ListCollaborations', '', signal, () => world.invitations),
      accept: (invitation, terms, options) => this.#accept(invitation, terms, options),
    };
    this.memberships = {
      active: (signal) => this.read('ListMemberships', '', signal, () => world.rooms.map(({ membership }) => membership)),
      members: (collaborationId, signal) =>
        this.read('ListMembers', collaborationId, signal, () => world.members.get(collaborationId) ?? []),
    };
    this.associations = inMemoryAssociations(this, () => this.omitRuleTypes);
    this.repairs = inMemoryRepairs(this);
    this.idNamespaces = {
      list: (membershipId, signal) =>
        this.read('ListIdNamespaceAssociations', membershipId, signal, () =>
          world.room(membershipId).idNamespaceAssociations.map(answerOf),
        ),
      create: (association, options) => this.#associateNamespace(association, options),
      owned: (signal) => this.read('ListIdNamespaces', '', signal, () => world.namespaces),
      find: (nameOrArn, signal) =>
        this.read('GetIdNamespace', nameOrArn, signal, () =>
          world.namespaces.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn),
        ),
    };
    this.prerequisites = {
      role: (name, signal) => this.read('GetRole', name, signal, () => world.roles.find((role) => role.name === name)),
      quotas: (signal) => this.read('ListServiceQuotas', '', signal, () => this.#quotas()),
    };
  }

  #quotas(): Quotas {
    const { associationQuota, idNamespaceQuota, membershipQuota } = this.world;
    if (!this.quotasKnown) return { source: 'unknown: not permitted' };
    return {
      associationsPerMembership: associationQuota,
      idNamespaceAssociationsPerMembership: idNamespaceQuota,
      memberships: membershipQuota,
      source: 'Service Quotas',
    };
  }

  #accept(invitation: Invitation, terms: AcceptanceTerms, options: WriteOptions): Promise<Written<Membership>> {
    const { world, connection } = this;
    return this.write('CreateMembership', invitation.collaborationId, options, () => {
      const joined = world.rooms.find(({ membership }) => membership.collaborationId === invitation.collaborationId);
      if (joined !== undefined) return { value: joined.membership, outcome: 'existing' };
      const members = world.members.get(invitation.collaborationId) ?? [];
      const own = members.find(({ accountId }) => accountId === connection.accountId);
      if (own === undefined) throw new CleanRoomError('not_permitted', 'You are not invited.');
      const mayQuery = own.abilities.includes('CAN_QUERY');
      if (own.payment.queryCompute && !mayQuery && terms.payment === undefined)
        throw new CleanRoomError('refused', 'A payment configuration is required.');
      if (terms.payment !== undefined && terms.payment.queryCompute !== own.payment.queryCompute)
        throw new CleanRoomError('refused', 'isResponsible must be as the creator configured it.');
      if (own.abilities.includes('CAN_RECEIVE_RESULTS') && !mayQuery && terms.resultConfiguration === undefined)
        throw new CleanRoomError('refused', 'A result configuration is required.');
      if (world.rooms.length >= world.membershipQuota)
        throw new CleanRoomError('quota_reached', `The quota of ${world.membershipQuota} is used up.`);
      world.invitations = world.invitations.filter(({ collaborationId }) => collaborationId !== invitation.collaborationId);
      const membership: Membership = {
        membershipId: world.nextId('membership'),
        collaborationId: invitation.collaborationId,
        collaborationName: invitation.name,
        creatorAccountId: invitation.creatorAccountId,
        creatorDisplayName: invitation.creatorDisplayName,
        abilities: own.abilities,
        createTime: invitation.createTime,
      };
      world.join(
        membership,
        members.map((each) => (each === own ? { ...own, status: 'ACTIVE' } : each)),
      ).terms = terms;
      return { value: membership, outcome: 'created' };
    });
  }

  #associateNamespace(
    { membershipId, tags, replaces, parentIsNew: _parentIsNew, ...association }: NewIdNamespaceAssociation,
    options: WriteOptions,
  ): ReturnType<IdNamespaces['create']> {
    const { name, idNamespaceArn } = association;
    return this.write('CreateIdNamespaceAssociation', name, options, () => {
      const { idNamespaceAssociations } = this.world.room(membershipId);
      const existing = idNamespaceAssociations.find(
        (each) => each.idNamespaceArn === idNamespaceArn && replaces?.includes(each.id) !== true,
      );
      if (existing !== undefined) return { value: answerOf(existing), outcome: 'existing' };
      if (idNamespaceAssociations.some((each) => each.name === name))
        throw new CleanRoomError('invalid_state', `${name} exists already, but is not what was asked for.`);
      if (!this.world.namespaces.some(({ arn }) => arn === idNamespaceArn)) throw new CleanRoomError('refused', 'No such ID namespace.');
      if (idNamespaceAssociations.length >= this.world.idNamespaceQuota)
        throw new CleanRoomError('quota_reached', `The quota of ${this.world.idNamespaceQuota} is used up.`);
      const associationId = this.world.nextId('association');
      const stored = { ...association, id: associationId, arn: arnOf('idnamespaceassociation', associationId) };
      idNamespaceAssociations.push(stored);
      if (tags !== undefined) this.world.tags.set(stored.arn, ownTags(tags).tags ?? {});
      return { value: answerOf(stored), outcome: 'created' };
    });
  }
}

function answerOf({ id, arn, name, idNamespaceArn }: StoredIdNamespaceAssociation): IdNamespaceAssociation {
  return { id, arn, name, idNamespaceArn };
}
