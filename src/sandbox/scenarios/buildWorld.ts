/** From a scenario to the world in which the sandbox starts. */
import { buildLiveRampWorld } from '../liveramp/scenario/buildLiveRampWorld.ts';
import type { AccountRecord, ColumnRecord, TrustRecord } from '../world/records.ts';
import type { Settings } from '../world/settings.ts';
import { World } from '../world/world.ts';
import { addCollaboration } from './buildCollaboration.ts';
import { repeated } from './repeat.ts';
import type { Scenario, ScenarioAccount, ScenarioTable } from './scenarioSchema.ts';
import { ScenarioError } from './scenarioError.ts';
import { tableRulePolicy } from './tableRulePolicy.ts';

/** When everything was made that names no time: long before any test. */
const longAgo = Date.parse('2025-11-01T08:00:00Z');

/**
 * @param now milliseconds since 1970; young roles and `…_days_ago` count from here
 * @param rate requests per second of every operation, instead of what the scenario says
 * @throws {ScenarioError} where the scenario refers to something that it does not define
 */
export function buildWorld(name: string, scenario: Scenario, now: number, rate?: number): World {
  const settings: Settings = {
    region: scenario.region,
    consistencyDelayMs: scenario.consistency_delay_ms,
    youngParentsRefuseChildren: scenario.young_parents_refuse_children,
    deletesLingerMs: scenario.deletes_linger_ms,
    readyDelayMs: scenario.ready_delay_ms,
    iamSynchronizationMs: scenario.iam_synchronization_ms,
    oneAssociationPerTable: scenario.one_association_per_table,
    shortPages: scenario.short_pages,
    omitAnalysisRuleTypes: scenario.omit_analysis_rule_types,
    quotas: scenario.quotas,
    rate: rate ?? scenario.rate ?? null,
    rates: rate === undefined ? scenario.rates : {},
  };
  const world = new World(name, settings, buildLiveRampWorld(name, scenario.liveramp, now));
  scenario.accounts.forEach((account, index) => {
    if (world.accounts.has(account.id))
      throw new ScenarioError(`The scenario ${name} is wrong at accounts[${String(index)}].id: ${account.id} is there twice.`);
    addAccount(world, account, now, `accounts[${String(index)}]`);
  });
  scenario.collaborations.forEach((entry, index) => {
    repeated(entry).forEach((collaboration, position) => {
      addCollaboration(world, collaboration, position, now, `collaborations[${String(index)}]`);
    });
  });
  return world;
}

function addAccount(world: World, account: ScenarioAccount, now: number, place: string): void {
  const record: AccountRecord = { id: account.id, displayName: account.display_name, deny: account.deny, roles: [] };
  world.accounts.set(account.id, record);
  for (const role of account.roles) {
    record.roles.push({
      id: `AROA${world.nextId().replaceAll('-', '').slice(0, 17).toUpperCase()}`,
      arn: `arn:aws:iam::${account.id}:role${role.path}${role.name}`,
      name: role.name,
      path: role.path,
      trust: role.trust.map((each): TrustRecord =>
        typeof each === 'string'
          ? { principal: each }
          : { principal: each.principal, sourceArn: each.source_arn, externalId: each.external_id },
      ),
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
      createTime: longAgo,
    });
  }
  account.configured_tables.forEach((entry, index) => {
    for (const table of repeated(entry)) addConfiguredTable(world, account.id, table, `${place}.configured_tables[${String(index)}]`);
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
  if (table.glue_table_exists) {
    const glueId = `${accountId}/${region}/${table.database}/${glueTable}`;
    world.glueTables.set(glueId, {
      id: glueId,
      accountId,
      region,
      database: table.database,
      name: glueTable,
      columns,
      createTime: longAgo,
    });
  }
}
