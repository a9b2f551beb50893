/** What an account of a scenario has before any collaboration. */
import { policyFor } from '../aws/resourcePolicy.ts';
import type { AccountRecord, ColumnRecord, GlueTableRecord, ResourcePolicyRecord, TrustRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { ScenarioAccount, ScenarioRole, ScenarioTable } from './accountSchema.ts';
import { repeated } from './repeat.ts';
import { ScenarioError } from './scenarioError.ts';
import { tableRulePolicy } from './tableRulePolicy.ts';

/** When everything was made that names no time: long before any test. */
const longAgo = Date.parse('2025-11-01T08:00:00Z');

/**
 * Adds an account with its roles, ID namespaces, workflows and tables.
 * @param now milliseconds since 1970; young roles count from here
 * @param place for errors
 */
export function addAccount(world: World, account: ScenarioAccount, now: number, place: string): void {
  const { id, display_name: displayName, credentials, deny } = account;
  const record: AccountRecord = { id, displayName, credentials, deny, roles: [] };
  world.accounts.set(account.id, record);
  for (const role of account.roles) {
    record.roles.push({
      id: `AROA${world.nextId().replaceAll('-', '').slice(0, 17).toUpperCase()}`,
      arn: `arn:aws:iam::${account.id}:role${role.path}${role.name}`,
      name: role.name,
      path: role.path,
      trust: trustRecords(role.trust),
      permissions: role.permissions,
      createTime: role.age_ms === undefined ? longAgo : now - role.age_ms,
    });
  }
  for (const namespace of account.id_namespaces) {
    const region = namespace.region ?? world.settings.region;
    const arn = `arn:aws:entityresolution:${region}:${account.id}:idnamespace/${namespace.name}`;
    world.idNamespaces.set(arn, {
      id: arn,
      arn,
      accountId: account.id,
      region,
      name: namespace.name,
      type: namespace.type,
      description: namespace.description,
      policy: null,
      createTime: longAgo,
    });
  }
  for (const workflow of account.id_mapping_workflows) addIdMappingWorkflow(world, account.id, workflow);
  account.configured_tables.forEach((entry, index) => {
    for (const table of repeated(entry)) addConfiguredTable(world, account.id, table, `${place}.configured_tables[${String(index)}]`);
  });
}

/** What holds whatever the memberships have used and made: roles that are deleted by now, and policies that are said outright. */
export function finishAccount(world: World, { id, roles, id_namespaces: namespaces }: ScenarioAccount): void {
  const deleted = new Set(roles.filter((each) => each.deleted).map(({ name }) => name));
  const account = world.accounts.get(id);
  if (account !== undefined) account.roles = account.roles.filter(({ name }) => !deleted.has(name));
  for (const { name, policy } of namespaces) {
    if (policy === undefined) continue;
    for (const namespace of world.idNamespaces.values())
      if (namespace.accountId === id && namespace.name === name) namespace.policy = scenarioPolicy(namespace.arn, policy);
  }
}

/** As control calls can set them, too. */
export function trustRecords(trust: ScenarioRole['trust']): TrustRecord[] {
  return trust.map((each) =>
    typeof each === 'string'
      ? { principal: each }
      : { principal: each.principal, sourceArn: each.source_arn, externalId: each.external_id },
  );
}

/** The resource policy of an ID namespace that says so to Clean Rooms. */
export function scenarioPolicy(arn: string, policy: 'allows' | 'refuses' | 'none'): ResourcePolicyRecord | null {
  return policy === 'none' ? null : policyFor(arn, policy === 'allows' ? 'cleanrooms' : 'another account');
}

function addIdMappingWorkflow(world: World, accountId: string, entry: ScenarioAccount['id_mapping_workflows'][number]): void {
  const region = entry.region ?? world.settings.region;
  const arn = `arn:aws:entityresolution:${region}:${accountId}:idmappingworkflow/${entry.name}`;
  const namespaceArn = (name: string): string => {
    const [own = '', others] = name.split('/');
    return `arn:aws:entityresolution:${region}:${others === undefined ? accountId : own}:idnamespace/${others ?? own}`;
  };
  world.idMappingWorkflows.set(arn, {
    id: arn,
    arn,
    accountId,
    region,
    name: entry.name,
    description: entry.description,
    source: namespaceArn(entry.source),
    target: namespaceArn(entry.target),
    failure: entry.fails_with,
    jobs: [],
    createTime: longAgo,
  });
}

function addConfiguredTable(world: World, accountId: string, table: ScenarioTable, place: string): void {
  if (table.name === undefined)
    throw new ScenarioError(`The scenario ${world.scenario} is wrong at ${place}: it has neither name nor repeat.`);
  const region = table.region ?? world.settings.region;
  const id = world.nextId();
  const columns = table.columns.map((each): ColumnRecord => (typeof each === 'string' ? { name: each, type: 'string' } : each));
  const glueTable = table.glue_table ?? table.name;
  const rule = table.analysis_rule;
  const arn = `arn:aws:cleanrooms:${region}:${accountId}:configuredtable/${id}`;
  if (table.tags !== undefined) world.tags.set(arn, { id: arn, tags: table.tags });
  world.configuredTables.set(id, {
    id,
    arn,
    accountId,
    region,
    name: table.name,
    description: table.description,
    tableReference: { glue: { databaseName: table.database, tableName: glueTable } },
    allowedColumns: columns,
    analysisMethod: table.analysis_method,
    analysisRule:
      rule === null
        ? null
        : {
            type: rule.type,
            policy: tableRulePolicy(
              rule,
              columns.map((each) => each.name),
            ),
            createTime: longAgo,
            updateTime: longAgo,
          },
    createTime: longAgo,
    updateTime: longAgo,
  });
  if (table.glue_table_exists)
    addGlueTable(world, { accountId, region, database: table.database, name: glueTable, columns, createTime: longAgo });
}

/** Puts a table into a catalogue; one of its name goes. */
export function addGlueTable(world: World, table: Omit<GlueTableRecord, 'id'>): void {
  const id = `${table.accountId}/${table.region}/${table.database}/${table.name}`;
  world.glueTables.set(id, { id, ...table });
}
