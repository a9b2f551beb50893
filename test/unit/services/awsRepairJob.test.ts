import assert from 'node:assert/strict';
import type * as z from 'zod/mini';
import { repairCollaborations } from '../../../src/core/jobs/repairCollaborations.ts';
import type { WritingJob } from '../../../src/core/jobs/job.ts';
import type { JobResult } from '../../../src/core/jobs/report.ts';
import { JobRunner } from '../../../src/core/jobs/runner.ts';
import { syncCollaborations } from '../../../src/core/jobs/syncCollaborations.ts';
import { pause } from '../../../src/services/pause.ts';
import { listAt, textAt } from '../../conformance/model/client.ts';
import { AwsRoom } from '../support/awsRoom.ts';
import { MemoryAuditLog } from '../support/jobs.ts';

const partner = '444455556666';
const right = { receivers: [partner] };
/** Each of it wants another repair; few enough that no rate is reached. */
const messy = {
  us: {
    roles: [{ name: 'cleanrooms-glue-s3-access' }],
    id_namespaces: [{ name: 'ACXIdNamespace' }, { name: 'OldIdNamespace' }],
    configured_tables: [
      ...['part_a', 'part_b', 'part_c', 'part_d'].map((name) => ({ name, analysis_rule: { providers: [partner] } })),
      { name: 'part_e', analysis_rule: { type: 'LIST' } },
    ],
  },
  ours: {
    membership: {
      configured_table_associations: [
        {
          table: 'part_a',
          name: '{table_id}',
          analysis_rule: {
            ...right,
            additional_analyses: ['arn:aws:cleanrooms:us-east-1:*:membership/*/configuredaudiencemodelassociation/*'],
          },
        },
        { table: 'part_b', name: 'acx_part_b', analysis_rule: { receivers: ['888899990000'] } },
        { table: 'part_c', name: 'acx_part_c', analysis_rule: { ...right, type: 'LIST' } },
        { table: 'part_d', name: 'acx_part_d', analysis_rule: right },
        { table: 'part_d', name: 'pilot', analysis_rule: right },
      ],
      id_namespace_associations: [{ namespace: 'OldIdNamespace', name: 'ACXIdNamespace' }],
    },
  },
  top: { one_association_per_table: false },
};

describe('a repair of what earlier tools left in AWS', function () {
  this.timeout(20_000);
  let room: AwsRoom;
  let log: MemoryAuditLog;
  beforeEach(async () => {
    room = await AwsRoom.open(messy);
    log = new MemoryAuditLog();
  });
  afterEach(() => room.close());

  async function run<Schema extends z.ZodMiniType>(job: WritingJob<Schema>, input: object = {}): Promise<JobResult> {
    const runner = new JobRunner({ user: 'ada', auditLog: log, allows: () => true, consent: () => Promise.resolve(true) });
    return runner.write(job, { service: room.service, pause, readinessLimitMs: 0 }, input);
  }
  const writes = async (): Promise<string[]> =>
    listAt(await room.joined.client.control('GET', 'writes'), 'writes').map((each) => textAt(each, 'operation'));
  const stateOf = async () => {
    const { client, membershipIdentifier, collaborationIdentifier } = room.joined;
    const { schemas } = await client.call('BatchGetSchema', { collaborationIdentifier, names: await room.names() });
    const namespaces = await client.call('ListIdNamespaceAssociations', { membershipIdentifier });
    return {
      tables: listAt(schemas).map((each) => [textAt(each, 'name'), textAt(each, 'schemaStatusDetails', 0, 'status')]),
      namespaces: listAt(namespaces, 'idNamespaceAssociationSummaries').map((each) =>
        textAt(each, 'inputReferenceConfig', 'inputReferenceArn').split('/').at(-1),
      ),
    };
  };

  it('and then a sync leave everything as it is wished, and a second repair writes nothing', async () => {
    assert.ok((await run(repairCollaborations)).ok);
    const { collaborationIdentifier } = room.joined;
    assert.ok((await run(syncCollaborations, { collaboration_ids: [collaborationIdentifier] })).ok);
    assert.deepEqual(await stateOf(), {
      tables: ['a', 'b', 'c', 'd', 'e'].map((letter) => [`acx_part_${letter}`, 'READY']),
      namespaces: ['ACXIdNamespace'],
    });
    const before = await writes();
    const again = await run(repairCollaborations);
    assert.deepEqual([again.ok, again.findings, await writes()], [true, [], before]);
  });

  it('stands in the audit log write by write, each with the request that made it', async () => {
    const before = (await writes()).length;
    await run(repairCollaborations);
    assert.deepEqual(log.entries.map(({ operation }) => operation).sort(), (await writes()).slice(before).sort());
    assert.equal(new Set(log.entries.map(({ requestId }) => requestId)).size, log.entries.length);
  });

  it('deletes nothing where tags may not be read: that is said, and what needs no delete is mended', async () => {
    await room.fault({ operation: 'ListTagsForResource', error: 'AccessDeniedException' });
    const before = (await writes()).length;
    const { findings } = await run(repairCollaborations);
    assert.deepEqual(
      [findings.some(({ id }) => id === 'tags.unchecked'), (await writes()).slice(before)],
      [true, ['UpdateConfiguredTableAssociationAnalysisRule']],
    );
  });

  it('outlasts lost answers of everything that it writes, with one line for each write', async () => {
    for (const operation of [
      'DeleteConfiguredTableAssociation',
      'CreateConfiguredTableAssociation',
      'CreateConfiguredTableAssociationAnalysisRule',
      'DeleteConfiguredTableAssociationAnalysisRule',
      'UpdateConfiguredTableAssociation',
      'UpdateConfiguredTableAssociationAnalysisRule',
      'DeleteIdNamespaceAssociation',
      'CreateIdNamespaceAssociation',
    ])
      await room.fault({ operation, then: 'drop', count: 1 });
    const { ok } = await run(repairCollaborations);
    assert.ok(ok);
    assert.deepEqual(
      Object.fromEntries(
        [...Map.groupBy(log.entries, ({ operation, outcome }) => `${operation} ${outcome}`)].map(([key, { length }]) => [key, length]),
      ),
      {
        'DeleteConfiguredTableAssociation deleted': 2,
        'CreateConfiguredTableAssociation created': 1,
        'CreateConfiguredTableAssociationAnalysisRule created': 2,
        'DeleteConfiguredTableAssociationAnalysisRule deleted': 1,
        'UpdateConfiguredTableAssociation updated': 1,
        'UpdateConfiguredTableAssociationAnalysisRule updated': 1,
        'DeleteIdNamespaceAssociation deleted': 1,
        'CreateIdNamespaceAssociation created': 1,
      },
    );
    assert.deepEqual(
      (await stateOf()).tables,
      ['a', 'b', 'c', 'd'].map((letter) => [`acx_part_${letter}`, 'READY']),
    );
  });
});
