/** What the members of a collaboration see of each other's tables. */
import type { JsonObject } from '../../json.ts';
import type { CollaborationRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import { pageOf } from '../pages.ts';
import { notFound } from './errors.ts';
import { findJoinedCollaboration } from './find.ts';
import { idMappingTableSchema } from './idMappingTableSchema.ts';
import type { Schema } from './schema.ts';
import { tableSchema } from './tableSchema.ts';

export const listSchemas: Handler = (context, input) => {
  const collaboration = findJoinedCollaboration(context, input.text('collaborationIdentifier'));
  const type = input.optionalText('schemaType');
  const { world, now } = context;
  const remaining = schemasOf(context, collaboration, world.remainingAssociationsIn(collaboration.id, now));
  const all = [...remaining.values()].filter((each) => type === undefined || type === each.type);
  const page = pageOf(context, all, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, schemaSummaries: page.items.map((each) => each.summary) };
};

export const getSchema: Handler = (context, input) => {
  const collaboration = findJoinedCollaboration(context, input.text('collaborationIdentifier'));
  const name = input.text('name');
  const schema = schemasOf(context, collaboration).get(name);
  if (schema === undefined) throw notFound(name);
  return { schema: schema.describe() };
};

export const batchGetSchema: Handler = (context, input) => {
  const found = schemasOf(context, findJoinedCollaboration(context, input.text('collaborationIdentifier')));
  const schemas: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const name of new Set(input.texts('names'))) {
    const schema = found.get(name);
    if (schema === undefined) errors.push({ name, code: 'ResourceNotFoundException', message: `Schema ${name} does not exist.` });
    else schemas.push(schema.describe());
  }
  return { schemas, errors };
};

export const getSchemaAnalysisRule: Handler = (context, input) => {
  const collaboration = findJoinedCollaboration(context, input.text('collaborationIdentifier'));
  const name = input.text('name');
  const analysisRule = schemasOf(context, collaboration).get(name)?.rule(input.text('type'));
  if (analysisRule === undefined) throw notFound(name);
  return { analysisRule };
};

export const batchGetSchemaAnalysisRule: Handler = (context, input) => {
  const found = schemasOf(context, findJoinedCollaboration(context, input.text('collaborationIdentifier')));
  const analysisRules: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const request of input.structures('schemaAnalysisRuleRequests')) {
    const name = request.text('name');
    const type = request.text('type');
    const rule = found.get(name)?.rule(type);
    if (rule === undefined)
      errors.push({ name, type, code: 'ResourceNotFoundException', message: `Schema ${name} has no ${type} analysis rule.` });
    else analysisRules.push(rule);
  }
  return { analysisRules, errors };
};

/** By name: names are unique in a collaboration. What a removed member brought is inaccessible (documentation of DeleteMember). */
function schemasOf(
  context: Context,
  collaboration: CollaborationRecord,
  associations = context.world.associationsIn(collaboration.id),
): Map<string, Schema> {
  const { world, now } = context;
  const active = new Set(collaboration.members.filter((each) => each.status === 'ACTIVE').map((each) => each.membershipId));
  const isSeen = (each: { membershipId: string; createTime: number }): boolean =>
    active.has(each.membershipId) && world.isVisible(each.createTime, now);
  const schemas = new Map<string, Schema>();
  for (const association of associations.filter(isSeen)) {
    const table = world.configuredTables.get(association.configuredTableId);
    if (table !== undefined) schemas.set(association.name, tableSchema(context, { collaboration, association, table }));
  }
  for (const table of world.idMappingTablesIn(collaboration.id).filter(isSeen))
    schemas.set(table.name, idMappingTableSchema(context, collaboration, table));
  return schemas;
}
