import assert from 'node:assert/strict';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, Client, listAt, textAt } from './model/client.ts';
import { namespaceArn, partner, smallScenario, startScenario, us } from './model/scenario.ts';
import { authorization, send } from './model/wire.ts';

describe('Callers', () => {
  let sandbox: RunningSandbox;
  before(async () => {
    sandbox = await startScenario(
      smallScenario({
        us: {
          deny: [
            'servicequotas:ListServiceQuotas',
            'iam:GetRole',
            'glue:*',
            'entityresolution:ListIdNamespaces',
            'cleanrooms:ListTagsForResource',
          ],
          roles: [
            {
              name: 'reader',
              trust: [us],
              permissions: [
                { actions: ['cleanrooms:List*', 'cleanrooms:Get*'] },
                { effect: 'Deny', actions: ['cleanrooms:GetMembership'] },
              ],
            },
            { name: 'for-partner', trust: [{ principal: partner, external_id: 'secret-word' }] },
          ],
        },
      }),
    );
  });
  after(() => sandbox.stop());

  it("without a signature or of an unknown account are refused in the service's form", async () => {
    const missing = await send(sandbox.endpoint, { method: 'GET', path: '/collaborations', headers: {}, body: '' });
    assert.equal(missing.status, 403);
    assert.equal(missing.errorCode, 'MissingAuthenticationTokenException');
    const unknown: [string, string, number][] = [
      ['ListCollaborations', 'UnrecognizedClientException', 403],
      ['ListIdNamespaces', 'UnrecognizedClientException', 403],
      ['GetCallerIdentity', 'InvalidClientTokenId', 403],
      ['ListRoles', 'InvalidClientTokenId', 403],
      ['GetTable', 'UnrecognizedClientException', 400],
      ['ListServiceQuotas', 'UnrecognizedClientException', 400],
    ];
    for (const [operation, code, status] of unknown) {
      for (const account of ['999999999999', 'AKIAIOSFODNN7EXAMPLE', `ASIA${us}`]) {
        const answer = await new Client(sandbox.endpoint, account).attempt(operation, {
          ServiceCode: 'cleanrooms',
          Name: 'a',
          DatabaseName: 'b',
        });
        assert.deepEqual([answer.errorCode, answer.status], [code, status], `${operation} ${account}`);
      }
    }
  });

  it("are denied what their account is denied, in the service's form", async () => {
    const client = new Client(sandbox.endpoint);
    await client.refused('ListServiceQuotas', { ServiceCode: 'cleanrooms' }, 'AccessDeniedException');
    await client.refused('GetRole', { RoleName: 'reader' }, 'AccessDenied');
    await client.refused('GetTable', { Name: 'a', DatabaseName: 'b' }, 'AccessDeniedException');
    await client.refused('ListIdNamespaces', {}, 'AccessDeniedException');
    await client.refused(
      'ListTagsForResource',
      { resourceArn: namespaceArn.replace('entityresolution', 'cleanrooms') },
      'AccessDeniedException',
    );
    const simulated = await client.call('SimulatePrincipalPolicy', {
      PolicySourceArn: `arn:aws:iam::${us}:role/reader`,
      ActionNames: ['cleanrooms:ListMembers', 'cleanrooms:GetMembership', 'cleanrooms:CreateMembership', 'glue:GetTable'],
    });
    assert.deepEqual(
      listAt(simulated, 'EvaluationResults').map((each) => each['EvalDecision']),
      ['allowed', 'explicitDeny', 'implicitDeny', 'explicitDeny'],
    );
  });

  it('assume a role that trusts them, and then may do what it allows', async () => {
    const assumed = await new Client(sandbox.endpoint).call('AssumeRole', {
      RoleArn: `arn:aws:iam::${us}:role/reader`,
      RoleSessionName: 'night',
    });
    assert.equal(textAt(assumed, 'Credentials', 'AccessKeyId'), `ASIA${us}`);
    const client = new Client(
      sandbox.endpoint,
      textAt(assumed, 'Credentials', 'AccessKeyId'),
      'us-east-1',
      textAt(assumed, 'Credentials', 'SessionToken'),
    );
    const identity = await client.call('GetCallerIdentity');
    assert.equal(identity['Arn'], `arn:aws:sts::${us}:assumed-role/reader/night`);
    assert.equal(identity['Account'], us);
    assert.equal(listAt(await client.call('ListCollaborations'), 'collaborationList').length, 1);
    await client.refused(
      'CreateMembership',
      { collaborationIdentifier: '00000000-0000-4000-8000-000000000000', queryLogStatus: 'DISABLED' },
      'AccessDeniedException',
    );
  });

  it('cannot assume a role that does not exist or does not trust them', async () => {
    const input = { RoleArn: `arn:aws:iam::${us}:role/for-partner`, RoleSessionName: 'night' };
    const other = new Client(sandbox.endpoint, partner);
    await other.refused('AssumeRole', input, 'AccessDenied');
    await other.call('AssumeRole', { ...input, ExternalId: 'secret-word' });
    await new Client(sandbox.endpoint).refused('AssumeRole', { ...input, ExternalId: 'secret-word' }, 'AccessDenied');
    await other.refused('AssumeRole', { ...input, RoleArn: `arn:aws:iam::${us}:role/nobody` }, 'AccessDenied');
  });

  it('are told which operation is not simulated', async () => {
    const unrouted: [string, { method: string; path: string; headers?: Record<string, string>; body?: string }, string, string][] = [
      [
        'cleanrooms',
        { method: 'DELETE', path: '/configuredTables/11111111-2222-4333-8444-555555555555' },
        'UnknownOperationException',
        'DeleteConfiguredTable',
      ],
      ['cleanrooms', { method: 'GET', path: '/nothing' }, 'UnknownOperationException', 'GET /nothing'],
      ['iam', { method: 'POST', path: '/', body: 'Action=ListUsers&Version=2010-05-08' }, 'InvalidAction', 'ListUsers'],
      [
        'glue',
        { method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSGlue.GetDatabases' }, body: '{}' },
        'UnknownOperationException',
        'GetDatabases',
      ],
      ['s3', { method: 'GET', path: '/bucket' }, 'UnknownOperationException', 's3:GET /bucket'],
    ];
    for (const [service, { method, path, headers = {}, body = '' }, code, name] of unrouted) {
      const answer = await send(sandbox.endpoint, { method, path, headers: { authorization: authorization(service), ...headers }, body });
      assert.equal(answer.errorCode, code, answer.body);
      assert.ok(answer.body.includes(name) && answer.body.includes('not simulated'), answer.body);
    }
  });

  it('that send no JSON are refused as the service refuses', async () => {
    const answer = await send(sandbox.endpoint, {
      method: 'POST',
      path: '/memberships',
      headers: { authorization: authorization('cleanrooms') },
      body: '{nonsense',
    });
    assert.deepEqual([answer.status, answer.errorCode, at(answer.json, 'reason')], [400, 'ValidationException', 'FIELD_VALIDATION_FAILED']);
  });
});
