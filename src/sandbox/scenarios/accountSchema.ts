/** The form of a scenario's accounts: what they hold in IAM, Entity Resolution, AWS Glue and Clean Rooms before any collaboration. */
import * as z from 'zod/mini';
import { credentialStates } from '../world/records.ts';
import { repeatSchema } from './repeat.ts';

export const accountId = z.string().check(z.regex(/^\d{12}$/, 'must be an account id of 12 digits'));
export const ruleType = z.enum(['AGGREGATION', 'LIST', 'CUSTOM']);
export const tags = z.optional(
  z
    .record(z.string().check(z.minLength(1), z.maxLength(128)), z.string().check(z.maxLength(256)))
    .check(z.describe('As ListTagsForResource answers them.')),
);
const texts = z.array(z.string());

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

export const roleTrust = z.array(trust);
export const rolePermissions = z.array(statement);

const role = z.strictObject({
  name: z.string().check(z.minLength(1)),
  path: z._default(z.string(), '/'),
  trust: z._default(roleTrust, ['cleanrooms.amazonaws.com']),
  permissions: z._default(rolePermissions, [{ effect: 'Allow', actions: ['glue:*', 's3:*', 'kms:Decrypt'], resources: ['*'] }]),
  /** How old the role is when the scenario starts; left out: old enough. */
  age_ms: z.optional(z.int().check(z.minimum(0))),
  deleted: z._default(z.boolean(), false).check(z.describe('Associations still name it; IAM has it no more.')),
});

const entityName = z.string().check(z.regex(/^[a-zA-Z_0-9-]{1,255}$/));

export const namespacePolicy = z
  .enum(['allows', 'refuses', 'none'])
  .check(z.describe('What its resource policy says to Clean Rooms: it may, only another account may, or there is no policy.'));

const idNamespace = z.strictObject({
  name: entityName,
  type: z._default(z.enum(['SOURCE', 'TARGET']), 'SOURCE'),
  description: z.optional(z.string()),
  region: z.optional(z.string()),
  policy: z
    .optional(namespacePolicy)
    .check(z.describe('Left out: as the associations with manage_resource_policies have made it; none without one.')),
});

const idMappingWorkflow = z.strictObject({
  name: entityName,
  description: z.optional(z.string()),
  region: z.optional(z.string()),
  source: z.string().check(z.describe("Name of an ID namespace of this account's; another's with its account: 444455556666/their_ids.")),
  target: z.string().check(z.describe('The same for the other side.')),
  fails_with: z.optional(z.string()).check(z.describe('What its jobs fail with from now on; left out: they succeed.')),
});

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
  repeat: z.optional(repeatSchema),
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

export const credentials = z
  .enum(credentialStates)
  .check(z.describe('Whether the keys of the account are taken, or refused as expired, as unknown or as not given at all.'));

export const accountSchema = z.strictObject({
  id: accountId,
  display_name: z.string().check(z.minLength(1), z.maxLength(100)),
  credentials: z._default(credentials, 'valid'),
  roles: z._default(z.array(role), []),
  id_namespaces: z._default(z.array(idNamespace), []),
  id_mapping_workflows: z._default(z.array(idMappingWorkflow), []),
  configured_tables: z._default(z.array(configuredTable), []),
  /** Actions refused to everybody in this account, such as servicequotas:ListServiceQuotas; * and ? as in IAM. */
  deny: z._default(texts, []),
});

export type ScenarioAccount = z.infer<typeof accountSchema>;
export type ScenarioRole = ScenarioAccount['roles'][number];
export type ScenarioTable = ScenarioAccount['configured_tables'][number];
