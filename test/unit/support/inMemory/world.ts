import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { Invitation, Member, Membership } from '../../../../src/core/model/collaboration.ts';
import type { IdNamespace, IdNamespaceAssociation } from '../../../../src/core/model/idNamespace.ts';
import type { SchemaReadiness } from '../../../../src/core/model/readiness.ts';
import type { CollaborationAnalysisRule, ConfiguredTable, TableAnalysisRule } from '../../../../src/core/model/table.ts';
import type { AcceptanceTerms, Role } from '../../../../src/core/service.ts';
import { id, namespaceArn, namespaceName, northwind, roleArn, roleName, usualMembers } from '../../builders.ts';

export interface StoredAssociation {
  id: string;
  name: string;
  configuredTableId: string;
  roleArn: string;
  description?: string | undefined;
  rule?: CollaborationAnalysisRule;
}

export interface StoredIdNamespaceAssociation extends IdNamespaceAssociation {
  description?: string | undefined;
  /** True where nothing is said. */
  manageResourcePolicies?: boolean | undefined;
  allowUseAsDimensionColumn?: boolean | undefined;
}

export interface Room {
  membership: Membership;
  associations: StoredAssociation[];
  /** Deleted, and perhaps still in lists. */
  deleted: StoredAssociation[];
  idNamespaceAssociations: StoredIdNamespaceAssociation[];
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
  /** Accounts that a CUSTOM table's rule lets query, by table id. */
  providers = new Map<string, string[]>();
  /** Analyses that a CUSTOM table's rule allows, by table id; any query where nothing is said. */
  analyses = new Map<string, string[]>();
  /** Tags by ARN. */
  tags = new Map<string, Record<string, string>>();
  /** Whether one configured table may be associated twice with one membership. */
  doubles = false;
  namespaces: IdNamespace[] = [{ name: namespaceName, arn: namespaceArn }];
  roles: Role[] = [{ name: roleName, arn: roleArn, trustsService: true }];
  associationQuota = 25;
  idNamespaceQuota = 10;
  membershipQuota = 100;
  /** Schemas that other members brought, by collaboration. */
  foreignSchemas = new Map<string, SchemaReadiness[]>();
  /** How often BatchGetSchema answers before a new rule counts. */
  readsUntilReady = 0;
  /** Lists still show what was deleted. */
  deletesLinger = false;
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
    const room: Room = { membership, associations: [], deleted: [], idNamespaceAssociations: [], terms: {} };
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

  room(membershipId: string): Room {
    const room = this.rooms.find(({ membership }) => membership.membershipId === membershipId);
    if (room === undefined) throw new CleanRoomError('not_found', `There is no membership ${membershipId}.`);
    return room;
  }

  association(membershipId: string, associationId: string): StoredAssociation {
    const association = this.room(membershipId).associations.find((each) => each.id === associationId);
    if (association === undefined) throw new CleanRoomError('not_found', 'No such association.');
    return association;
  }

  tableRule(tableId: string): TableAnalysisRule | undefined {
    switch (this.tables.find((each) => each.id === tableId)?.analysisRuleType) {
      case 'CUSTOM':
        return {
          type: 'CUSTOM',
          allowedAnalyses: this.analyses.get(tableId) ?? ['ANY_QUERY'],
          allowedAnalysisProviders: this.providers.get(tableId) ?? [northwind],
        };
      case 'LIST':
        return { type: 'LIST', joinColumns: ['customer_id'], listColumns: ['segment'] };
      case 'AGGREGATION':
        return { type: 'AGGREGATION', aggregateColumns: ['amount'], joinColumns: ['customer_id'], dimensionColumns: ['segment'] };
      case undefined:
        return undefined;
    }
  }
}
