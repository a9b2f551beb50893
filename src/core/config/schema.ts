import * as z from 'zod/mini';
import { idNamespaceArnPattern, roleNamePattern, uuidPattern } from '../model/id.ts';
import { t } from '../text.ts';
import { described } from './described.ts';
import { listedConnectionsSchema } from './listedConnection.ts';

export { configurationFileName } from './fileName.ts';

const accountId = () => z.string().check(z.regex(/^\d{12}$/, { error: () => t('must be a 12-digit AWS account id') }));
const uuid = () => z.string().check(z.regex(uuidPattern, { error: () => t('must be an id like 27b93e2b-5001-4b20-a47b-6aad96ec8958') }));

const resultConfiguration = z.looseObject({
  bucket: described(z.string(), 'S3 bucket that query results are written to.'),
  key_prefix: z.optional(described(z.string(), 'Prefix of the result objects in the bucket.')),
  result_format: described(z.enum(['CSV', 'PARQUET']), 'Format of the results.'),
  role_arn: z.optional(
    described(
      z.string().check(z.regex(/^arn:aws:iam::\d{12}:role\/.+$/, { error: () => t('must be the ARN of an IAM role') })),
      'Role with which AWS Clean Rooms writes the results.',
    ),
  ),
});

/** Settings that a collaboration may set for itself and otherwise takes from `defaults`. */
const shared = {
  region: z.optional(described(z.string(), 'AWS Region, for example us-east-1.')),
  role_name: z.optional(
    described(
      z.nullable(z.string().check(z.regex(roleNamePattern, { error: () => t('must be the name of an IAM role') }))),
      'IAM role that AWS Clean Rooms uses to read the tables. null: none was found.',
    ),
  ),
  id_namespace_name: z.optional(described(z.nullable(z.string()), 'Name under which the ID namespace is associated.')),
  id_namespace_arn: z.optional(
    described(
      z.nullable(z.string().check(z.regex(idNamespaceArnPattern, { error: () => t('must be the ARN of an ID namespace') }))),
      'ARN of the Entity Resolution ID namespace. null: none was found.',
    ),
  ),
  table_prefix: z.optional(described(z.string(), 'Only configured tables whose name begins with this are associated.')),
  exclude_tables: z.optional(described(z.array(z.string()), 'Names of configured tables that are never associated.')),
  table_order: z.optional(
    described(
      z.array(z.string()),
      'Names of configured tables in the order in which they get a place when the quota is short; the others follow alphabetically.',
    ),
  ),
  association_name: z.optional(
    described(z.string(), 'Template of the association name; {table_name} is the name of the configured table.'),
  ),
  allowed_query_providers: z.optional(
    described(z.array(accountId()), "Accounts that the tables' own analysis rules should let query (CUSTOM rules that allow any query)."),
  ),
  accept_payment: z.optional(described(z.boolean(), 'true: an invitation that makes this account a payer may be accepted.')),
  result_configuration: z.optional(described(resultConfiguration, 'Where results go, for invitations that demand a result location.')),
};

export const defaultsSchema = z.looseObject({
  ...shared,
  database: z.optional(described(z.nullable(z.string()), 'Glue database. Kept for other tools; not needed here.')),
});

export const collaborationEntrySchema = z.looseObject({
  name: described(z.string(), 'Name of the collaboration, for people.'),
  collaboration_id: z.optional(described(uuid(), 'Id of the collaboration.')),
  membership_id: described(uuid(), "Id of this account's membership in it."),
  status: described(z.string(), 'Entries with "active" are synced; anything else pauses the entry.'),
  auto_associate_tables: z.optional(described(z.boolean(), 'false: tables are left alone. Default true.')),
  auto_associate_namespace: z.optional(described(z.boolean(), 'false: ID namespaces are left alone. Default true.')),
  association_pending: z.optional(
    described(
      z.boolean(),
      'true from the acceptance until everything is associated; process-invites continues such an entry after an interruption.',
    ),
  ),
  account_id: z.optional(described(accountId(), 'Account of the membership, where one file serves several.')),
  notes: z.optional(z.string()),
  ...shared,
});

export const pendingInvitationSchema = z.looseObject({
  collaboration_id: uuid(),
  name: z.optional(z.string()),
  creator_account_id: z.optional(accountId()),
  create_time: z.optional(z.string()),
  account_id: z.optional(accountId()),
  ...shared,
});

/** `collaboration-config.json`. Unknown keys are allowed everywhere and survive every write. */
export const configurationSchema = z.looseObject({
  $schema: z.optional(z.string()),
  defaults: z.optional(described(defaultsSchema, 'Settings of every collaboration that does not set its own.')),
  trusted_creators: z.optional(
    described(
      z.array(accountId()),
      'Accounts whose invitations may be accepted in bulk. Where the key is missing every creator is trusted.',
    ),
  ),
  connections: z.optional(
    described(
      listedConnectionsSchema,
      'The AWS accounts and Regions, and the LiveRamp organisations, that cleanrooms --all-connections runs over.',
    ),
  ),
  collaborations: z.optional(described(z.array(collaborationEntrySchema), 'The collaborations that are kept in the wished state.')),
  pending_invitations: z.optional(described(z.array(pendingInvitationSchema), 'Invitations that have not been accepted yet.')),
});

export type Configuration = z.infer<typeof configurationSchema>;
export type Defaults = z.infer<typeof defaultsSchema>;
export type CollaborationEntry = z.infer<typeof collaborationEntrySchema>;
export type PendingInvitation = z.infer<typeof pendingInvitationSchema>;
