import { createHash } from 'node:crypto';
import type { LiveRampWorld } from '../liveramp/world/liveRampWorld.ts';
import type {
  AccountRecord,
  ChangeRequestRecord,
  CollaborationRecord,
  ConfiguredTableAssociationRecord,
  ConfiguredTableRecord,
  GlueTableRecord,
  IdMappingTableRecord,
  IdMappingWorkflowRecord,
  IdNamespaceAssociationRecord,
  IdNamespaceRecord,
  MembershipRecord,
  TagsRecord,
  WriteRecord,
} from './records.ts';
import type { Settings } from './settings.ts';

/** Everything that the simulated services hold, for all accounts, Regions and organisations. */
export class World {
  readonly scenario: string;
  readonly settings: Settings;
  readonly liveRamp: LiveRampWorld;
  /** How many ids were given out: the next id follows from it, so that the same calls always give the same ids. */
  idsGiven = 0;
  readonly accounts = new Map<string, AccountRecord>();
  readonly glueTables = new Map<string, GlueTableRecord>();
  readonly idNamespaces = new Map<string, IdNamespaceRecord>();
  readonly idMappingWorkflows = new Map<string, IdMappingWorkflowRecord>();
  readonly idMappingTables = new Map<string, IdMappingTableRecord>();
  readonly configuredTables = new Map<string, ConfiguredTableRecord>();
  readonly collaborations = new Map<string, CollaborationRecord>();
  readonly changeRequests = new Map<string, ChangeRequestRecord>();
  readonly memberships = new Map<string, MembershipRecord>();
  readonly tags = new Map<string, TagsRecord>();
  readonly writes: WriteRecord[] = [];
  private readonly associations = new Map<string, ConfiguredTableAssociationRecord>();
  private readonly idNamespaceAssociations = new Map<string, IdNamespaceAssociationRecord>();
  /** The same by collaboration, because almost every question is about one collaboration. */
  private readonly associationsByCollaboration = new Map<string, Set<ConfiguredTableAssociationRecord>>();
  private readonly idNamespaceAssociationsByCollaboration = new Map<string, Set<IdNamespaceAssociationRecord>>();

  constructor(scenario: string, settings: Settings, liveRamp: LiveRampWorld) {
    this.scenario = scenario;
    this.settings = settings;
    this.liveRamp = liveRamp;
  }

  /** The next id: a UUID made of the scenario's name and a counter. */
  nextId(): string {
    this.idsGiven += 1;
    const hash = createHash('sha256')
      .update(`${this.scenario} ${String(this.idsGiven)}`)
      .digest('hex');
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  }

  addAssociation(association: ConfiguredTableAssociationRecord): void {
    this.associations.set(association.id, association);
    setOf(this.associationsByCollaboration, association.collaborationId).add(association);
  }

  association(id: string): ConfiguredTableAssociationRecord | undefined {
    return unlessDeleted(this.associations.get(id));
  }

  removeAssociation(association: ConfiguredTableAssociationRecord, now: number): void {
    if (this.settings.deletesLingerMs > 0) {
      association.deleteTime = now;
      return;
    }
    this.associations.delete(association.id);
    setOf(this.associationsByCollaboration, association.collaborationId).delete(association);
  }

  /** All members' table associations in a collaboration, oldest first. */
  associationsIn(collaborationId: string): ConfiguredTableAssociationRecord[] {
    return [...setOf(this.associationsByCollaboration, collaborationId)].filter((each) => each.deleteTime === undefined);
  }

  /** The same and the deleted ones that linger. */
  remainingAssociationsIn(collaborationId: string, now: number): ConfiguredTableAssociationRecord[] {
    return [...setOf(this.associationsByCollaboration, collaborationId)].filter((each) => this.remains(each, now));
  }

  /** One member's table associations, oldest first. */
  associationsOf(membership: MembershipRecord): ConfiguredTableAssociationRecord[] {
    return this.associationsIn(membership.collaborationId).filter((each) => each.membershipId === membership.id);
  }

  addIdNamespaceAssociation(association: IdNamespaceAssociationRecord): void {
    this.idNamespaceAssociations.set(association.id, association);
    setOf(this.idNamespaceAssociationsByCollaboration, association.collaborationId).add(association);
  }

