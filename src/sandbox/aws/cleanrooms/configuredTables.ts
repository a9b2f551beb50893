import type { JsonObject } from '../../json.ts';
import type { ConfiguredTableRecord } from '../../world/records.ts';
import type { Handler } from '../context.ts';
import { pageOf } from '../pages.ts';
import { quotaNames } from '../quotaTable.ts';
import { saveTags } from '../tags.ts';
import { conflict, notFound, quotaExceeded } from './errors.ts';
import { findConfiguredTable, requireVisible } from './find.ts';

export const createConfiguredTable: Handler = (context, input) => {
  const { world, caller, now } = context;
  const mine = world.configuredTablesOf(caller.account.id, caller.region);
  const limit = world.settings.quotas.configured_tables_per_account;
  if (mine.length >= limit) throw quotaExceeded(quotaNames.configured_tables_per_account, limit);
  const name = input.text('name');
  const same = mine.find((each) => each.name === name);
  if (same !== undefined) throw conflict('ALREADY_EXISTS', `A configured table named ${name} exists already.`, same.id, 'CONFIGURED_TABLE');
  const id = world.nextId();
  const table: ConfiguredTableRecord = {
    id,
    arn: `arn:aws:cleanrooms:${caller.region}:${caller.account.id}:configuredtable/${id}`,
    accountId: caller.account.id,
    region: caller.region,
    name,
    description: input.optionalText('description'),
    tableReference: input.structure('tableReference').values,
    allowedColumns: input.texts('allowedColumns').map((column) => ({ name: column, type: 'string' })),
    analysisMethod: input.text('analysisMethod'),
    selectedAnalysisMethods: input.has('selectedAnalysisMethods') ? input.texts('selectedAnalysisMethods') : undefined,
    analysisRule: null,
    createTime: now,
    updateTime: now,
  };
  world.configuredTables.set(id, table);
  saveTags(world, table.arn, input);
  return { configuredTable: describe(table) };
};

export const getConfiguredTable: Handler = (context, input) => {
  const id = input.text('configuredTableIdentifier');
  const table = findConfiguredTable(context, id);
  requireVisible(context, table.createTime, notFound(id, 'CONFIGURED_TABLE'));
  return { configuredTable: describe(table) };
};

export const listConfiguredTables: Handler = (context, input) => {
  const { world, caller, now } = context;
  const mine = world.configuredTablesOf(caller.account.id, caller.region).filter((each) => world.isVisible(each.createTime, now));
  const page = pageOf(context, mine, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, configuredTableSummaries: page.items.map(summary) };
};

function summary(table: ConfiguredTableRecord): JsonObject {
  const { id, arn, name, createTime, updateTime, analysisMethod, selectedAnalysisMethods } = table;
  return {
    id,
    arn,
    name,
    createTime,
    updateTime,
    analysisRuleTypes: table.analysisRule === null ? [] : [table.analysisRule.type],
    analysisMethod,
    selectedAnalysisMethods,
  };
}

function describe(table: ConfiguredTableRecord): JsonObject {
  const { description, tableReference } = table;
  return { ...summary(table), description, tableReference, allowedColumns: table.allowedColumns.map((each) => each.name) };
}
