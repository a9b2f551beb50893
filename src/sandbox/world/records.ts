/** What the sandbox remembers. Times are milliseconds since 1970; everything here is plain JSON, so that it can be saved whole. */
import type { JsonObject } from '../json.ts';
import type { LiveRampWriteRecord } from '../liveramp/world/records.ts';

export type AnalysisRuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';
export type MemberStatus = 'INVITED' | 'ACTIVE' | 'LEFT' | 'REMOVED';

/** Who may use a role, and under which condition. */
export interface TrustRecord {
  /** A service (`cleanrooms.amazonaws.com`), an account id, or an ARN. */
  principal: string;
  /** Condition on aws:SourceArn: the role serves only matching memberships; `*` and `?` as in IAM. */
  sourceArn?: string | undefined;
  /** Condition on sts:ExternalId. */
  externalId?: string | undefined;
}

export interface StatementRecord {
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
}

export interface RoleRecord {
  id: string;
  arn: string;
  name: string;
  path: string;
  trust: TrustRecord[];
  permissions: StatementRecord[];
  createTime: number;
}

/** Whether the keys of an account are taken, and as what they are refused otherwise. */
export const credentialStates = ['valid', 'expired', 'unknown', 'missing'] as const;

export interface AccountRecord {
  id: string;
  displayName: string;
  credentials: (typeof credentialStates)[number];
  /** Actions refused to everybody in this account, such as `servicequotas:ListServiceQuotas`. */
  deny: string[];
  roles: RoleRecord[];
}

export interface ColumnRecord {
  name: string;
  type: string;
}

export interface GlueTableRecord {
  id: string;
  accountId: string;
  region: string;
  database: string;
  name: string;
  columns: ColumnRecord[];
  createTime: number;
}

export interface IdNamespaceRecord {
  id: string;
  arn: string;
  accountId: string;
  region: string;
  name: string;
  type: 'SOURCE' | 'TARGET';
  description?: string | undefined;
  /** The resource policy; null where there is none. */
  policy: ResourcePolicyRecord | null;
  createTime: number;
}

/** A resource policy of Entity Resolution. */
export interface ResourcePolicyRecord {
  /** Changes with every change of the policy. */
  token: string;
  /** JSON, as GetPolicy answers it. */
  document: string;
}

/** How an ID mapping job stands, and how it ends by itself. */
export interface IdMappingJobRecord {
  /** 32 hexadecimal digits. */
  id: string;
  status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  /** The service's words where it fails. */
  error?: string | undefined;
  /** When it will have `endStatus`; null: it stays as it is. */
  endTime: number | null;
  endStatus: 'SUCCEEDED' | 'FAILED';
  startTime: number;
}

export interface IdMappingWorkflowRecord {
  /** The same as the ARN. */
  id: string;
  arn: string;
  accountId: string;
  region: string;
  name: string;
  description?: string | undefined;
  /** ARNs of ID namespaces. */
  source: string;
  target: string;
  /** What its jobs fail with; undefined: they succeed. */
  failure?: string | undefined;
  /** Oldest first. */
  jobs: IdMappingJobRecord[];
  createTime: number;
}

/** An ID mapping table in a membership; it is populated once one of its jobs has succeeded. */
export interface IdMappingTableRecord {
  id: string;
  arn: string;
  membershipId: string;
  collaborationId: string;
  name: string;
  description?: string | undefined;
  kmsKeyArn?: string | undefined;
  workflowArn: string;
  manageResourcePolicies: boolean;
  /** The ID namespace associations that it joins, as they were when it was made. */
  inputSources: { idNamespaceAssociationId: string; type: 'SOURCE' | 'TARGET' }[];
  /** Of its workflow, those that were started for it. */
  jobIds: string[];
  createTime: number;
  updateTime: number;
}

/** An analysis rule of a configured table, or the collaboration analysis rule of an association. */
export interface AnalysisRuleRecord {
  type: AnalysisRuleType;
  /** In the service's own form, `{v1: {custom: {…}}}`. */
  policy: JsonObject;
  createTime: number;
  updateTime: number;
}

