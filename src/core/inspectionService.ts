import type { WriteOptions, Written } from './service.ts';

/**
 * The part of the port that only a diagnosis needs: what else can keep a table from working, one question at a time. As
 * everywhere: every method raises CleanRoomError, honours its signal, lists are complete; `not_permitted` where the caller
 * may not look, which is not the same as "there is none".
 */
export interface Inspection {
  /** Every collaboration that the account can see, in whichever state its own part is (ListCollaborations without a filter). */
  collaborations(signal?: AbortSignal): Promise<SeenCollaboration[]>;
  /** Memberships that have ended (ListMemberships: REMOVED, COLLABORATION_DELETED). */
  endedMemberships(signal?: AbortSignal): Promise<EndedMembership[]>;
  /** The role with which an association's table is read (GetConfiguredTableAssociation). */
  associationRole(membershipId: string, associationId: string, signal?: AbortSignal): Promise<string>;
  /**
   * Those of these that the role's policies do not allow, each on its own resource (one SimulatePrincipalPolicy with all
   * actions and resources; of its answer only the wanted pairs count). A resource of `*` would refuse what is allowed on
   * some resources only.
   */
  denied(roleArn: string, wanted: readonly RoleAction[], signal?: AbortSignal): Promise<RoleAction[]>;
  /** Where a configured table's rows are (GetConfiguredTable: tableReference). */
  tableSource(configuredTableId: string, signal?: AbortSignal): Promise<TableSource>;
  /** The table in AWS Glue (glue:GetTable); undefined where Glue has none of that name. */
  glueTable(source: GlueSource, signal?: AbortSignal): Promise<GlueTable | undefined>;
  /** What the namespace's resource policy lets AWS Clean Rooms do (entityresolution:GetPolicy). */
  idNamespacePolicy(arn: string, signal?: AbortSignal): Promise<'allows' | 'refuses'>;
  /** ListIdMappingTables of a membership. */
  idMappingTables(membershipId: string, signal?: AbortSignal): Promise<IdMappingTable[]>;
  /** The newest job of an ID mapping workflow (entityresolution:ListIdMappingJobs, GetIdMappingJob); undefined where none ever ran. */
  newestIdMappingJob(workflowArn: string, signal?: AbortSignal): Promise<IdMappingJob | undefined>;
}

/** A collaboration with the state of the account's own part in it. */
export interface SeenCollaboration {
  collaborationId: string;
  name: string;
  creatorAccountId: string;
  creatorDisplayName: string;
  memberStatus: 'INVITED' | 'ACTIVE' | 'LEFT' | 'REMOVED';
  membershipId?: string;
}

/** A membership that has ended. */
export interface EndedMembership {
  membershipId: string;
  collaborationId: string;
  collaborationName: string;
  status: 'REMOVED' | 'COLLABORATION_DELETED';
}

/** What a role would have to be allowed, and on what. */
export interface RoleAction {
  action: string;
  /** ARN. */
  resource: string;
}

/** The name of a table in AWS Glue, of the account's own catalogue and Region. */
export interface GlueSource {
  kind: 'glue';
  database: string;
  table: string;
  /** Of its catalogue, where that is another than the collaboration's. */
  region?: string;
}
export type TableSource = GlueSource | { kind: 'athena' | 'snowflake'; name: string };

/** A table of AWS Glue. */
export interface GlueTable {
  /** ARNs, made of Region, account, database and table. */
  arn: string;
  databaseArn: string;
  catalogArn: string;
  /** Where its rows are (StorageDescriptor.Location: `s3://bucket/prefix`); undefined where Glue does not say. */
  location?: string;
}

/** An ID mapping table in one membership. */
export interface IdMappingTable {
  id: string;
  /** Its name in the collaboration's SQL. */
  name: string;
  /** Of the ID mapping workflow that fills it (inputReferenceConfig: inputReferenceArn). */
  workflowArn: string;
}

export interface IdMappingJob {
  id: string;
  status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  startedAt: string;
  /** The service's words where it failed: data. */
  error?: string;
}

/** What an ID mapping table needs beyond being made. */
export interface IdMappingTables {
  /**
   * Starts the job that fills the table (PopulateIdMappingTable). One runs at a time in an account: raises `quota_reached`
   * or `invalid_state` while another does. Needs to read the workflow's jobs, so that a lost answer starts no second one.
   */
  populate(table: { membershipId: string; id: string; name: string }, options: WriteOptions): Promise<Written<{ jobId: string }>>;
}
