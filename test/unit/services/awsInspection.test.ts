import assert from 'node:assert/strict';
import type { CleanRoomError } from '../../../src/core/errors.ts';
import type { Inspection, TableSource } from '../../../src/core/inspectionService.ts';
import type { JsonObject } from '../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { Client, listAt, textAt } from '../../conformance/model/client.ts';
import { mapping, namespaceArn, roleArn, smallScenario, startScenario, us, workflowArn } from '../../conformance/model/scenario.ts';
import { rejection } from '../support/jobs.ts';

type Changes = Parameters<typeof smallScenario>[0];

describe('what a diagnosis asks of AWS', function () {
  this.timeout(15_000);
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const open = async (changes: Changes = {}): Promise<{ inspection: Inspection; client: Client }> => {
    const sandbox = await startScenario(smallScenario({ ours: { membership: {} }, ...changes }));
    running.push(sandbox);
    const service = await openAwsConnection({ endpoint: sandbox.endpoint, sandboxAccountId: us, region: 'us-east-1' });
    return { inspection: service.inspection ?? assert.fail('it cannot be inspected'), client: new Client(sandbox.endpoint) };
  };
  const associated = { configured_table_associations: [{ table: 'one' }] };

  const parts: [string, JsonObject][] = [
    ['INVITED', {}],
    ['ACTIVE', { membership: {} }],
    ['LEFT', { status: 'LEFT' }],
    ['REMOVED', { membership: {}, status: 'REMOVED' }],
  ];
  for (const [status, ours] of parts) {
    it(`sees a collaboration in which the account is ${status}`, async () => {
      const { inspection } = await open({ ours });
      assert.deepEqual(
        (await inspection.collaborations()).map(({ name, memberStatus, creatorDisplayName }) => [name, memberStatus, creatorDisplayName]),
        [['Joint', status, 'Partner']],
      );
    });
  }

  for (const [status, changes] of [
    ['REMOVED', { ours: { membership: {}, status: 'REMOVED' } }],
    ['COLLABORATION_DELETED', { joint: { deleted: true } }],
  ] as const) {
    it(`sees a membership that is ${status}`, async () => {
      const { inspection } = await open(changes);
      const ended = await inspection.endedMemberships();
      assert.deepEqual(
        ended.map((each) => [each.collaborationName, each.status]),
        [['Joint', status]],
      );
    });
  }

  it('does not count an active membership among those that have ended', async () => {
    assert.deepEqual(await (await open()).inspection.endedMemberships(), []);
  });

  it('sees the role with which a table is read', async () => {
    const { inspection, client } = await open({ ours: { membership: associated } });
    const membershipId = textAt(await client.call('ListMemberships'), 'membershipSummaries', 0, 'id');
    const [one] = listAt(
      await client.call('ListConfiguredTableAssociations', { membershipIdentifier: membershipId }),
      'configuredTableAssociationSummaries',
    );
    assert.equal(await inspection.associationRole(membershipId, textAt(one, 'id')), roleArn);
  });

  const sources: [string, JsonObject, TableSource][] = [
    ['AWS Glue', { glue: { databaseName: 'sales', tableName: 'orders' } }, { kind: 'glue', database: 'sales', table: 'orders' }],
    [
      'AWS Glue in another Region',
      { glue: { databaseName: 'sales', tableName: 'orders', region: 'eu-west-1' } },
      { kind: 'glue', database: 'sales', table: 'orders', region: 'eu-west-1' },
    ],
    [
      'Amazon Athena',
      { athena: { databaseName: 'sales', tableName: 'orders', workGroup: 'primary' } },
      { kind: 'athena', name: 'sales.orders' },
    ],
    [
      'Snowflake',
      {
        snowflake: {
          secretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:a',
          accountIdentifier: 'acme',
          databaseName: 'sales',
          schemaName: 'public',
          tableName: 'orders',
          tableSchema: { v1: [{ columnName: 'id', columnType: 'NUMBER' }] },
        },
      },
      { kind: 'snowflake', name: 'sales.public.orders' },
    ],
  ];
  for (const [story, tableReference, expected] of sources) {
    it(`sees that the rows of a table are in ${story}`, async () => {
      const { inspection, client } = await open();
      const made = await client.call('CreateConfiguredTable', {
        name: 'orders',
        allowedColumns: ['id'],
        analysisMethod: 'DIRECT_QUERY',
        tableReference,
      });
      assert.deepEqual(await inspection.tableSource(textAt(made, 'configuredTable', 'id')), expected);
    });
  }

  it('sees where the rows of a table of AWS Glue are, and what it is called', async () => {
    const { inspection } = await open();
    assert.deepEqual(await inspection.glueTable({ kind: 'glue', database: 'sandbox', table: 'one' }), {
      arn: `arn:aws:glue:us-east-1:${us}:table/sandbox/one`,
      databaseArn: `arn:aws:glue:us-east-1:${us}:database/sandbox`,
      catalogArn: `arn:aws:glue:us-east-1:${us}:catalog`,
      location: `s3://sandbox-${us}/sandbox/one/`,
    });
  });

  it('asks for a table of another Region there', async () => {
    const { inspection } = await open({ us: { configured_tables: [{ name: 'far', region: 'eu-west-1' }] } });
    const source = { kind: 'glue', database: 'sandbox', table: 'far' } as const;
    assert.equal(await inspection.glueTable(source), undefined);
    const found = await inspection.glueTable({ ...source, region: 'eu-west-1' });
    assert.equal(found?.arn, `arn:aws:glue:eu-west-1:${us}:table/sandbox/far`);
  });

  it('tells a table that is gone from one that it may not see', async () => {
    const { inspection, client } = await open();
    const source = { kind: 'glue', database: 'sandbox', table: 'one' } as const;
    await client.control('POST', `aws/accounts/${us}/glue_tables`, { database: 'sandbox', name: 'one', exists: false });
    assert.equal(await inspection.glueTable(source), undefined);
    await client.control('POST', `aws/accounts/${us}`, { deny: ['glue:GetTable'] });
    assert.deepEqual(missing(await rejection(inspection.glueTable(source))), ['not_permitted', 'glue:GetTable']);
  });

  for (const policy of ['allows', 'refuses', 'none'] as const) {
    it(`says what a resource policy means that ${policy === 'none' ? 'is not there' : policy}`, async () => {
      const { inspection } = await open({ us: { id_namespaces: [{ name: 'ids', policy }] } });
      assert.equal(await inspection.idNamespacePolicy(namespaceArn), policy === 'allows' ? 'allows' : 'refuses');
    });
  }

  it('does not conclude from a policy that it may not see', async () => {
    const { inspection } = await open({ us: { deny: ['entityresolution:GetPolicy'] } });
    assert.deepEqual(missing(await rejection(inspection.idNamespacePolicy(namespaceArn))), ['not_permitted', 'entityresolution:GetPolicy']);
  });

  it('does not conclude from a policy that it does not understand', async () => {
    const { inspection, client } = await open({ us: { id_namespaces: [{ name: 'ids' }] } });
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', NotAction: 'entityresolution:PutPolicy', Resource: '*' }],
    });
    await client.call('PutPolicy', { arn: namespaceArn, policy });
    assert.equal((await rejection(inspection.idNamespacePolicy(namespaceArn))).code, 'unexpected_answer');
  });

  it('sees the ID mapping tables of a membership and the workflows that fill them', async () => {
    const { inspection, client } = await open(mapping({ tables: [{ name: 'joined_ids', workflow: 'join' }] }));
    const membershipId = textAt(await client.call('ListMemberships'), 'membershipSummaries', 0, 'id');
    const [table] = await inspection.idMappingTables(membershipId);
    assert.deepEqual([table?.name, table?.workflowArn], ['joined_ids', workflowArn]);
  });

  it('sees no job of a workflow that never ran', async () => {
    assert.equal(await (await open(mapping())).inspection.newestIdMappingJob(workflowArn), undefined);
  });

  it('sees the newest of many jobs, whatever their order and the pages they come in', async () => {
    const job = (started_ms_ago: number, status: string): JsonObject => ({ status, started_ms_ago });
    const tables = [
      { name: 'first', workflow: 'join', job: job(1000, 'RUNNING') },
      { name: 'second', workflow: 'join', job: job(500_000, 'SUCCEEDED') },
      { name: 'third', workflow: 'join', job: job(90_000, 'SUCCEEDED') },
    ];
    const { inspection } = await open({ ...mapping({ tables }), top: { short_pages: true } });
    assert.equal((await inspection.newestIdMappingJob(workflowArn))?.status, 'RUNNING');
  });

  it("gives the service's words for a job that failed, without control characters", async () => {
    const tables = [{ name: 'joined_ids', workflow: 'join', job: { status: 'FAILED', error: 'No rows\u001b[31m in s3://a.' } }];
    const { inspection } = await open(mapping({ tables }));
    const { status, error } = (await inspection.newestIdMappingJob(workflowArn)) ?? assert.fail('it is not there');
    assert.deepEqual([status, error?.includes('\u001b'), error?.startsWith('No rows')], ['FAILED', false, true]);
  });

  it('asks nothing more once the person has cancelled', async () => {
    const { inspection, client } = await open();
    const before = await client.control('GET', 'calls');
    const signal = AbortSignal.abort();
    assert.equal((await rejection(inspection.collaborations(signal))).code, 'cancelled');
    assert.equal((await rejection(inspection.newestIdMappingJob(workflowArn, signal))).code, 'cancelled');
    assert.deepEqual(await client.control('GET', 'calls'), before);
  });
});

function missing({ code, details }: CleanRoomError): (string | undefined)[] {
  return [code, details.missingAction];
}
