import assert from 'node:assert/strict';
import type { WriteRecord } from '../../../src/core/jobs/audit.ts';
import type { CleanRoomService, Written } from '../../../src/core/service.ts';
import type { JsonObject } from '../../../src/sandbox/json.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { at, listAt } from '../../conformance/model/client.ts';
import { startJoined, type Joined } from '../../conformance/model/joined.ts';
import { mapping, us, workflowArn } from '../../conformance/model/scenario.ts';
import { rejection } from '../support/jobs.ts';

describe('filling an ID mapping table', function () {
  this.timeout(15_000);
  let joined: Joined;
  let service: CleanRoomService;
  let records: WriteRecord[];
  afterEach(() => joined.sandbox.stop());

  const open = async (job?: JsonObject, top: JsonObject = {}): Promise<void> => {
    const table = { name: 'joined_ids', workflow: 'join', ...(job === undefined ? {} : { job }) };
    joined = await startJoined({ ...mapping({ tables: [table] }), top });
    service = await openAwsConnection({ endpoint: joined.sandbox.endpoint, sandboxAccountId: us, region: 'us-east-1' });
    records = [];
  };
  const populate = async (): Promise<Written<{ jobId: string }>> => {
    const { membershipIdentifier: membershipId } = joined;
    const [table = assert.fail('there is no table')] = (await service.inspection?.idMappingTables(membershipId)) ?? [];
    const { idMappingTables = assert.fail('it cannot fill any') } = service;
    return idMappingTables.populate({ membershipId, ...table }, { recorder: { record: (write) => void records.push(write) } });
  };
  const jobs = async (): Promise<JsonObject[]> =>
    listAt(await joined.client.call('ListIdMappingJobs', { workflowName: workflowArn }), 'jobs');
  const outcomes = (): string[] => records.map(({ operation, outcome }) => `${operation} ${outcome}`);

  it('starts one job, and leaves one record that names the table', async () => {
    await open();
    const { value, outcome, requestId } = await populate();
    const [job] = await jobs();
    assert.equal(value.jobId.replaceAll('-', ''), job?.['jobId']);
    assert.deepEqual(
      [outcome, records],
      [
        'created',
        [{ operation: 'PopulateIdMappingTable', subject: `joined_ids in ${joined.membershipIdentifier}`, requestId, outcome: 'created' }],
      ],
    );
  });

  it('starts another job where one has failed', async () => {
    await open({ status: 'FAILED', error: 'No.' });
    await populate();
    assert.deepEqual(
      (await jobs()).map((job) => job['status']),
      ['FAILED', 'SUCCEEDED'],
    );
  });

  it('finds the job, and starts no second one, where the connection broke after the work was done', async () => {
    await open();
    await joined.client.control('POST', 'faults', { operation: 'PopulateIdMappingTable', then: 'drop', count: 1 });
    const { value, outcome } = await populate();
    assert.deepEqual(
      [outcome, (await jobs()).map((job) => job['jobId']), outcomes()],
      ['created', [value.jobId], ['PopulateIdMappingTable created']],
    );
  });

  it('tries again where the connection broke before the work was done', async () => {
    await open({ status: 'SUCCEEDED' });
    await joined.client.control('POST', 'faults', { operation: 'PopulateIdMappingTable', then: 'drop_before', count: 1 });
    const { outcome } = await populate();
    assert.deepEqual([outcome, (await jobs()).length, outcomes()], ['created', 2, ['PopulateIdMappingTable created']]);
  });

  for (const status of ['RUNNING', 'QUEUED'] as const) {
    it(`starts none while a job of the workflow is ${status}, and says so`, async () => {
      await open({ status });
      const { code, message, remedy } = await rejection(populate());
      assert.deepEqual([code, records], ['invalid_state', []]);
      assert.match(message, new RegExp(`"joined_ids".*${status}`));
      assert.match(remedy ?? '', /Wait/);
      assert.equal(at(await joined.client.control('GET', 'calls'), 'calls', 'PopulateIdMappingTable'), undefined);
    });
  }

  it('starts none where it may not read the jobs, and names the action that it lacks', async () => {
    await open();
    await joined.client.control('POST', `aws/accounts/${us}`, { deny: ['entityresolution:ListIdMappingJobs'] });
    const { code, details } = await rejection(populate());
    assert.deepEqual([code, details.missingAction, records], ['not_permitted', 'entityresolution:ListIdMappingJobs', []]);
  });

  it('leaves a record of what the service refused', async () => {
    await open();
    await joined.client.control('POST', 'faults', { operation: 'PopulateIdMappingTable', error: 'AccessDeniedException' });
    assert.equal((await rejection(populate())).code, 'not_permitted');
    assert.deepEqual(outcomes(), ['PopulateIdMappingTable failed']);
  });

  it('cannot fill a table that is gone', async () => {
    await open();
    const { client, membershipIdentifier } = joined;
    const [table] = (await service.inspection?.idMappingTables(membershipIdentifier)) ?? [];
    await client.call('DeleteIdMappingTable', { membershipIdentifier, idMappingTableIdentifier: table?.id });
    const gone = service.idMappingTables?.populate(
      { membershipId: membershipIdentifier, id: table?.id ?? '', name: 'joined_ids' },
      { recorder: { record: (write) => void records.push(write) } },
    );
    assert.deepEqual([(await rejection(gone ?? Promise.resolve())).code, records], ['not_found', []]);
  });
});
