import * as z from 'zod/mini';
import { populateJobId } from '../diagnosis/idFindings.ts';
import { CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import { describeConnection } from '../model/connection.ts';
import { intendSteps } from '../partners/runSteps.ts';
import { t } from '../text.ts';
import { uuid } from './input.ts';
import type { PartnerJob } from './job.ts';

const input = z.object({ membership_id: uuid, id_mapping_table_id: uuid });

/** Starts the ID mapping job that fills an ID mapping table. It takes its time, and Entity Resolution charges for it. */
export const populateIdMappingTable: PartnerJob<typeof input> = {
  kind: 'writing',
  id: populateJobId,
  input,
  permission: 'associate',

  async plan({ service, signal }, { membership_id: membershipId, id_mapping_table_id: id }) {
    const { connection, inspection, idMappingTables } = service;
    const tables = (await inspection?.idMappingTables(membershipId, signal)) ?? [];
    const table = tables.find((each) => each.id === id);
    if (table === undefined || idMappingTables === undefined)
      throw new CleanRoomError(
        'not_found',
        t('{0} has no ID mapping table {1} in the membership {2}.', describeConnection(connection), id, membershipId),
        { remedy: tables.length === 0 ? t('There are none.') : t('There are: {0}.', tables.map(nameWithId).join(', ')) },
      );
    return intendSteps({
      connection,
      headline: t('populate the ID mapping table "{0}"', table.name),
      steps: [
        {
          key: `populate|${id}`,
          action: 'populate_id_mapping_table',
          subject: { kind: 'id_mapping_table', name: table.name, id, roomId: membershipId },
          sentence: t('Populate the ID mapping table "{0}"', table.name),
          reason: t('Its workflow {0} starts an ID mapping job, which AWS Entity Resolution charges for.', table.workflowArn),
          takesAway: false,
          async carryOut(options) {
            const { value, requestId } = await idMappingTables.populate({ membershipId, id, name: table.name }, options);
            return { outcome: 'done', detail: t('The ID mapping job {0} has begun.', value.jobId), requestId, id };
          },
        },
      ],
      leftOut: [],
      warnings: [],
      findings: [],
    });
  },
};

function nameWithId({ name, id }: { name: string; id: string }): string {
  return `${foreignText(name)} (${id})`;
}
