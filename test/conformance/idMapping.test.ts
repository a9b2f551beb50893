import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, listAt, textAt } from './model/client.ts';
import { startJoined, type Joined } from './model/joined.ts';
import { mapping, namespaceArn, partner, us, workflowArn } from './model/scenario.ts';

describe('ID mapping tables', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const join = async (changes: Parameters<typeof mapping>[0] = {}, top: JsonObject = {}): Promise<Joined> => {
    const joined = await startJoined({ ...mapping(changes), top });
    running.push(joined.sandbox);
    return joined;
  };
  const creation = (membershipIdentifier: string, name = 'joined_ids', inputReferenceArn = workflowArn): JsonObject => ({
    membershipIdentifier,
    name,
    inputReferenceConfig: { inputReferenceArn, manageResourcePolicies: true },
  });
  /** What BatchGetSchema says of a table of ours. */
  const schemaOf = async ({ client, collaborationIdentifier }: Joined, name = 'joined_ids'): Promise<JsonObject> => {
    const [schema = assert.fail(`there is no ${name}`)] = listAt(
      await client.call('BatchGetSchema', { collaborationIdentifier, names: [name] }),
      'schemas',
    );
    return schema;
  };
  const reasonsOf = async (joined: Joined): Promise<string[]> =>
    listAt(await schemaOf(joined), 'schemaStatusDetails', 0, 'reasons').map((each) => textAt(each, 'code'));
  const jobsOf = async ({ client }: Joined): Promise<string[]> =>
    listAt(await client.call('ListIdMappingJobs', { workflowName: workflowArn }), 'jobs').map((each) => textAt(each, 'status'));

  it('are schemas of their own type, not ready until they are populated', async () => {
    const joined = await join();
    const { client, membershipIdentifier } = joined;
    const made = await client.call('CreateIdMappingTable', creation(membershipIdentifier));
    const schema = await schemaOf(joined);
    assert.deepEqual([schema['type'], schema['analysisRuleTypes']], ['ID_MAPPING_TABLE', ['ID_MAPPING_TABLE']]);
    assert.deepEqual(await reasonsOf(joined), ['ID_MAPPING_TABLE_NOT_POPULATED']);
    await client.call('PopulateIdMappingTable', {
      membershipIdentifier,
      idMappingTableIdentifier: textAt(made, 'idMappingTable', 'id'),
    });
    assert.equal(at(await schemaOf(joined), 'schemaStatusDetails', 0, 'status'), 'READY');
  });

  it('join the ID namespace associations of both members', async () => {
    const joined = await join();
    const { client, other, membershipIdentifier } = joined;
    const made = await client.call('CreateIdMappingTable', creation(membershipIdentifier));
    const theirMembership = textAt(await other.call('ListMemberships'), 'membershipSummaries', 0, 'id');
    const associationOf = async (each: typeof client, membership: string): Promise<string> =>
      textAt(
        await each.call('ListIdNamespaceAssociations', { membershipIdentifier: membership }),
        'idNamespaceAssociationSummaries',
        0,
        'id',
      );
    assert.deepEqual(at(made, 'idMappingTable', 'inputReferenceProperties', 'idMappingTableInputSource'), [
      { idNamespaceAssociationId: await associationOf(client, membershipIdentifier), type: 'SOURCE' },
      { idNamespaceAssociationId: await associationOf(other, theirMembership), type: 'TARGET' },
    ]);
  });

  it('need a workflow of the own account, a free name, a place within the quota, and both namespaces associated', async () => {
    const { client, membershipIdentifier } = await join(
      { tables: [{ name: 'first', workflow: 'join' }] },
      {
        quotas: { id_mapping_tables_per_membership: 2 },
      },
    );
    const refuse = (input: JsonObject, code: string, reason?: string) => client.refused('CreateIdMappingTable', input, code, reason);
    await refuse(creation(membershipIdentifier, 'x', workflowArn.replace('join', 'none')), 'ValidationException', 'INVALID_CONFIGURATION');
    await refuse(creation(membershipIdentifier, 'first'), 'ConflictException', 'ALREADY_EXISTS');
    await client.call('CreateIdMappingTable', creation(membershipIdentifier, 'second'));
    const full = await refuse(creation(membershipIdentifier, 'third'), 'ServiceQuotaExceededException');
    assert.deepEqual([full['quotaName'], full['quotaValue']], ['ID mapping tables per membership', 2]);
    const ours = await client.call('ListIdNamespaceAssociations', { membershipIdentifier });
    await client.call('DeleteIdNamespaceAssociation', {
      membershipIdentifier,
      idNamespaceAssociationIdentifier: textAt(ours, 'idNamespaceAssociationSummaries', 0, 'id'),
    });
    const [table] = listAt(await client.call('ListIdMappingTables', { membershipIdentifier }), 'idMappingTableSummaries');
    await client.call('DeleteIdMappingTable', { membershipIdentifier, idMappingTableIdentifier: textAt(table, 'id') });
    await refuse(creation(membershipIdentifier, 'third'), 'ValidationException', 'INVALID_CONFIGURATION');
  });

  it('keep a membership from being deleted', async () => {
    const { client, membershipIdentifier } = await join({ tables: [{ name: 'joined_ids', workflow: 'join' }] });
    const ours = await client.call('ListIdNamespaceAssociations', { membershipIdentifier });
    await client.call('DeleteIdNamespaceAssociation', {
      membershipIdentifier,
      idNamespaceAssociationIdentifier: textAt(ours, 'idNamespaceAssociationSummaries', 0, 'id'),
    });
    await client.refused('DeleteMembership', { membershipIdentifier }, 'ConflictException', 'SUBRESOURCES_EXIST');
  });

  it('are populated by one job at a time, and are ready when it has ended', async () => {
    const joined = await join({ tables: [{ name: 'joined_ids', workflow: 'join' }] }, { id_mapping_job_ms: 60_000 });
    const { client, membershipIdentifier } = joined;
    const [table] = listAt(await client.call('ListIdMappingTables', { membershipIdentifier }), 'idMappingTableSummaries');
    const populate = { membershipIdentifier, idMappingTableIdentifier: textAt(table, 'id') };
    await client.call('PopulateIdMappingTable', populate);
    assert.deepEqual([await jobsOf(joined), await reasonsOf(joined)], [['RUNNING'], ['ID_MAPPING_TABLE_NOT_POPULATED']]);
    await client.refused('PopulateIdMappingTable', populate, 'ServiceQuotaExceededException');
    await client.control('POST', `aws/accounts/${us}/id_mapping_workflows/join`, { job: 'SUCCEEDED' });
    assert.deepEqual([await jobsOf(joined), await reasonsOf(joined)], [['SUCCEEDED'], []]);
  });

  for (const [story, workflow, closed, words] of [
    ['the workflow says so', { fails_with: 'No rows in the input.' }, false, /^No rows in the input\.$/],
    ['the service may not reach an ID namespace', {}, true, /cleanrooms\.amazonaws\.com is not authorized/],
  ] as const) {
    it(`stay empty where a job fails because ${story}`, async () => {
      const joined = await join({ tables: [{ name: 'joined_ids', workflow: 'join' }], workflow });
      const { client, membershipIdentifier } = joined;
      if (closed) await client.control('POST', `aws/accounts/${us}/id_namespaces/ids`, { policy: 'refuses' });
      const [table] = listAt(await client.call('ListIdMappingTables', { membershipIdentifier }), 'idMappingTableSummaries');
      await client.call('PopulateIdMappingTable', { membershipIdentifier, idMappingTableIdentifier: textAt(table, 'id') });
      const jobs = await client.call('ListIdMappingJobs', { workflowName: 'join' });
      const job = await client.call('GetIdMappingJob', { workflowName: 'join', jobId: textAt(jobs, 'jobs', 0, 'jobId') });
      assert.equal(job['status'], 'FAILED');
      assert.match(textAt(job, 'errorDetails', 'errorMessage'), words);
      assert.deepEqual(await reasonsOf(joined), ['ID_MAPPING_TABLE_NOT_POPULATED']);
    });
  }

  const states: [string, JsonObject, string[], string[]][] = [
    ['never populated', {}, [], ['ID_MAPPING_TABLE_NOT_POPULATED']],
    ['populated', { populated: true }, ['SUCCEEDED'], []],
    ['being populated', { job: { status: 'RUNNING' } }, ['RUNNING'], ['ID_MAPPING_TABLE_NOT_POPULATED']],
    ['waiting for its job', { job: { status: 'QUEUED' } }, ['QUEUED'], ['ID_MAPPING_TABLE_NOT_POPULATED']],
    ['failed at first', { job: { status: 'FAILED', error: 'No.' } }, ['FAILED'], ['ID_MAPPING_TABLE_NOT_POPULATED']],
    ['failed after it was populated', { populated: true, job: { status: 'FAILED' } }, ['SUCCEEDED', 'FAILED'], []],
  ];
  for (const [story, table, jobs, reasons] of states) {
    it(`of a scenario can be ${story}`, async () => {
      const joined = await join({ tables: [{ name: 'joined_ids', workflow: 'join', ...table }] });
      assert.deepEqual([await jobsOf(joined), await reasonsOf(joined)], [jobs, reasons]);
    });
  }
});

