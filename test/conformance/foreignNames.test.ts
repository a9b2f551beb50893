import assert from 'node:assert/strict';
import { parseJson } from '../../src/sandbox/json.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, Client, textAt } from './model/client.ts';
import { authorization, send, type WireAnswer } from './model/wire.ts';

/** Names that every JavaScript object inherits, and one that nothing has. */
const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'Nothing'];

describe('Names that no service has', () => {
  let sandbox: RunningSandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'inbox', rate: 1_000_000 });
  });
  afterEach(() => sandbox.stop());
  const ask = (
    service: string,
    request: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
  ): Promise<WireAnswer> =>
    send(sandbox.endpoint, {
      method: 'POST',
      path: '/',
      body: '',
      ...request,
      headers: { authorization: authorization(service), ...request.headers },
    });
  const calls = async (): Promise<[string, unknown][]> =>
    Object.entries(at(await new Client(sandbox.endpoint).control('GET', 'calls'), 'calls') ?? {});

  for (const name of names) {
    it(`service ${name}`, async () => {
      const answer = await ask(name, { body: '{}', headers: { 'x-amz-target': `${name}.${name}` } });
      assert.deepEqual([answer.status, answer.errorCode], [404, 'UnknownOperationException']);
      assert.match(textAt(answer.json, 'message'), /is not simulated by the sandbox\.$/);
      assert.deepEqual(await calls(), []);
    });

    for (const service of ['iam', 'sts']) {
      it(`query protocol, ${service}: Action=${name}`, async () => {
        const answer = await ask(service, { body: new URLSearchParams({ Action: name }).toString() });
        assert.deepEqual([answer.status, answer.errorCode], [400, 'InvalidAction']);
        assert.equal(answer.headers['content-type'], 'text/xml');
        assert.deepEqual(await calls(), [[name, 1]]);
      });
    }

    for (const [service, prefix] of [
      ['glue', 'AWSGlue'],
      ['servicequotas', 'ServiceQuotasV20190624'],
    ] as const) {
      it(`JSON protocol, ${service}: X-Amz-Target ${prefix}.${name}`, async () => {
        for (const target of [`${prefix}.${name}`, `${name}.GetTable`, name]) {
          const answer = await ask(service, { body: '{}', headers: { 'x-amz-target': target } });
          assert.deepEqual([answer.status, answer.errorCode], [404, 'UnknownOperationException'], target);
        }
        assert.deepEqual(await calls(), [[name, 1]], 'a target of another service is no operation');
      });
    }

    for (const service of ['cleanrooms', 'entityresolution']) {
      it(`REST protocol, ${service}: /${name}`, async () => {
        for (const path of [`/${name}`, `/${name}/${name}`]) {
          const answer = await ask(service, { method: 'GET', path });
          assert.deepEqual([answer.status, answer.errorCode], [404, 'UnknownOperationException'], path);
        }
      });
    }

    it(`error ${name} of a fault`, async () => {
      const client = new Client(sandbox.endpoint);
      await client.control('POST', 'faults', { operation: '*', error: name });
      const answer = await client.attempt('ListMemberships');
      assert.deepEqual([answer.status, answer.errorCode], [400, name]);
    });
  }

  it('are tags like any others', async () => {
    const client = new Client(sandbox.endpoint);
    const invited = await client.call('ListCollaborations', { memberStatus: 'INVITED' });
    const made = await client.call('CreateMembership', {
      collaborationIdentifier: textAt(invited, 'collaborationList', 0, 'id'),
      queryLogStatus: 'DISABLED',
    });
    const resourceArn = textAt(made, 'membership', 'arn');
    await client.call('TagResource', { resourceArn, tags: parseJson('{"__proto__":"a","constructor":"b"}') });
    assert.deepEqual(Object.entries(at(await client.call('ListTagsForResource', { resourceArn }), 'tags') ?? {}), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});
