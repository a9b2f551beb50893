/**
 * The form of scenario files: which accounts exist, what they hold and how the services behave. Keys are snake_case.
 * Entries with `repeat` stand for several: `{n}` and `{nn}` in their texts become the number, plain or with two digits.
 */
import * as z from 'zod/mini';
import { liveRampScenarioSchema } from '../liveramp/scenario/liveRampScenarioSchema.ts';

const accountId = z.string().check(z.regex(/^\d{12}$/, 'must be an account id of 12 digits'));
const time = z.iso.datetime({ error: 'must be a time such as 2025-11-18T10:00:00Z' });
const milliseconds = z._default(z.int().check(z.minimum(0)), 0);
const quota = (value: number) => z._default(z.int().check(z.minimum(0)), value);
const texts = z.array(z.string());
const tags = z.optional(
  z
    .record(z.string().check(z.minLength(1), z.maxLength(128)), z.string().check(z.maxLength(256)))
    .check(z.describe('As ListTagsForResource answers them.')),
);

const repeat = z.strictObject({ from: z.int(), to: z.int(), name: z.string() });

const trust = z.union([
  z.string(),
  z.strictObject({
    /** A service, an account id or an ARN. */
    principal: z.string(),
    /** Condition on aws:SourceArn, with * and ?: the role serves matching memberships only. */
    source_arn: z.optional(z.string()),
    /** Condition on sts:ExternalId. */
    external_id: z.optional(z.string()),
  }),
]);

const statement = z.strictObject({
  effect: z._default(z.enum(['Allow', 'Deny']), 'Allow'),
  actions: texts,
  resources: z._default(texts, ['*']),
});

const role = z.strictObject({
  name: z.string().check(z.minLength(1)),
  path: z._default(z.string(), '/'),
  trust: z._default(z.array(trust), ['cleanrooms.amazonaws.com']),
  permissions: z._default(z.array(statement), [{ effect: 'Allow', actions: ['glue:*', 's3:*', 'kms:Decrypt'], resources: ['*'] }]),
  /** How old the role is when the scenario starts; left out: old enough. */
  age_ms: z.optional(z.int().check(z.minimum(0))),
});

const idNamespace = z.strictObject({
  name: z.string().check(z.regex(/^[a-zA-Z_0-9-]{1,255}$/)),
  type: z._default(z.enum(['SOURCE', 'TARGET']), 'SOURCE'),
  description: z.optional(z.string()),
  region: z.optional(z.string()),
});

const ruleType = z.enum(['AGGREGATION', 'LIST', 'CUSTOM']);

const tableRule = z.strictObject({
  type: z._default(ruleType, 'CUSTOM'),
  /** CUSTOM only. */
  allowed_analyses: z._default(texts, ['ANY_QUERY']),
  /** CUSTOM only: accounts whose analyses are allowed; left out, the rule names none. */
  providers: z.optional(z.array(accountId)),
  additional_analyses: z.optional(z.enum(['ALLOWED', 'REQUIRED', 'NOT_ALLOWED'])),
  /** CUSTOM only: columns protected by differential privacy. */
  differential_privacy_columns: z.optional(texts),
});

const column = z.union([z.string(), z.strictObject({ name: z.string(), type: z.string() })]);

const configuredTable = z.strictObject({
  name: z.optional(z.string()),
  repeat: z.optional(repeat),
  description: z.optional(z.string()),
  region: z.optional(z.string()),
  database: z._default(z.string(), 'sandbox'),
  /** Name of the Glue table; left out: the configured table's. */
  glue_table: z.optional(z.string()),
  glue_table_exists: z._default(z.boolean(), true),
  columns: z._default(z.array(column).check(z.minLength(1)), ['customer_id', 'segment', 'region_code']),
  analysis_method: z._default(z.enum(['DIRECT_QUERY', 'DIRECT_JOB', 'MULTIPLE']), 'DIRECT_QUERY'),
  /** null: a table without an analysis rule. */
  analysis_rule: z._default(z.nullable(tableRule), null),
  tags,
});

