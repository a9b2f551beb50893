import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { Client, listAt, textAt } from './model/client.ts';
import { partner, roleArn, smallScenario, startScenario, us } from './model/scenario.ts';

describe('What has ended', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const open = async (changes: Parameters<typeof smallScenario>[0]): Promise<Client> => {
    const sandbox = await startScenario(smallScenario(changes));
    running.push(sandbox);
    return new Client(sandbox.endpoint);
  };
  const memberships = async (client: Client, input: JsonObject = {}): Promise<string[]> =>
    listAt(await client.call('ListMemberships', input), 'membershipSummaries').map((each) => textAt(each, 'status'));
  const collaborations = async (client: Client, input: JsonObject = {}): Promise<string[]> =>
    listAt(await client.call('ListCollaborations', input), 'collaborationList').map((each) => textAt(each, 'memberStatus'));
  const associated = { configured_table_associations: [{ table: 'one', analysis_rule: { receivers: [partner] } }] };

  const endings: [string, Parameters<typeof smallScenario>[0], { all: string[]; active: string[]; seen: string[] }][] = [
    [
      'a member whom the creator removed keeps a membership that says so',
      { ours: { membership: associated, status: 'REMOVED' } },
      { all: ['REMOVED'], active: [], seen: ['REMOVED'] },
    ],
    [
      'a membership of a collaboration that was deleted stays, and the collaboration does not',
      { ours: { membership: associated }, joint: { deleted: true } },
      { all: ['COLLABORATION_DELETED'], active: [], seen: [] },
    ],
    ['who has left has no membership', { ours: { status: 'LEFT' } }, { all: [], active: [], seen: ['LEFT'] }],
    ['an invitation that was withdrawn shows as such', { ours: { status: 'REMOVED' } }, { all: [], active: [], seen: ['REMOVED'] }],
    [
      'an active membership is none of these',
      { ours: { membership: associated } },
      { all: ['ACTIVE'], active: ['ACTIVE'], seen: ['ACTIVE'] },
    ],
  ];
  for (const [story, changes, wanted] of endings) {
    it(story, async () => {
      const client = await open(changes);
      assert.deepEqual(
        { all: await memberships(client), active: await memberships(client, { status: 'ACTIVE' }), seen: await collaborations(client) },
        wanted,
      );
    });
  }

  it('shows in no list that asks for what is active or still open', async () => {
    const client = await open({ ours: { membership: {}, status: 'REMOVED' } });
    for (const memberStatus of ['ACTIVE', 'INVITED']) assert.deepEqual(await collaborations(client, { memberStatus }), []);
  });

  it('cannot be changed or looked into', async () => {
    const client = await open({ ours: { membership: associated, status: 'REMOVED' } });
    const [mine] = listAt(await client.call('ListMemberships'), 'membershipSummaries');
    const collaborationIdentifier = textAt(mine, 'collaborationId');
    await client.refused('GetCollaboration', { collaborationIdentifier }, 'AccessDeniedException');
    await client.refused('BatchGetSchema', { collaborationIdentifier, names: ['one'] }, 'AccessDeniedException');
    await client.refused(
      'CreateConfiguredTableAssociation',
      {
        membershipIdentifier: textAt(mine, 'id'),
        configuredTableIdentifier: textAt(await client.call('ListConfiguredTables'), 'configuredTableSummaries', 1, 'id'),
        name: 'two',
        roleArn,
      },
      'ConflictException',
      'INVALID_STATE',
    );
  });

  it('does not keep the others from what is theirs', async () => {
    const client = await open({ ours: { membership: associated, status: 'REMOVED' } });
    const other = new Client(client.endpoint, partner);
    const [joint] = listAt(await other.call('ListCollaborations'), 'collaborationList');
    const schemas = await other.call('ListSchemas', { collaborationIdentifier: textAt(joint, 'id') });
    assert.deepEqual(listAt(schemas, 'schemaSummaries'), [], 'what a removed member brought is inaccessible');
  });

  it('can be a role that an association still names', async () => {
    const client = await open({ us: { roles: [{ name: 'reader', deleted: true }] }, ours: { membership: associated } });
    await client.refused('GetRole', { RoleName: 'reader' }, 'NoSuchEntity');
    const [mine] = listAt(await client.call('ListMemberships'), 'membershipSummaries');
    const ours = { membershipIdentifier: textAt(mine, 'id') };
    const [one] = listAt(await client.call('ListConfiguredTableAssociations', ours), 'configuredTableAssociationSummaries');
    const answer = await client.call('GetConfiguredTableAssociation', { ...ours, configuredTableAssociationIdentifier: textAt(one, 'id') });
    assert.equal(textAt(answer, 'configuredTableAssociation', 'roleArn'), roleArn);
  });
});

