/** What the members of a collaboration see of a table association. */
import type { JsonObject } from '../../json.ts';
import type { CollaborationRecord, ConfiguredTableAssociationRecord, ConfiguredTableRecord } from '../../world/records.ts';
import type { Context } from '../context.ts';
import { Input } from '../input.ts';
import { policyNameOf, policyOf } from './analysisRulePolicy.ts';
import { explain, readinessOf } from './readiness.ts';
import type { Schema } from './schema.ts';

interface AssociatedTable {
  collaboration: CollaborationRecord;
  association: ConfiguredTableAssociationRecord;
  table: ConfiguredTableRecord;
}

export function tableSchema(context: Context, associated: AssociatedTable): Schema {
  const summary = summarize(associated);
  return {
    type: 'TABLE',
    summary,
    describe: () => ({ ...summary, ...details(context, associated) }),
    rule: (type) => schemaRule(associated, type),
  };
}

function summarize({ collaboration, association, table }: AssociatedTable): JsonObject {
  return {
    name: association.name,
    type: 'TABLE',
    creatorAccountId: table.accountId,
    createTime: association.createTime,
    updateTime: association.updateTime,
    collaborationId: collaboration.id,
    collaborationArn: collaboration.arn,
    analysisRuleTypes: table.analysisRule === null ? [] : [table.analysisRule.type],
    analysisMethod: table.analysisMethod,
    resourceArn: `arn:aws:cleanrooms:${table.region}:${table.accountId}:membership/${association.membershipId}/configuredtableassociation/${association.id}`,
    selectedAnalysisMethods: table.selectedAnalysisMethods,
  };
}

function details(context: Context, { association, table }: AssociatedTable): JsonObject {
  const status = readinessOf(context.world, association, context.now).map(({ analysisType, status: state, reasons }): JsonObject => ({
    analysisType,
    status: state,
    reasons: reasons.map((code) => ({ code, message: explain(code) })),
    analysisRuleType: table.analysisRule?.type,
  }));
  return {
    columns: table.allowedColumns.map(({ name, type }) => ({ name, type })),
    partitionKeys: [],
    description: association.description ?? '',
    schemaStatusDetails: status,
    schemaTypeProperties: { configuredTableAssociation: { configuredTableAssociationId: association.id } },
  };
}

/** The table's policy, the collaboration's, and both in one. */
function schemaRule({ collaboration, association, table }: AssociatedTable, type: string): JsonObject | undefined {
  const tableRule = table.analysisRule;
  if (tableRule?.type !== type) return undefined;
  const rule = association.analysisRule;
  const matching = rule?.type === tableRule.type ? policyOf(rule) : new Input({});
  const consolidated = { ...policyOf(tableRule).values, ...matching.values };
  return {
    collaborationId: collaboration.id,
    type,
    name: association.name,
    createTime: tableRule.createTime,
    updateTime: tableRule.updateTime,
    policy: tableRule.policy,
    collaborationPolicy: rule?.policy,
    consolidatedPolicy: { v1: { [policyNameOf(tableRule.type)]: consolidated } },
  };
}
