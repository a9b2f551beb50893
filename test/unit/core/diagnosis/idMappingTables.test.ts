import assert from 'node:assert/strict';
import { mappingTableFinding } from '../../../../src/core/diagnosis/idFindings.ts';
import type { IdMappingJob } from '../../../../src/core/inspectionService.ts';
import { connection, id } from '../../builders.ts';

const collaboration = {
  collaborationId: id('collaboration', 1),
  membershipId: id('membership', 1),
  name: 'Reach',
  creatorAccountId: '222233334444',
  creatorDisplayName: 'Northwind',
};
const table = { id: 't1', name: 'acx_to_amc', workflowArn: 'arn:aws:entityresolution:us-east-1:111122223333:idmappingworkflow/acx' };
const job = (changes: Partial<IdMappingJob>): IdMappingJob => ({
  id: 'j1',
  status: 'SUCCEEDED',
  startedAt: '2026-10-02T03:00:00Z',
  ...changes,
});

describe('an ID mapping table without rows', () => {
  const cases: [story: string, last: IdMappingJob | undefined, finding: string, shown: RegExp][] = [
    ['no job has run', undefined, 'id_mapping_table.not_populated', /has no job that ran/],
    ['the last job filled another table', job({}), 'id_mapping_table.not_populated', /j1 of 2026-10-02T03:00:00Z\) is SUCCEEDED/],
    ['a job is under way', job({ status: 'RUNNING' }), 'id_mapping_table.job_running', /is RUNNING since/],
    ['a job waits', job({ status: 'QUEUED' }), 'id_mapping_table.job_running', /is QUEUED since/],
    ['the last job failed', job({ status: 'FAILED', error: 'No rule.' }), 'id_mapping_table.job_failed', /is FAILED: No rule\./],
    ['the last job failed without a word', job({ status: 'FAILED' }), 'id_mapping_table.job_failed', /the service does not say why/],
  ];
  for (const [story, last, findingId, shown] of cases)
    it(`is told by the last job of its workflow: ${story}`, () => {
      const { id: found, evidence } = mappingTableFinding(connection, collaboration, table, last);
      assert.equal(found, findingId);
      assert.match(evidence.join('\n'), shown);
    });
});