describe('What people change outside of Clean Rooms', () => {
  let sandbox: RunningSandbox;
  let client: Client;
  beforeEach(async () => {
    sandbox = await startScenario(smallScenario({ ours: { membership: {} } }));
    client = new Client(sandbox.endpoint);
  });
  afterEach(() => sandbox.stop());
  const reader = `aws/accounts/${us}/roles/reader`;

  for (const [credentials, clean, sts] of [
    ['expired', 'ExpiredTokenException', 'ExpiredToken'],
    ['unknown', 'UnrecognizedClientException', 'InvalidClientTokenId'],
    ['missing', 'MissingAuthenticationTokenException', 'MissingAuthenticationToken'],
  ] as const) {
    it(`can be keys that are ${credentials}, until they are valid again`, async () => {
      await client.control('POST', `aws/accounts/${us}`, { credentials });
      await client.refused('ListMemberships', {}, clean);
      await client.refused('GetCallerIdentity', {}, sts);
      assert.equal((await new Client(sandbox.endpoint, partner).attempt('ListMemberships')).status, 200, 'others are not touched');
      await client.control('POST', `aws/accounts/${us}`, { credentials: 'valid' });
      assert.equal((await client.attempt('ListMemberships')).status, 200);
    });
  }

  it('can be keys that have expired before the sandbox starts', async () => {
    const other = await startScenario(smallScenario({ us: { credentials: 'expired' } }));
    try {
      await new Client(other.endpoint).refused('GetCallerIdentity', {}, 'ExpiredToken');
    } finally {
      await other.stop();
    }
  });

  it('can be what an account is denied', async () => {
    await client.control('POST', `aws/accounts/${us}`, { deny: ['cleanrooms:ListMemberships'] });
    await client.refused('ListMemberships', {}, 'AccessDeniedException');
    await client.control('POST', `aws/accounts/${us}`, { deny: [] });
    assert.equal((await client.attempt('ListMemberships')).status, 200);
  });

  it("can be a role's trust and permissions, and the role itself", async () => {
    await client.control('POST', reader, { trust: ['glue.amazonaws.com'], permissions: [{ actions: ['glue:GetTable'] }] });
    const { Role: role } = await client.call('GetRole', { RoleName: 'reader' });
    assert.match(decodeURIComponent(textAt(role, 'AssumeRolePolicyDocument')), /glue\.amazonaws\.com/);
    const simulated = await client.call('SimulatePrincipalPolicy', {
      PolicySourceArn: roleArn,
      ActionNames: ['glue:GetTable', 's3:GetObject'],
    });
    assert.deepEqual(
      listAt(simulated, 'EvaluationResults').map((each) => each['EvalDecision']),
      ['allowed', 'implicitDeny'],
    );
    await client.control('POST', reader, { deleted: true });
    await client.refused('GetRole', { RoleName: 'reader' }, 'NoSuchEntity');
  });

  it('can be a table of AWS Glue', async () => {
    const table = { DatabaseName: 'sandbox', Name: 'one' };
    const change = { database: 'sandbox', name: 'one' };
    await client.control('POST', `aws/accounts/${us}/glue_tables`, { ...change, exists: false });
    await client.refused('GetTable', table, 'EntityNotFoundException');
    await client.control('POST', `aws/accounts/${us}/glue_tables`, { ...change, exists: true });
    assert.equal(textAt(await client.call('GetTable', table), 'Table', 'Name'), 'one');
  });

  it('is refused with a sentence where there is no such thing', async () => {
    for (const [path, body, status] of [
      ['accounts/999999999999', {}, 404],
      [`accounts/${us}/roles/nobody`, {}, 404],
      [`accounts/${us}/id_namespaces/none`, { policy: 'none' }, 404],
      [`accounts/${us}/id_mapping_workflows/none`, {}, 404],
      [`accounts/${us}/buckets/x`, {}, 404],
      ['associations/none', { not_ready: null }, 404],
      ['nothing', {}, 404],
      [`accounts/${us}`, { credentials: 'stolen' }, 400],
      [`accounts/${us}/glue_tables`, {}, 400],
    ] as const) {
      const answer = await fetch(`${sandbox.endpoint}/_sandbox/aws/${path}`, {
        method: 'POST',
        headers: { 'x-sandbox-control': '1' },
        body: JSON.stringify(body),
      });
      assert.equal(answer.status, status, path);
      assert.match(await answer.text(), /\.\\?"/, path);
    }
  });
});

describe('SimulatePrincipalPolicy', () => {
  it('decides for each resource, and strictest for all of them together', async () => {
    const sandbox = await startScenario(
      smallScenario({
        us: { roles: [{ name: 'reader', permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::ours/*'] }] }] },
      }),
    );
    try {
      const answer = await new Client(sandbox.endpoint).call('SimulatePrincipalPolicy', {
        PolicySourceArn: roleArn,
        ActionNames: ['s3:GetObject'],
        ResourceArns: ['arn:aws:s3:::ours/*', 'arn:aws:s3:::theirs/*'],
      });
      const [result] = listAt(answer, 'EvaluationResults');
      assert.equal(result?.['EvalDecision'], 'implicitDeny');
      assert.deepEqual(
        listAt(result, 'ResourceSpecificResults').map((each) => [each['EvalResourceName'], each['EvalResourceDecision']]),
        [
          ['arn:aws:s3:::ours/*', 'allowed'],
          ['arn:aws:s3:::theirs/*', 'implicitDeny'],
        ],
      );
    } finally {
      await sandbox.stop();
    }
  });
});
