import * as z from 'zod/mini';
import { builtInDefaults } from '../config/settings.ts';
import type { CollaborationEntry } from '../config/schema.ts';
import {
  idNamespaceMissing,
  idNamespaceUnchecked,
  noKnownCreators,
  roleMissing,
  roleNotTrusting,
  roleUnchecked,
} from '../diagnosis/prerequisiteFindings.ts';
import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import type { Finding } from '../model/finding.ts';
import type { IdNamespace } from '../model/idNamespace.ts';
import { t } from '../text.ts';
import type { JobContext, WritingJob } from './job.ts';
import { entryOf } from './newEntries.ts';
import { result } from './result.ts';

const input = z.object({
  role_name: z.optional(z.string()),
  id_namespace_name: z.optional(z.string()),
  table_prefix: z.optional(z.string()),
});
type Input = z.infer<typeof input>;

/** Makes the configuration file from what the account has. Never replaces one. */
export const initialiseConfiguration: WritingJob<typeof input> = {
  kind: 'writing',
  id: 'init-config',
  input,
  permission: 'configure',

  async plan(context, request) {
    const {
      service: { connection },
      configuration: store,
    } = context;
    if (store === undefined) throw new CleanRoomError('invalid_input', t('There is no place for a configuration file.'));
    // A broken file is an error of its own here and is never replaced.
    if ((await store.read()) !== undefined) {
      throw new CleanRoomError('configuration_conflict', t('{0} exists already and was left as it is.', store.file), {
        remedy: t('Add single collaborations with: cleanrooms add --membership-id <id>.'),
      });
    }
    const { text, findings } = await newConfigurationText(context, request);
    const files = [{ path: store.file, change: 'create' as const, note: t('the new configuration'), content: text }];
    const done = { ...result({ collaborations: [], findings, invitations: [] }), ok: true, files };
    return {
      plan: { connection, tables: [], collaborations: [], findings },
      files,
      preview: done,
      async carryOut() {
        await store.create(text);
        return done;
      },
    };
  },
};

/** The text of a new file: Region, role and ID namespace if they exist, every ACTIVE membership, the creators now known. */
export async function newConfigurationText(
  { service, signal }: JobContext,
  { role_name, id_namespace_name, table_prefix }: Input,
): Promise<{ text: string; findings: Finding[] }> {
  const { connection } = service;
  const findings: Finding[] = [];
  const memberships = (await service.memberships?.active(signal)) ?? [];
  const role = await existingRole(service, role_name ?? builtInDefaults.roleName, findings, signal);
  const namespace = await existingIdNamespace(service, id_namespace_name, findings, signal);
  const creators = [...new Set(memberships.map(({ creatorAccountId }) => creatorAccountId))]
    .filter((creator) => creator !== connection.accountId)
    .sort();
  if (creators.length === 0) findings.push(noKnownCreators(connection));
  const collaborations: CollaborationEntry[] = memberships.map((membership) => entryOf(membership, connection, undefined));
  const configuration = {
    defaults: {
      region: connection.region,
      role_name: role,
      id_namespace_name: namespace?.name ?? null,
      id_namespace_arn: namespace?.arn ?? null,
      table_prefix: table_prefix ?? builtInDefaults.tablePrefix,
      exclude_tables: builtInDefaults.excludeTables,
      association_name: builtInDefaults.associationName,
    },
    // Without a known creator the key is left out: an empty list would trust nobody.
    ...(creators.length === 0 ? {} : { trusted_creators: creators }),
    collaborations,
    pending_invitations: [],
  };
  return { text: `${JSON.stringify(configuration, null, 2)}\n`, findings };
}

async function existingRole(
  { connection, prerequisites }: JobContext['service'],
  name: string,
  findings: Finding[],
  signal?: AbortSignal,
): Promise<string | null> {
  try {
    const role = await prerequisites?.role(name, signal);
    if (role === undefined) {
      findings.push({ ...roleMissing(connection, name), severity: 'warning' });
      return null;
    }
    if (role.trustsService === false) findings.push({ ...roleNotTrusting(connection, role), severity: 'warning' });
    return role.name;
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code !== 'not_permitted') throw error;
    findings.push(roleUnchecked(connection, name, error));
    return name;
  }
}

/** The named one, else the usual one, else the only one there is. */
async function existingIdNamespace(
  { connection, idNamespaces }: JobContext['service'],
  wished: string | undefined,
  findings: Finding[],
  signal?: AbortSignal,
): Promise<IdNamespace | undefined> {
  const name = wished ?? builtInDefaults.idNamespaceName;
  let others: IdNamespace[] = [];
  try {
    const found = await idNamespaces?.find(name, signal);
    if (found !== undefined) return found;
    others = (await idNamespaces?.owned(signal)) ?? [];
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code !== 'not_permitted') throw error;
    findings.push(idNamespaceUnchecked(connection, name, error));
    return undefined;
  }
  if (wished === undefined && others.length === 1) return others[0];
  findings.push({
    ...idNamespaceMissing(
      connection,
      name,
      others.map(({ name }) => name),
    ),
    severity: 'warning',
  });
  return undefined;
}
