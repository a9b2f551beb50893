import type { Connection } from './model/connection.ts';
import type { Invitation, Member, Membership, PaymentResponsibility, ResultConfiguration } from './model/collaboration.ts';
import type {
  AnalysisRuleType,
  CollaborationAnalysisRule,
  ConfiguredTable,
  ConfiguredTableAssociation,
  SchemaRules,
} from './model/table.ts';
import type { IdNamespace, IdNamespaceAssociation } from './model/idNamespace.ts';
import type { SchemaReadiness } from './model/readiness.ts';
import type { Quotas } from './model/quota.ts';
import type { WriteRecorder } from './jobs/audit.ts';
import type { IdMappingTables, Inspection } from './inspectionService.ts';
import type { PartnerCapabilities } from './partnerService.ts';

/**
 * The port: what the jobs need of a service. What a service cannot do is a missing capability object, and a missing one
 * hides the action. Reads may be called by anybody; every write wants the recorder that only the runner hands out.
 *
 * Every method raises CleanRoomError and honours its signal. Lists are complete (paged to the end).
 */
export interface CleanRoomService extends PartnerCapabilities {
  readonly connection: Connection;
  readonly inbox?: Inbox;
  readonly memberships?: Memberships;
  readonly associations?: Associations;
  readonly idNamespaces?: IdNamespaces;
  readonly prerequisites?: Prerequisites;
  readonly repairs?: Repairs;
  readonly inspection?: Inspection;
  readonly idMappingTables?: IdMappingTables;
  /** HTTP attempts so far, per operation. */
  callCounts(): Record<string, number>;
}

/** A write's result: done now, or found to be there already just as asked. */
export interface Written<T> {
  value: T;
  outcome: 'created' | 'existing' | 'updated' | 'deleted';
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
  description?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  /** The membership was made a moment ago. */
  parentIsNew?: boolean;
  /** Associations of this name or table that were deleted a moment ago: lists and names may hold them for some seconds. */
  replaces?: readonly string[] | undefined;
}

export interface NewAnalysisRule {
  membershipId: string;
  associationId: string;
  /** For the audit log and messages. */
  associationName: string;
  type: AnalysisRuleType;
  allowedResultReceivers: string[];
  /** Of a rule that is put back. */
  allowedAdditionalAnalyses?: readonly string[] | undefined;
  /** The association was made a moment ago. */
  parentIsNew?: boolean;
  /** A rule was deleted from this association a moment ago. */
  replaces?: boolean;
}

export interface Associations {
  configuredTables(signal?: AbortSignal): Promise<ConfiguredTable[]>;
  list(membershipId: string, signal?: AbortSignal): Promise<ConfiguredTableAssociation[]>;
  /** Both rules of each schema, by its name; of a schema that the service gives none for, there is no entry. */
  rules(
    collaborationId: string,
    schemas: readonly { name: string; type: AnalysisRuleType }[],
    signal?: AbortSignal,
  ): Promise<Map<string, SchemaRules>>;
  /** The collaboration analysis rule on an association; `types` are tried first. */
  analysisRule(
    membershipId: string,
    associationId: string,
    types: readonly AnalysisRuleType[],
    signal?: AbortSignal,
  ): Promise<CollaborationAnalysisRule | undefined>;
  readiness(collaborationId: string, names: readonly string[], signal?: AbortSignal): Promise<SchemaReadiness[]>;
  create(association: NewAssociation, options: WriteOptions): Promise<Written<ConfiguredTableAssociation>>;
  createAnalysisRule(rule: NewAnalysisRule, options: WriteOptions): Promise<Written<AnalysisRuleType>>;
}

export interface NewIdNamespaceAssociation {
  membershipId: string;
  idNamespaceArn: string;
  name: string;
  description?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  /** Whether the service writes the namespace's resource policy; true where nothing is said. */
  manageResourcePolicies?: boolean | undefined;
  allowUseAsDimensionColumn?: boolean | undefined;
  /** Associations that were deleted a moment ago: lists and names may still hold it for some seconds. */
  replaces?: readonly string[] | undefined;
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
  /**
   * The values of `aws:SourceArn` to which every statement that trusts the service is bound (ARNs, with wildcards): it can
   * be used there and nowhere else. Undefined where at least one statement is not bound, or it could not be read.
   */
  boundTo?: readonly string[];
  /** ISO 8601: a role that was made a moment ago cannot be used everywhere yet. */
  createdAt?: string;
}

export interface Prerequisites {
  /** The role of that name; undefined where the service says there is none. */
  role(name: string, signal?: AbortSignal): Promise<Role | undefined>;
  quotas(signal?: AbortSignal): Promise<Quotas>;
}

/** What an association is, as far as it can be made again. */
export interface AssociationSnapshot {
  roleArn: string;
  description?: string;
  /** All of them, those of AWS too. */
  tags: Record<string, string>;
  rule?: CollaborationAnalysisRule;
}

/** What an ID namespace association is, as far as it can be made again. */
export interface IdNamespaceAssociationSnapshot {
  description?: string;
  tags: Record<string, string>;
  manageResourcePolicies: boolean;
  /** CreateIdNamespaceAssociation: idMappingConfig. */
  allowUseAsDimensionColumn?: boolean;
}

/** Where a write goes. `name` is for the audit log and messages. */
export interface AssociationPlace {
  membershipId: string;
  associationId: string;
  name: string;
}

/** What mending takes beyond creating: looking closely, changing and deleting. */
export interface Repairs {
  /** The tags of a resource; another tool's tell that it owns it. */
  tags(arn: string, signal?: AbortSignal): Promise<Record<string, string>>;
  /** Lets accounts query a table, and others no longer; everything else of the rule stays as it is by then. */
  allowProviders(
    table: { id: string; name: string; type: AnalysisRuleType; add: readonly string[]; remove?: readonly string[] },
    options: WriteOptions,
  ): Promise<Written<void>>;
  association(place: AssociationPlace & { arn: string }, signal?: AbortSignal): Promise<AssociationSnapshot>;
  /** Sets the role with which an association's table is read; refused where the caller may not pass it, or it cannot be used. */
  setRole(place: AssociationPlace & { roleArn: string }, options: WriteOptions): Promise<Written<void>>;
  deleteAssociation(place: AssociationPlace, options: WriteOptions): Promise<Written<void>>;
  /** Adds and takes away accounts that may receive results; everything else of the rule stays as it is by then. */
  allowReceivers(
    rule: AssociationPlace & { type: AnalysisRuleType; add: readonly string[]; remove: readonly string[] },
    options: WriteOptions,
  ): Promise<Written<void>>;
  deleteAnalysisRule(rule: AssociationPlace & { type: AnalysisRuleType }, options: WriteOptions): Promise<Written<void>>;
  idNamespaceAssociation(place: AssociationPlace & { arn: string }, signal?: AbortSignal): Promise<IdNamespaceAssociationSnapshot>;
  deleteIdNamespaceAssociation(place: AssociationPlace, options: WriteOptions): Promise<Written<void>>;
}
