import { asCleanRoomError, CleanRoomError, stopIfCancelled, type CleanRoomErrorCode } from '../../src/core/errors.ts';
import type { Invitation, Member, Membership } from '../../src/core/model/collaboration.ts';
import type { Connection } from '../../src/core/model/connection.ts';
import type { IdNamespace, IdNamespaceAssociation } from '../../src/core/model/idNamespace.ts';
import type { Quotas } from '../../src/core/model/quota.ts';
import type { NotReadyReason, SchemaReadiness } from '../../src/core/model/readiness.ts';
import type { AnalysisRuleType, ConfiguredTable } from '../../src/core/model/table.ts';
import type {
  AcceptanceTerms,
  Associations,
  CleanRoomService,
  IdNamespaces,
  Inbox,
  Memberships,
  NewAnalysisRule,
  NewAssociation,
  NewIdNamespaceAssociation,
  Prerequisites,
  Role,
  WriteOptions,
  Written,
} from '../../src/core/service.ts';
import { connection as usualConnection, id, namespaceArn, namespaceName, roleArn, roleName, usualMembers } from './builders.ts';
import { Life } from './support/life.ts';

export interface StoredAssociation {
  id: string;
  name: string;
  configuredTableId: string;
  roleArn: string;
  rule?: { type: AnalysisRuleType; receivers: string[] };
}

export interface Room {
  membership: Membership;
  associations: StoredAssociation[];
  idNamespaceAssociations: IdNamespaceAssociation[];
  terms: AcceptanceTerms;
}

export interface SentWrite {
  operation: string;
  subject: string;
}

/** What the service itself holds; it outlives the process that talks to it. */
export class World {
  invitations: Invitation[] = [];
  rooms: Room[] = [];
  members = new Map<string, Member[]>();
  tables: ConfiguredTable[] = [];
  namespaces: IdNamespace[] = [{ name: namespaceName, arn: namespaceArn }];
  roles: Role[] = [{ name: roleName, arn: roleArn, trustsService: true }];
  associationQuota = 25;
  idNamespaceQuota = 10;
  /** Schemas that other members brought, by collaboration. */
  foreignSchemas = new Map<string, SchemaReadiness[]>();
  /** How often BatchGetSchema answers before a new rule counts. */
  readsUntilReady = 0;
  /** Writes that the service has carried out. */
  writes: SentWrite[] = [];
  readonly reads: string[] = [];
  #next = 1;
  #readsOf = new Map<string, number>();