const account = z.strictObject({
  id: accountId,
  display_name: z.string().check(z.minLength(1), z.maxLength(100)),
  roles: z._default(z.array(role), []),
  id_namespaces: z._default(z.array(idNamespace), []),
  configured_tables: z._default(z.array(configuredTable), []),
  /** Actions refused to everybody in this account, such as servicequotas:ListServiceQuotas; * and ? as in IAM. */
  deny: z._default(texts, []),
});

const tableAssociation = z.strictObject({
  /** Name of the member's configured table. */
  table: z.optional(z.string()),
  repeat: z.optional(repeat),
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
        additional_analyses: z.optional(texts),
      }),
    ),
  ),
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
  /** For a member without membership. */
  status: z._default(z.enum(['INVITED', 'LEFT', 'REMOVED']), 'INVITED'),
});

const collaboration = z.strictObject({
  name: z.optional(z.string()),
  repeat: z.optional(repeat),
  description: z.optional(z.string()),
  region: z.optional(z.string()),
  creator: accountId,
  /** Time of creation; each further one of a `repeat` is an hour later. */
  created: z._default(time, '2025-11-18T10:00:00Z'),
  /** Instead of `created`: days before the sandbox starts. */
  created_days_ago: z.optional(z.number().check(z.minimum(0))),
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

/** A scenario file. */
export const scenarioSchema = z.strictObject({
  $schema: z.optional(z.string()),
  description: z.optional(z.string()),
  /** Where everything lives that names no Region of its own. */
  region: z._default(z.string(), 'us-east-1'),
  accounts: z.array(account).check(z.minLength(1)),
  collaborations: z._default(z.array(collaboration), []),
  /** The organisations of LiveRamp Clean Room, and how that service behaves. */
  liveramp: z.prefault(liveRampScenarioSchema, {}),
  quotas: z._default(
    z.strictObject({
      table_associations_per_membership: quota(25),
      id_namespace_associations_per_membership: quota(10),
      collaborations_per_account: quota(10),
      memberships_per_account: quota(100),
      configured_tables_per_account: quota(250),
      members_per_collaboration: quota(5),
    }),
    {
      table_associations_per_membership: 25,
      id_namespace_associations_per_membership: 10,
      collaborations_per_account: 10,
      memberships_per_account: 100,
      configured_tables_per_account: 250,
      members_per_collaboration: 5,
    },
  ),
  // How the services behave: described for whoever writes scenarios, in the editor too.
  rate: z
    .optional(z.number().check(z.positive()))
    .check(z.describe('Requests per second of every operation; left out: 5, and 20 for GetConfiguredTable.')),
  rates: z._default(z.record(z.string(), z.number().check(z.positive())), {}).check(z.describe('Exceptions by operation.')),
  consistency_delay_ms: milliseconds.check(z.describe('New things show in lists and reads only after this time.')),
  young_parents_refuse_children: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'While consistency_delay_ms runs, nothing can be created inside a new thing (ResourceNotFoundException): no association in a membership, no collaboration analysis rule on an association. What AWS does is unknown.',
      ),
    ),
  deletes_linger_ms: milliseconds.check(
    z.describe(
      'For this time after it was deleted, lists still show an association and its name (and its table or ID namespace) is still taken (ConflictException ALREADY_EXISTS); asked for by its id it is gone at once.',
    ),
  ),
  ready_delay_ms: milliseconds.check(z.describe('A rule counts for readiness only after this time.')),
  iam_synchronization_ms: milliseconds.check(z.describe('A role younger than this cannot be used yet (IAM_SYNCHRONIZATION_DELAY).')),
  one_association_per_table: z
    ._default(z.boolean(), true)
    .check(z.describe('Whether a table can be associated only once per membership (what AWS does is unknown).')),
  short_pages: z._default(z.boolean(), false).check(z.describe('Lists give shorter pages than asked for, an empty one among them.')),
  omit_analysis_rule_types: z
    ._default(z.boolean(), false)
    .check(z.describe('Lists of associations leave out the optional analysisRuleTypes.')),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioAccount = Scenario['accounts'][number];
export type ScenarioTable = ScenarioAccount['configured_tables'][number];
export type ScenarioCollaboration = Scenario['collaborations'][number];
export type ScenarioMember = ScenarioCollaboration['members'][number];
export type ScenarioMembership = NonNullable<ScenarioMember['membership']>;
