/** The form of a scenario's collaborations: their members and what these brought. */
import * as z from 'zod/mini';
import { modelEnum } from '../aws/model.ts';
import { accountId, ruleType, tags } from './accountSchema.ts';
import { repeatSchema } from './repeat.ts';

const time = z.iso.datetime({ error: 'must be a time such as 2025-11-18T10:00:00Z' });

/** What no configuration of the sandbox leads to can be said outright. */
export const notReadySchema = z
  .strictObject({ reasons: z._default(z.array(z.enum(modelEnum('cleanrooms', 'SchemaStatusReasonCode'))), []) })
  .check(
    z.describe(
      'Not ready whatever is configured, with these reasons beside those that follow from it; with none, as while the service prepares a table.',
    ),
  );

const tableAssociation = z.strictObject({
  /** Name of the member's configured table. */
  table: z.optional(z.string()),
  repeat: z.optional(repeatSchema),
  name: z
    .optional(z.string())
    .check(z.describe("Left out: the table's name. {table_id} stands for the id of the configured table, as earlier scripts named.")),
  /** Name of the member's role; left out: his first. */
  role: z.optional(z.string()),
  /** The collaboration analysis rule; left out or null: none. */
  analysis_rule: z.optional(
    z.nullable(
      z.strictObject({
        /** Left out: the type of the table's own rule. */
        type: z.optional(ruleType),
        receivers: z.optional(z.array(accountId)),
        additional_analyses: z.optional(z.array(z.string())),
      }),
    ),
  ),
  not_ready: z.optional(notReadySchema),
  tags,
});

const idMappingTable = z.strictObject({
  name: z.string(),
  workflow: z.string().check(z.describe("Name of the member's ID mapping workflow; both its ID namespaces are associated here.")),
  manage_resource_policies: z._default(z.boolean(), true),
  populated: z._default(z.boolean(), false),
  job: z
    .optional(
      z.strictObject({
        status: z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED']),
        error: z.optional(z.string()),
        started_ms_ago: z._default(z.int().check(z.minimum(0)), 60_000),
      }),
    )
    .check(z.describe('Its last job, which stays as it is: SUCCEEDED fills the table, the others leave it as populated says.')),
  tags,
});

const membership = z.strictObject({
  query_log: z._default(z.enum(['ENABLED', 'DISABLED']), 'DISABLED'),
  configured_table_associations: z._default(z.array(tableAssociation), []),
  id_namespace_associations: z._default(
    z.array(
      z.strictObject({
        namespace: z.string(),
        name: z.optional(z.string()),
        manage_resource_policies: z._default(z.boolean(), true),
        tags,
      }),
    ),
    [],
  ),
  id_mapping_tables: z._default(z.array(idMappingTable), []),
});

const member = z.strictObject({
  account: accountId,
  /** Left out: the account's. */
  display_name: z.optional(z.string()),
  abilities: z._default(z.array(z.enum(['CAN_QUERY', 'CAN_RECEIVE_RESULTS', 'CAN_RUN_JOB', 'CAN_EXPORT_QUERY_ANALYSIS_LOG'])), []),
  /** Whether the member pays for queries; where no member is named, the first that can query does. */
  pays_query_compute: z.optional(z.boolean()),
  pays_job_compute: z.optional(z.boolean()),
  pays_model_training: z.optional(z.boolean()),
  pays_model_inference: z.optional(z.boolean()),
  pays_synthetic_data_generation: z.optional(z.boolean()),
  /** Present: the member has joined, and this is what he brought. */
  membership: z.optional(membership),
  status: z
    ._default(z.enum(['INVITED', 'LEFT', 'REMOVED']), 'INVITED')
    .check(z.describe('Of a member without membership. With one only REMOVED counts: the creator has removed him since.')),
});

export const collaborationSchema = z.strictObject({
  name: z.optional(z.string()),
  repeat: z.optional(repeatSchema),
  description: z.optional(z.string()),
  region: z.optional(z.string()),
  creator: accountId,
  /** Time of creation; each further one of a `repeat` is an hour later. */
  created: z._default(time, '2025-11-18T10:00:00Z'),
  /** Instead of `created`: days before the sandbox starts. */
  created_days_ago: z.optional(z.number().check(z.minimum(0))),
  deleted: z._default(z.boolean(), false).check(z.describe('Its creator has deleted it; memberships are COLLABORATION_DELETED.')),
  query_log: z._default(z.enum(['ENABLED', 'DISABLED']), 'DISABLED'),
  analytics_engine: z._default(z.enum(['SPARK', 'CLEAN_ROOMS_SQL']), 'SPARK'),
  /** Changes that need no member's approval; left out: every change does. */
  auto_approved_change_types: z.optional(
    z.array(
      z.enum([
        'ADD_MEMBER',
        'GRANT_RECEIVE_RESULTS_ABILITY',
        'REVOKE_RECEIVE_RESULTS_ABILITY',
        'GRANT_EXPORT_QUERY_ANALYSIS_LOG_ABILITY',
        'REVOKE_EXPORT_QUERY_ANALYSIS_LOG_ABILITY',
      ]),
    ),
  ),
  /** All members, the creator among them. */
  members: z.array(member).check(z.minLength(1)),
});

export type ScenarioCollaboration = z.infer<typeof collaborationSchema>;
export type ScenarioMember = ScenarioCollaboration['members'][number];
export type ScenarioMembership = NonNullable<ScenarioMember['membership']>;