  nextId(kind: 'membership' | 'association'): string {
    return id(kind, 0x1000 + this.#next++);
  }

  invite(invitation: Invitation, members: Member[] = usualMembers(invitation.creatorAccountId)): this {
    this.invitations.push(invitation);
    this.members.set(invitation.collaborationId, members);
    return this;
  }

  join(membership: Membership, members: Member[] = usualMembers(membership.creatorAccountId)): Room {
    const room: Room = { membership, associations: [], idNamespaceAssociations: [], terms: {} };
    this.rooms.push(room);
    this.members.set(membership.collaborationId, members);
    return room;
  }

  /** True once the service has been asked often enough about a schema with a rule. */
  caughtUp(key: string): boolean {
    const reads = (this.#readsOf.get(key) ?? 0) + 1;
    this.#readsOf.set(key, reads);
    return reads > this.readsUntilReady;
  }
}

/** Which answers go wrong: told the operation and subject, answers an error or nothing. */
export type Fault = (operation: string, subject: string) => CleanRoomError | undefined;

export function fault(operation: string, code: CleanRoomErrorCode, message = `${operation} went wrong.`, subject = ''): Fault {
  return (asked, about) =>
    asked === operation && about.includes(subject) ? new CleanRoomError(code, message, { details: { requestId: 'r-fault' } }) : undefined;
}

/** The port over a small model of the service: reads what is, refuses what the service refuses, records every write. */
export class InMemoryService implements CleanRoomService {
  readonly connection: Connection;
  readonly world: World;
  readonly inbox: Inbox;
  readonly memberships: Memberships;
  readonly associations: Associations;
  readonly idNamespaces: IdNamespaces;
  readonly prerequisites: Prerequisites;
  fault: Fault = () => undefined;
  /** Quotas as Service Quotas answers them; undefined: not permitted. */
  quotasKnown = true;
  /** Lists of associations leave out the rules' types. */
  omitRuleTypes = false;
  readonly #life: Life;
  readonly #counts: Record<string, number> = {};
  #requests = 0;

  constructor(world: World, life: Life = new Life(), connection: Connection = usualConnection) {
    this.world = world;
    this.connection = connection;
    this.#life = life;
    this.inbox = {
      invitations: (signal) => this.#read('ListCollaborations', '', signal, () => [...world.invitations]),
      accept: (invitation, terms, options) => this.#accept(invitation, terms, options),
    };
    this.memberships = {
      active: (signal) => this.#read('ListMemberships', '', signal, () => world.rooms.map(({ membership }) => membership)),
      members: (collaborationId, signal) =>
        this.#read('ListMembers', collaborationId, signal, () => world.members.get(collaborationId) ?? []),
    };
    this.associations = {
      configuredTables: (signal) => this.#read('ListConfiguredTables', '', signal, () => [...world.tables]),
      list: (membershipId, signal) =>
        this.#read('ListConfiguredTableAssociations', membershipId, signal, () =>
          this.#room(membershipId).associations.map(({ rule, id: associationId, name, configuredTableId }) => ({
            id: associationId,
            name,
            configuredTableId,
            ...(this.omitRuleTypes ? {} : { analysisRuleType: rule?.type ?? 'none' }),
          })),
        ),
      analysisRuleType: (membershipId, associationId, _types, signal) =>
        this.#read(
          'GetConfiguredTableAssociationAnalysisRule',
          associationId,
          signal,
          () => this.#room(membershipId).associations.find((each) => each.id === associationId)?.rule?.type ?? 'none',
        ),
      readiness: (collaborationId, names, signal) =>
        this.#read('BatchGetSchema', collaborationId, signal, () => this.#schemas(collaborationId, new Set(names))),
      create: (association, options) => this.#associate(association, options),
      createAnalysisRule: (rule, options) => this.#createRule(rule, options),
    };
    this.idNamespaces = {
      list: (membershipId, signal) =>
        this.#read('ListIdNamespaceAssociations', membershipId, signal, () => [...this.#room(membershipId).idNamespaceAssociations]),
      create: (association, options) => this.#associateNamespace(association, options),
      owned: (signal) => this.#read('ListIdNamespaces', '', signal, () => [...world.namespaces]),
      find: (nameOrArn, signal) =>
        this.#read('GetIdNamespace', nameOrArn, signal, () =>
          world.namespaces.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn),
        ),
    };
    this.prerequisites = {
      role: (name, signal) => this.#read('GetRole', name, signal, () => world.roles.find((role) => role.name === name)),
      quotas: (signal) =>
        this.#read('ListServiceQuotas', '', signal, (): Quotas =>
          this.quotasKnown
            ? {
                associationsPerMembership: world.associationQuota,
                idNamespaceAssociationsPerMembership: world.idNamespaceQuota,
                source: 'Service Quotas',
              }
            : { source: 'unknown: not permitted' },
        ),
    };
  }

  callCounts(): Record<string, number> {
    return { ...this.#counts };
  }

  #count(operation: string): void {
    this.#counts[operation] = (this.#counts[operation] ?? 0) + 1;
  }

  async #read<T>(operation: string, subject: string, signal: AbortSignal | undefined, answer: () => T): Promise<T> {
    stopIfCancelled(signal);
    this.#count(operation);
    this.world.reads.push(operation);
    await Promise.resolve();
    const error = this.fault(operation, subject);
    if (error !== undefined) throw error;
    return answer();
  }

  /** One write: kills, cancellation, faults, the work itself, and its entry in the audit log. */
  async #write<T>(
    operation: string,
    subject: string,
    { recorder, signal }: WriteOptions,
    work: () => { value: T; outcome: 'created' | 'existing' },
  ): Promise<Written<T>> {
    stopIfCancelled(signal);
    await Promise.resolve();
    stopIfCancelled(signal);
    this.#count(operation);
    const requestId = `r-${(this.#requests += 1)}`;
    try {
      const written = await this.#life.around(() => {
        const error = this.fault(operation, subject);
        if (error !== undefined) throw error;
        const done = work();
        if (done.outcome === 'created') this.world.writes.push({ operation, subject });
        return done;
      });
      recorder.record({ operation, subject, requestId, outcome: written.outcome });
      return { ...written, requestId };
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (error.code !== 'audit_log_unwritable')
        recorder.record({ operation, subject, requestId, outcome: 'failed', error: error.message });
      throw error;
    }
  }

  #accept(invitation: Invitation, terms: AcceptanceTerms, options: WriteOptions): Promise<Written<Membership>> {
    const { world, connection } = this;
    return this.#write('CreateMembership', invitation.collaborationId, options, () => {
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

  #associate(
    { membershipId, configuredTableId, name, roleArn: role }: NewAssociation,
    options: WriteOptions,
  ): ReturnType<Associations['create']> {
    const { world } = this;
    return this.#write('CreateConfiguredTableAssociation', name, options, () => {
      const { associations } = this.#room(membershipId);
      const existing = associations.find((each) => each.configuredTableId === configuredTableId);
      if (existing !== undefined) return { value: { id: existing.id, name: existing.name, configuredTableId }, outcome: 'existing' };
      if (associations.some((each) => each.name === name))
        throw new CleanRoomError('invalid_state', `${name} exists already, but is not what was asked for.`);
      if (!world.tables.some((each) => each.id === configuredTableId)) throw new CleanRoomError('not_found', 'No such configured table.');
      if (associations.length >= world.associationQuota)
        throw new CleanRoomError('quota_reached', `The quota of ${world.associationQuota} is used up.`);
      const stored: StoredAssociation = { id: world.nextId('association'), name, configuredTableId, roleArn: role };
      associations.push(stored);
      return { value: { id: stored.id, name, configuredTableId }, outcome: 'created' };
    });
  }

  #createRule(
    { membershipId, associationId, associationName, type, allowedResultReceivers }: NewAnalysisRule,
    options: WriteOptions,
  ): ReturnType<Associations['createAnalysisRule']> {
    return this.#write('CreateConfiguredTableAssociationAnalysisRule', associationName, options, () => {
      const association = this.#room(membershipId).associations.find((each) => each.id === associationId);
      if (association === undefined) throw new CleanRoomError('not_found', 'No such association.');
      if (allowedResultReceivers.includes(this.connection.accountId))
        throw new CleanRoomError('refused', 'The data owner is no result receiver.');
      if (association.rule !== undefined) return { value: association.rule.type, outcome: 'existing' };
      association.rule = { type, receivers: allowedResultReceivers };
      return { value: type, outcome: 'created' };
    });
  }

  #associateNamespace(
    { membershipId, idNamespaceArn, name }: NewIdNamespaceAssociation,
    options: WriteOptions,
  ): ReturnType<IdNamespaces['create']> {
    return this.#write('CreateIdNamespaceAssociation', name, options, () => {
      const { idNamespaceAssociations } = this.#room(membershipId);
      const existing = idNamespaceAssociations.find((each) => each.idNamespaceArn === idNamespaceArn);
      if (existing !== undefined) return { value: existing, outcome: 'existing' };
      const stored = { id: this.world.nextId('association'), name, idNamespaceArn };
      idNamespaceAssociations.push(stored);
      return { value: stored, outcome: 'created' };
    });
  }

  #room(membershipId: string): Room {
    const room = this.world.rooms.find(({ membership }) => membership.membershipId === membershipId);
    if (room === undefined) throw new CleanRoomError('not_found', `There is no membership ${membershipId}.`);
    return room;
  }

  #schemas(collaborationId: string, names: ReadonlySet<string>): SchemaReadiness[] {
    const room = this.world.rooms.find(({ membership }) => membership.collaborationId === collaborationId);
    const own = (room?.associations ?? [])
      .filter(({ name }) => names.has(name))
      .map((association): SchemaReadiness => {
        const reasons = this.#missing(association);
        const type = this.world.tables.find((each) => each.id === association.configuredTableId)?.analysisRuleType;
        return {
          name: association.name,
          creatorAccountId: this.connection.accountId,
          ready: reasons.length === 0,
          reasons,
          ...(type === undefined ? {} : { analysisRuleType: type }),
        };
      });
    return [...own, ...(this.world.foreignSchemas.get(collaborationId) ?? []).filter(({ name }) => names.has(name))];
  }

  #missing({ id: associationId, configuredTableId, rule }: StoredAssociation): NotReadyReason[] {
    const reason = (code: string): NotReadyReason => ({ code, message: code.toLowerCase().replaceAll('_', ' ') });
    const own = this.world.tables.find((each) => each.id === configuredTableId)?.analysisRuleType;
    if (own === undefined) return [reason('ANALYSIS_RULE_MISSING')];
    if (rule === undefined || !this.world.caughtUp(associationId)) return [reason('COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED')];
    return rule.receivers.length === 0 ? [reason('RESULT_RECEIVERS_NOT_CONFIGURED')] : [];
  }
}