describe('Resource policies of ID namespaces', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const open = async (namespace: JsonObject, association: JsonObject | undefined): Promise<Joined> => {
    const joined = await startJoined({
      us: { id_namespaces: [{ name: 'ids', ...namespace }] },
      ours: {
        membership: { id_namespace_associations: association === undefined ? [] : [{ namespace: 'ids', ...association }] },
      },
    });
    running.push(joined.sandbox);
    return joined;
  };
  const allows = async ({ client }: Joined): Promise<unknown> =>
    at(await client.control('GET', 'state'), 'accounts', 0, 'regions', 'us-east-1', 'id_namespaces', 0, 'allows_clean_rooms');

  for (const [story, namespace, association, expected] of [
    ['an association that manages it', {}, {}, true],
    ['an association that does not', {}, { manage_resource_policies: false }, false],
    ['no association', {}, undefined, false],
    ['a policy that refuses all the same', { policy: 'refuses' }, {}, false],
    ['a policy that was taken away', { policy: 'none' }, {}, false],
    ['a policy that was written by hand', { policy: 'allows' }, { manage_resource_policies: false }, true],
  ] as const) {
    it(`${expected ? 'let' : 'do not let'} Clean Rooms in with ${story}`, async () => {
      assert.equal(await allows(await open(namespace, association)), expected);
    });
  }

  it('are answered as they are, and there may be none', async () => {
    const { client } = await open({ policy: 'allows' }, undefined);
    const policy: unknown = JSON.parse(textAt(await client.call('GetPolicy', { arn: namespaceArn }), 'policy'));
    assert.match(JSON.stringify(policy), /"Service":"cleanrooms\.amazonaws\.com"/);
    await client.control('POST', `aws/accounts/${us}/id_namespaces/ids`, { policy: 'none' });
    await client.refused('GetPolicy', { arn: namespaceArn }, 'ResourceNotFoundException');
  });

  it('of others cannot be seen', async () => {
    const { other } = await open({ policy: 'allows' }, undefined);
    await other.refused('GetPolicy', { arn: namespaceArn }, 'ResourceNotFoundException');
  });

  it('are replaced by whoever knows the newest token', async () => {
    const joined = await open({ policy: 'refuses' }, undefined);
    const { client } = joined;
    const before = await client.call('GetPolicy', { arn: namespaceArn });
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { Service: 'cleanrooms.amazonaws.com' }, Action: 'entityresolution:*', Resource: '*' }],
    });
    await client.refused('PutPolicy', { arn: namespaceArn, token: '00000000-0000-4000-8000-000000000000', policy }, 'ConflictException');
    await client.refused('PutPolicy', { arn: namespaceArn, policy: '{}' }, 'ValidationException');
    await client.call('PutPolicy', { arn: namespaceArn, token: before['token'], policy });
    assert.equal(await allows(joined), true);
  });

  it('are written by the service where an association asks for it, and the statement goes with the association', async () => {
    const joined = await open({}, undefined);
    const { client, membershipIdentifier } = joined;
    const made = await client.call('CreateIdNamespaceAssociation', {
      membershipIdentifier,
      name: 'ids',
      inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies: true },
    });
    assert.equal(await allows(joined), true);
    await client.call('DeleteIdNamespaceAssociation', {
      membershipIdentifier,
      idNamespaceAssociationIdentifier: textAt(made, 'idNamespaceAssociation', 'id'),
    });
    assert.equal(await allows(joined), false);
  });

  it('can be written for nobody but the owner', async () => {
    const { other } = await open({}, undefined);
    await other.refused('PutPolicy', { arn: namespaceArn, policy: '{"Statement":[]}' }, 'ResourceNotFoundException');
    assert.equal(partner, other.account);
  });
});
