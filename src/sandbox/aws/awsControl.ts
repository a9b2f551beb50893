/** The control paths below `/_sandbox/aws/`: what people do in IAM, AWS Glue and Entity Resolution, and what the services do by themselves. */
import * as z from 'zod/mini';
import { checkedBody, ControlError } from '../controlError.ts';
import type { Json, JsonObject } from '../json.ts';
import { credentials, namespacePolicy, rolePermissions, roleTrust } from '../scenarios/accountSchema.ts';
import { addGlueTable, scenarioPolicy, trustRecords } from '../scenarios/buildAccount.ts';
import { notReadySchema } from '../scenarios/collaborationSchema.ts';
import type { AccountRecord, RoleRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** A control request: its path after `/_sandbox/aws/`, such as `accounts/111122223333`, and what came with it. */
export interface AwsControlRequest {
  method: string;
  path: string;
  /** The JSON body; {} where there was none, undefined where it was no JSON. */
  body: Json | undefined;
}

const accountChange = z.strictObject({ credentials: z.optional(credentials), deny: z.optional(z.array(z.string())) });
const roleChange = z.strictObject({
  trust: z.optional(roleTrust),
  permissions: z.optional(rolePermissions),
  deleted: z.optional(z.boolean()),
});
const tableChange = z.strictObject({ database: z.string(), name: z.string(), exists: z.boolean() });
const namespaceChange = z.strictObject({ policy: namespacePolicy });
const workflowChange = z.strictObject({
  /** What its jobs fail with from now on; null: they succeed. */
  fails_with: z.optional(z.nullable(z.string())),
  /** How the job that is under way ends, now. */
  job: z.optional(z.enum(['SUCCEEDED', 'FAILED'])),
});
const associationChange = z.strictObject({ not_ready: z.nullable(notReadySchema) });

/**
 * Carries out a control request, in the scenario's Region where one is needed.
 * @throws {ControlError} where there is no such thing, or the body does not fit
 */
export function controlAws(world: World, { method, path, body }: AwsControlRequest, now: number): JsonObject {
  const [kind = '', id = '', part = '', name = '', ...rest] = path.split('/');
  const noSuchPath = new ControlError(404, `There is no ${method} /_sandbox/aws/${path}.`);
  if (method !== 'POST' || rest.length > 0) throw noSuchPath;
  if (kind === 'associations' && part === '') return changeAssociation(world, id, checkedBody(associationChange, body));
  if (kind !== 'accounts') throw noSuchPath;
  const account = found([...world.accounts.values()], id, 'account');
  const entity = (type: string): string => `arn:aws:entityresolution:${world.settings.region}:${account.id}:${type}/${name}`;
  switch (part) {
    case '': {
      const { credentials: state, deny } = checkedBody(accountChange, body);
      Object.assign(account, { credentials: state ?? account.credentials, deny: deny ?? account.deny });
      return { account_id: account.id };
    }
    case 'roles':
      return changeRole(account, found(account.roles, name, 'role'), checkedBody(roleChange, body));
    case 'glue_tables':
      return changeGlueTable(world, account, checkedBody(tableChange, body), now);
    case 'id_namespaces': {
      const namespace = found([...world.idNamespaces.values()], entity('idnamespace'), 'ID namespace');
      namespace.policy = scenarioPolicy(namespace.arn, checkedBody(namespaceChange, body).policy);
      return { arn: namespace.arn };
    }
    case 'id_mapping_workflows': {
      const workflow = found([...world.idMappingWorkflows.values()], entity('idmappingworkflow'), 'ID mapping workflow');
      const { fails_with: failure, job: end } = checkedBody(workflowChange, body);
      if (failure !== undefined) workflow.failure = failure ?? undefined;
      const job = workflow.jobs.at(-1);
      if (end !== undefined && job !== undefined)
        Object.assign(job, { endTime: now, endStatus: end, error: job.error ?? workflow.failure });
      return { arn: workflow.arn };
    }
    default:
      throw noSuchPath;
  }
}

function changeRole(account: AccountRecord, role: RoleRecord, { trust, permissions, deleted }: z.infer<typeof roleChange>): JsonObject {
  if (trust !== undefined) role.trust = trustRecords(trust);
  if (permissions !== undefined) role.permissions = permissions;
  if (deleted === true) account.roles = account.roles.filter((each) => each !== role);
  return { arn: role.arn };
}

function changeGlueTable(world: World, account: AccountRecord, change: z.infer<typeof tableChange>, createTime: number): JsonObject {
  const { database, name, exists } = change;
  const { region } = world.settings;
  const id = `${account.id}/${region}/${database}/${name}`;
  if (!exists) world.glueTables.delete(id);
  else if (!world.glueTables.has(id)) addGlueTable(world, { accountId: account.id, region, database, name, columns: [], createTime });
  return { exists };
}

/** By id, or by its name where that is the only one. */
function changeAssociation(world: World, id: string, change: z.infer<typeof associationChange>): JsonObject {
  const association = found(world.allAssociations(), id, 'association');
  association.notReady = change.not_ready?.reasons ?? null;
  return { id: association.id };
}

function found<T extends { id: string; name?: string }>(list: readonly T[], wanted: string, what: string): T {
  const one = list.find((each) => each.id === wanted) ?? list.find((each) => each.name === wanted);
  if (one === undefined) throw new ControlError(404, `There is no ${what} ${wanted}.`);
  return one;
}
