/** What the members of a collaboration see of each other's tables. */
import type { JsonObject } from '../../json.ts';
import type { CollaborationRecord, ConfiguredTableAssociationRecord, ConfiguredTableRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import { pageOf } from '../pages.ts';
import { Input } from '../input.ts';
import { policyNameOf, policyOf } from './analysisRulePolicy.ts';
import { notFound } from './errors.ts';
import { findJoinedCollaboration } from './find.ts';
import { explain, readinessOf } from './readiness.ts';

interface SchemaSource {
  collaboration: CollaborationRecord;
  association: ConfiguredTableAssociationRecord;
  table: ConfiguredTableRecord;
}

export const listSchemas: Handler = (context, input) => {
  const collaboration = findJoinedCollaboration(context, input.text('collaborationIdentifier'));
  const type = input.optionalText('schemaType');
  const { world, now } = context;
  const remaining = sourcesOf(context, collaboration, world.remainingAssociationsIn(collaboration.id, now));
  const all = type === undefined || type === 'TABLE' ? [...remaining.values()] : [];
  const page = pageOf(context, all, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, schemaSummaries: page.items.map(summary) };
};

export const getSchema: Handler = (context, input) => {
  const collaboration = findJoinedCollaboration(context, input.text('collaborationIdentifier'));
  const name = input.text('name');
  const source = sourcesOf(context, collaboration).get(name);
  if (source === undefined) throw notFound(name);
  return { schema: describe(context, source) };
};

export const batchGetSchema: Handler = (context, input) => {
  const sources = sourcesOf(context, findJoinedCollaboration(context, input.text('collaborationIdentifier')));
  const schemas: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const name of new Set(input.texts('names'))) {
    const source = sources.get(name);
    if (source === undefined) errors.push({ name, code: 'ResourceNotFoundException', message: `Schema ${name} does not exist.` });
    else schemas.push(describe(context, source));
  }
  return { schemas, errors };
};

export const getSchemaAnalysisRule: Handler = (context, input) => {
  const collaboration = findJoinedCollaboration(context, input.text('collaborationIdentifier'));
  const name = input.text('name');
  const source = sourcesOf(context, collaboration).get(name);
  const analysisRule = source === undefined ? undefined : schemaRule(source, input.text('type'));
  if (analysisRule === undefined) throw notFound(name);
  return { analysisRule };
};

export const batchGetSchemaAnalysisRule: Handler = (context, input) => {
  const sources = sourcesOf(context, findJoinedCollaboration(context, input.text('collaborationIdentifier')));
  const analysisRules: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const request of input.structures('schemaAnalysisRuleRequests')) {
    const name = request.text('name');
    const type = request.text('type');
    const source = sources.get(name);
    const rule = source === undefined ? undefined : schemaRule(source, type);
    if (rule === undefined)
      errors.push({ name, type, code: 'ResourceNotFoundException', message: `Schema ${name} has no ${type} analysis rule.` });
    else analysisRules.push(rule);
  }
  return { analysisRules, errors };
};

/** By name: names are unique in a collaboration. What a removed member brought is inaccessible (documentation of DeleteMember). */
function sourcesOf(
  { world, now }: Context,
  collaboration: CollaborationRecord,
  associations = world.associationsIn(collaboration.id),
): Map<string, SchemaSource> {
  const sources = new Map<string, SchemaSource>();
  const active = new Set(collaboration.members.filter((each) => each.status === 'ACTIVE').map((each) => each.membershipId));
  for (const association of associations) {
    if (!active.has(association.membershipId)) continue;
    const table = world.configuredTables.get(association.configuredTableId);
    if (table !== undefined && world.isVisible(association.createTime, now))
      sources.set(association.name, { collaboration, association, table });
  }
  return sources;
}

function summary({ collaboration, association, table }: SchemaSource): JsonObject {
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

function describe(context: Context, source: SchemaSource): JsonObject {
  const { association, table } = source;
  const details = readinessOf(context.world, association, context.now).map(({ analysisType, status, reasons }): JsonObject => ({
    analysisType,
    status,
    reasons: reasons.map((code) => ({ code, message: explain(code) })),
    analysisRuleType: table.analysisRule?.type,
  }));
  return {
    ...summary(source),
    columns: table.allowedColumns.map(({ name, type }) => ({ name, type })),
    partitionKeys: [],
    description: association.description ?? '',
    schemaStatusDetails: details,
    schemaTypeProperties: { configuredTableAssociation: { configuredTableAssociationId: association.id } },
  };
}

/** The table's policy, the collaboration's, and both in one. */
function schemaRule({ collaboration, association, table }: SchemaSource, type: string): JsonObject | undefined {
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
