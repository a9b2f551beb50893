/** What the members of a collaboration see of an ID mapping table. */
import type { JsonObject } from '../../json.ts';
import { isPopulated } from '../../world/idMappingJobs.ts';
import type { CollaborationRecord, IdMappingTableRecord } from '../../world/records.ts';
import type { Context } from '../context.ts';
import { explain } from './readiness.ts';
import type { Schema } from './schema.ts';

/** Its analysis rules are of a kind that nobody configures, and not simulated. */
export function idMappingTableSchema(context: Context, collaboration: CollaborationRecord, table: IdMappingTableRecord): Schema {
  const summary = {
    name: table.name,
    type: 'ID_MAPPING_TABLE',
    creatorAccountId: context.world.memberships.get(table.membershipId)?.accountId,
    createTime: table.createTime,
    updateTime: table.updateTime,
    collaborationId: collaboration.id,
    collaborationArn: collaboration.arn,
    analysisRuleTypes: ['ID_MAPPING_TABLE'],
    resourceArn: table.arn,
  };
  return { type: 'ID_MAPPING_TABLE', summary, describe: () => ({ ...summary, ...details(context, table) }), rule: () => undefined };
}

function details({ world, now }: Context, table: IdMappingTableRecord): JsonObject {
  const reasons = isPopulated(world, table, now) ? [] : ['ID_MAPPING_TABLE_NOT_POPULATED'];
  return {
    columns: ['source_id', 'target_id'].map((name) => ({ name, type: 'string' })),
    partitionKeys: [],
    description: table.description ?? '',
    schemaStatusDetails: [
      {
        analysisType: 'DIRECT_ANALYSIS',
        status: reasons.length === 0 ? 'READY' : 'NOT_READY',
        reasons: reasons.map((code) => ({ code, message: explain(code) })),
        analysisRuleType: 'ID_MAPPING_TABLE',
      },
    ],
    schemaTypeProperties: { idMappingTable: { idMappingTableInputSource: table.inputSources, idMappingTableId: table.id } },
  };
}
