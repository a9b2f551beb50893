import type { JsonObject } from '../../json.ts';
import type { AnalysisRuleRecord, AnalysisRuleType, ConfiguredTableRecord } from '../../world/records.ts';
import type { Handler } from '../context.ts';
import type { Input } from '../input.ts';
import { requestedPolicy, ruleTypeOf } from './analysisRulePolicy.ts';
import { conflict, invalidConfiguration, notFound } from './errors.ts';
import { findConfiguredTable, requireVisible } from './find.ts';

/** A table has one analysis rule. */
export const createConfiguredTableAnalysisRule: Handler = (context, input) => {
  const table = findConfiguredTable(context, input.text('configuredTableIdentifier'));
  if (table.analysisRule !== null)
    throw conflict(
      'ALREADY_EXISTS',
      `The configured table has a ${table.analysisRule.type} analysis rule already.`,
      table.id,
      'CONFIGURED_TABLE',
    );
  const type = ruleTypeOf(input);
  const rule = { type, policy: checkedPolicy(input, type, table), createTime: context.now, updateTime: context.now };
  table.analysisRule = rule;
  table.updateTime = context.now;
  return { analysisRule: describe(table, rule) };
};

export const getConfiguredTableAnalysisRule: Handler = (context, input) => {
  const { table, rule } = find(findConfiguredTable(context, input.text('configuredTableIdentifier')), ruleTypeOf(input));
  requireVisible(context, rule.createTime, notFound(table.id, 'CONFIGURED_TABLE'));
  return { analysisRule: describe(table, rule) };
};

export const updateConfiguredTableAnalysisRule: Handler = (context, input) => {
  const { table, rule } = find(findConfiguredTable(context, input.text('configuredTableIdentifier')), ruleTypeOf(input));
  rule.policy = checkedPolicy(input, rule.type, table);
  rule.updateTime = context.now;
  return { analysisRule: describe(table, rule) };
};

function find(table: ConfiguredTableRecord, type: AnalysisRuleType): { table: ConfiguredTableRecord; rule: AnalysisRuleRecord } {
  const rule = table.analysisRule;
  if (rule?.type !== type) throw notFound(table.id, 'CONFIGURED_TABLE');
  return { table, rule };
}

function checkedPolicy(input: Input, type: AnalysisRuleType, table: ConfiguredTableRecord): JsonObject {
  const { whole, part } = requestedPolicy(input, type);
  // The model's documentation: providers are required where ANY_QUERY is allowed. An empty list is accepted and not ready.
  if (type === 'CUSTOM' && part.texts('allowedAnalyses').includes('ANY_QUERY') && !part.has('allowedAnalysisProviders')) {
    throw invalidConfiguration(
      'analysisRulePolicy.v1.custom.allowedAnalysisProviders',
      'is required where allowedAnalyses holds ANY_QUERY',
    );
  }
  const columns = new Set(table.allowedColumns.map((each) => each.name));
  const named = [
    ...['joinColumns', 'listColumns', 'dimensionColumns', 'disallowedOutputColumns'].flatMap((name) => part.texts(name)),
    ...part.structures('aggregateColumns').flatMap((each) => each.texts('columnNames')),
    ...part.structures('outputConstraints').map((each) => each.text('columnName')),
    ...(part.optionalStructure('differentialPrivacy')?.structures('columns') ?? []).map((each) => each.text('name')),
  ];
  const unknown = named.find((each) => !columns.has(each));
  if (unknown !== undefined) throw invalidConfiguration('analysisRulePolicy', `${unknown} is not among the table's allowed columns.`);
  return whole;
}

function describe(table: ConfiguredTableRecord, rule: AnalysisRuleRecord): JsonObject {
  const { type, policy, createTime, updateTime } = rule;
  return { configuredTableId: table.id, configuredTableArn: table.arn, policy, type, createTime, updateTime };
}