export interface ConfiguredTableRecord {
  id: string;
  arn: string;
  accountId: string;
  region: string;
  name: string;
  description?: string | undefined;
  tableReference: JsonObject;
  allowedColumns: ColumnRecord[];
  analysisMethod: string;
  selectedAnalysisMethods?: string[] | undefined;
  analysisRule: AnalysisRuleRecord | null;
  createTime: number;
  updateTime: number;
}

export interface MemberRecord {
  accountId: string;
  displayName: string;
  abilities: string[];
  mlAbilities: string[];
  status: MemberStatus;
  /** Which costs the creator made this member pay, in the service's own form. */
  payment: JsonObject;
  membershipId: string | null;
  createTime: number;
  updateTime: number;
}

export interface CollaborationRecord {
  id: string;
  arn: string;
  region: string;
  name: string;
  description?: string | undefined;
  creatorAccountId: string;
  creatorDisplayName: string;
  members: MemberRecord[];
  queryLogStatus: string;
  jobLogStatus: string;
  analyticsEngine: string;
  dataEncryptionMetadata?: JsonObject | undefined;
  autoApprovedChangeTypes?: string[] | undefined;
  allowedResultRegions?: string[] | undefined;
  isMetricsEnabled: boolean;
  deleted: boolean;
  createTime: number;
  updateTime: number;
}

/** A wish to change a collaboration, with what its members say to it. */
export interface ChangeRequestRecord {
  id: string;
  collaborationId: string;
  status: 'PENDING' | 'APPROVED' | 'CANCELLED' | 'DENIED' | 'COMMITTED';
  isAutoApproved: boolean;
  /** Each with its specification in the service's own form, and its ChangeTypes. */
  changes: { specificationType: string; specification: JsonObject; types: string[] }[];
  /** By account; nobody is asked where it was approved automatically. */
  approvals: Record<string, 'APPROVED' | 'DENIED' | 'PENDING'>;
  createTime: number;
  updateTime: number;
}

export interface MembershipRecord {
  id: string;
  arn: string;
  accountId: string;
  region: string;
  collaborationId: string;
  queryLogStatus: string;
  jobLogStatus: string;
  defaultResultConfiguration?: JsonObject | undefined;
  defaultJobResultConfiguration?: JsonObject | undefined;
  payment: JsonObject;
  isMetricsEnabled: boolean;
  createTime: number;
  updateTime: number;
}

export interface ConfiguredTableAssociationRecord {
  id: string;
  arn: string;
  membershipId: string;
  collaborationId: string;
  configuredTableId: string;
  name: string;
  description?: string | undefined;
  roleArn: string;
  analysisRule: AnalysisRuleRecord | null;
  /** Not ready whatever is configured, with these reason codes (none: without a reason); null: as configured. */
  notReady: string[] | null;
  createTime: number;
  updateTime: number;
  /** When it was deleted: under `deletes_linger_ms` the record stays, for lists and for its name. */
  deleteTime?: number | undefined;
}

export interface IdNamespaceAssociationRecord {
  id: string;
  arn: string;
  membershipId: string;
  collaborationId: string;
  name: string;
  description?: string | undefined;
  idNamespaceArn: string;
  manageResourcePolicies: boolean;
  allowUseAsDimensionColumn?: boolean | undefined;
  createTime: number;
  updateTime: number;
  /** When it was deleted: under `deletes_linger_ms` the record stays, for lists and for its name. */
  deleteTime?: number | undefined;
}

export interface TagsRecord {
  /** The ARN of the tagged resource. */
  id: string;
  tags: Record<string, string>;
}

/** One change that an AWS caller made. */
export interface AwsWriteRecord {
  time: number;
  requestId: string;
  account: string;
  region: string;
  operation: string;
  /** Ids of what the change was about, as the request named them, and of what it created. */
  subject: Record<string, string>;
}

/** One change that a caller made, in the order in which they were made. */
export type WriteRecord = AwsWriteRecord | LiveRampWriteRecord;
