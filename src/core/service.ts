import type { Connection } from './model/connection.ts';
import type { Invitation, Member, Membership, PaymentResponsibility, ResultConfiguration } from './model/collaboration.ts';
import type { AnalysisRuleType, ConfiguredTable, ConfiguredTableAssociation } from './model/table.ts';
import type { IdNamespace, IdNamespaceAssociation } from './model/idNamespace.ts';
import type { SchemaReadiness } from './model/readiness.ts';
import type { Quotas } from './model/quota.ts';
import type { WriteRecorder } from './jobs/audit.ts';

/**
 * The port: what the jobs need of a service. What a service cannot do is a missing capability object, and a missing one
 * hides the action. Reads may be called by anybody; every write wants the recorder that only the runner hands out.
 *
 * Every method raises CleanRoomError and honours its signal. Lists are complete (paged to the end).
 */
export interface CleanRoomService {
  readonly connection: Connection;
  readonly inbox?: Inbox;
  readonly memberships?: Memberships;
  readonly associations?: Associations;
  readonly idNamespaces?: IdNamespaces;
  readonly prerequisites?: Prerequisites;
  /** HTTP attempts so far, per operation. */
  callCounts(): Record<string, number>;
}

/** A write's result: made now, or found to be there already just as asked. */
export interface Written<T> {
  value: T;
  outcome: 'created' | 'existing';
  requestId?: string;
}

export interface WriteOptions {
  recorder: WriteRecorder;
  signal?: AbortSignal | undefined;
}

/** What is agreed to by joining. */
export interface AcceptanceTerms {
  /** As the creator configured it; CreateMembership refuses anything else. */
  payment?: PaymentResponsibility;
  resultConfiguration?: ResultConfiguration;
}

export interface Inbox {
  invitations(signal?: AbortSignal): Promise<Invitation[]>;
  accept(invitation: Invitation, terms: AcceptanceTerms, options: WriteOptions): Promise<Written<Membership>>;
}

export interface Memberships {
  /** The ACTIVE ones. */
  active(signal?: AbortSignal): Promise<Membership[]>;
  members(collaborationId: string, signal?: AbortSignal): Promise<Member[]>;
}

export interface NewAssociation {
  membershipId: string;
  configuredTableId: string;
  name: string;
  roleArn: string;
  /** The membership was made a moment ago. */
  parentIsNew?: boolean;
}

export interface NewAnalysisRule {
  membershipId: string;
  associationId: string;
  /** For the audit log and messages. */
  associationName: string;
  type: AnalysisRuleType;
  allowedResultReceivers: string[];
  /** The association was made a moment ago. */
  parentIsNew?: boolean;
}

export interface Associations {
  configuredTables(signal?: AbortSignal): Promise<ConfiguredTable[]>;
  list(membershipId: string, signal?: AbortSignal): Promise<ConfiguredTableAssociation[]>;
  /** The type of the collaboration analysis rule, or 'none'. */
  analysisRuleType(
    membershipId: string,
    associationId: string,
    types: readonly AnalysisRuleType[],
    signal?: AbortSignal,
  ): Promise<AnalysisRuleType | 'none'>;
  readiness(collaborationId: string, names: readonly string[], signal?: AbortSignal): Promise<SchemaReadiness[]>;
  create(association: NewAssociation, options: WriteOptions): Promise<Written<ConfiguredTableAssociation>>;
  createAnalysisRule(rule: NewAnalysisRule, options: WriteOptions): Promise<Written<AnalysisRuleType>>;
}

export interface NewIdNamespaceAssociation {
  membershipId: string;
  idNamespaceArn: string;
  name: string;
  /** The membership was made a moment ago. */
  parentIsNew?: boolean;
}

export interface IdNamespaces {
  list(membershipId: string, signal?: AbortSignal): Promise<IdNamespaceAssociation[]>;
  create(association: NewIdNamespaceAssociation, options: WriteOptions): Promise<Written<IdNamespaceAssociation>>;
  /** Every ID namespace of the account. */
  owned(signal?: AbortSignal): Promise<IdNamespace[]>;
  /** The namespace of that name or ARN; undefined where the service says there is none. */
  find(nameOrArn: string, signal?: AbortSignal): Promise<IdNamespace | undefined>;
}

export interface Role {
  name: string;
  arn: string;
  /** Whether its trust policy lets the clean room service assume it; undefined where the policy could not be read. */
  trustsService?: boolean;
}

export interface Prerequisites {
  /** The role of that name; undefined where the service says there is none. */
  role(name: string, signal?: AbortSignal): Promise<Role | undefined>;
  quotas(signal?: AbortSignal): Promise<Quotas>;
}