  idNamespaceAssociation(id: string): IdNamespaceAssociationRecord | undefined {
    return unlessDeleted(this.idNamespaceAssociations.get(id));
  }

  removeIdNamespaceAssociation(association: IdNamespaceAssociationRecord, now: number): void {
    if (this.settings.deletesLingerMs > 0) {
      association.deleteTime = now;
      return;
    }
    this.idNamespaceAssociations.delete(association.id);
    setOf(this.idNamespaceAssociationsByCollaboration, association.collaborationId).delete(association);
  }

  idNamespaceAssociationsOf(membership: MembershipRecord): IdNamespaceAssociationRecord[] {
    return this.everyIdNamespaceAssociationOf(membership).filter((each) => each.deleteTime === undefined);
  }

  /** The same and the deleted ones that linger. */
  remainingIdNamespaceAssociationsOf(membership: MembershipRecord, now: number): IdNamespaceAssociationRecord[] {
    return this.everyIdNamespaceAssociationOf(membership).filter((each) => this.remains(each, now));
  }

  private everyIdNamespaceAssociationOf(membership: MembershipRecord): IdNamespaceAssociationRecord[] {
    return [...setOf(this.idNamespaceAssociationsByCollaboration, membership.collaborationId)].filter(
      (each) => each.membershipId === membership.id,
    );
  }

  /** Everybody's, in every collaboration; the deleted ones that a scenario keeps among them. */
  allAssociations(): ConfiguredTableAssociationRecord[] {
    return [...this.associations.values()];
  }

  /** Everybody's, in every collaboration; the deleted ones that a scenario keeps among them. */
  allIdNamespaceAssociations(): IdNamespaceAssociationRecord[] {
    return [...this.idNamespaceAssociations.values()];
  }

  /** Everybody's ID mapping tables in a collaboration, oldest first. */
  idMappingTablesIn(collaborationId: string): IdMappingTableRecord[] {
    return [...this.idMappingTables.values()].filter((each) => each.collaborationId === collaborationId);
  }

  /** Of one member. */
  idMappingTablesOf(membership: MembershipRecord): IdMappingTableRecord[] {
    return this.idMappingTablesIn(membership.collaborationId).filter((each) => each.membershipId === membership.id);
  }

  membershipsOf(accountId: string, region: string): MembershipRecord[] {
    return [...this.memberships.values()].filter((each) => each.accountId === accountId && each.region === region);
  }

  configuredTablesOf(accountId: string, region: string): ConfiguredTableRecord[] {
    return [...this.configuredTables.values()].filter((each) => each.accountId === accountId && each.region === region);
  }

  /** The collaboration of a membership; a membership outlives its collaboration, whose record then says `deleted`. */
  collaborationOf(membership: MembershipRecord): CollaborationRecord {
    const collaboration = this.collaborations.get(membership.collaborationId);
    if (collaboration === undefined) throw new Error(`Membership ${membership.id} belongs to no collaboration.`);
    return collaboration;
  }

  /** As ListMemberships says it. */
  statusOf(membership: MembershipRecord): 'ACTIVE' | 'REMOVED' | 'COLLABORATION_DELETED' {
    const { deleted, members } = this.collaborationOf(membership);
    if (deleted) return 'COLLABORATION_DELETED';
    return members.some((each) => each.membershipId === membership.id && each.status === 'ACTIVE') ? 'ACTIVE' : 'REMOVED';
  }

  /** Whether reads show something that was created then: they lag behind writes by the scenario's consistency delay. */
  isVisible(createTime: number, now: number): boolean {
    return now - createTime >= this.settings.consistencyDelayMs;
  }

  /**
   * Whether something is there, or was deleted so little ago that its name is still taken and lists still show it: deletes
   * linger for a time that the scenario sets.
   */
  private remains({ deleteTime }: { deleteTime?: number | undefined }, now: number): boolean {
    return deleteTime === undefined || now - deleteTime < this.settings.deletesLingerMs;
  }
}

/** What a request by id finds: nothing that was deleted, however long that lingers elsewhere. */
function unlessDeleted<T extends { deleteTime?: number | undefined }>(record: T | undefined): T | undefined {
  return record?.deleteTime === undefined ? record : undefined;
}

function setOf<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  let set = sets.get(key);
  if (set === undefined) {
    set = new Set();
    sets.set(key, set);
  }
  return set;
}
