import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SandboxOptionError,
  ScenarioError,
  startSandbox,
  type RunningSandbox,
  type SandboxOptions,
} from '../../src/sandbox/startSandbox.ts';
import { at, Client, listAt, textAt } from './model/client.ts';
import { smallScenario, startScenario } from './model/scenario.ts';
import { authorization, send } from './model/wire.ts';

const control = { 'x-sandbox-control': '1' };

describe('Control and faults', () => {
  let sandbox: RunningSandbox;
  let client: Client;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'inbox', rate: 1_000_000 });
    client = new Client(sandbox.endpoint);
  });
  afterEach(() => sandbox.stop());
  const accept = async (position = 0): Promise<{ collaborationIdentifier: string; queryLogStatus: string }> => {
    const list = await client.call('ListCollaborations', { memberStatus: 'INVITED' });
    return { collaborationIdentifier: textAt(list, 'collaborationList', position, 'id'), queryLogStatus: 'DISABLED' };
  };
  const memberships = async (): Promise<number> =>
    listAt(await client.control('GET', 'state'), 'accounts', 0, 'regions', 'us-east-1', 'memberships').length;

  it('answers only to its own address, and controls only with the header', async () => {
    for (const host of ['evil.example', `evil.example:${new URL(sandbox.endpoint).port}`, '127.0.0.1']) {
      const answer = await send(sandbox.endpoint, { method: 'GET', path: '/_sandbox/state', headers: { host, ...control }, body: '' });
      assert.equal(answer.status, 421, host);
      assert.ok(!answer.body.includes('scenario'));
    }
    const local = await send(sandbox.endpoint, {
      method: 'GET',
      path: '/_sandbox/calls',
      headers: { host: `localhost:${new URL(sandbox.endpoint).port}`, ...control },
      body: '',
    });
    assert.equal(local.status, 200);
    assert.equal(local.headers['access-control-allow-origin'], undefined);
    for (const [method, path] of [
      ['GET', 'state'],
      ['POST', 'reset'],
      ['PUT', 'snapshot'],
      ['POST', 'faults'],
    ] as const) {
      assert.equal((await send(sandbox.endpoint, { method, path: `/_sandbox/${path}`, headers: {}, body: '' })).status, 403, path);
    }
  });

  it('refuses nonsense with a sentence', async () => {
    for (const [method, path, body] of [
      ['POST', 'faults', '{}'],
      ['POST', 'faults', 'x'],
      ['POST', 'faults', '{"operation":"*","then":"explode"}'],
      ['POST', 'faults', '{"operation":"*","cuont":1}'],
      ['POST', 'reset', '{"scenario":"nonsense"}'],
      ['POST', 'reset', '[]'],
      ['PUT', 'snapshot', '{}'],
    ] as const) {
      const answer = await send(sandbox.endpoint, { method, path: `/_sandbox/${path}`, headers: control, body });
      assert.equal(answer.status, 400, `${path} ${body}: ${answer.body}`);
      assert.match(textAt(answer.json, 'message'), /\.$/);
    }
    assert.equal((await send(sandbox.endpoint, { method: 'GET', path: '/_sandbox/nothing', headers: control, body: '' })).status, 404);
  });

  it("counts every attempt, the throttled too, and no more than a second's worth passes at once", async () => {
    const slow = await startSandbox({ port: 0, scenario: 'inbox', rate: 5 });
    try {
      const throttled = new Client(slow.endpoint);
      const answers = await Promise.all(Array.from({ length: 12 }, () => throttled.attempt('ListMemberships')));
      const passed = answers.filter((each) => each.status === 200).length;
      assert.equal(passed, 5);
      assert.ok(
        answers.filter((each) => each.status !== 200).every((each) => each.status === 429 && each.errorCode === 'ThrottlingException'),
      );
      assert.deepEqual(await throttled.control('GET', 'calls'), { calls: { ListMemberships: 12 }, throttled: { ListMemberships: 7 } });
      assert.equal((await throttled.attempt('ListCollaborations')).status, 200, 'another operation has a bucket of its own');
      assert.equal((await new Client(slow.endpoint, '444455556666').attempt('ListMemberships')).status, 200, 'and another account');
      assert.equal(
        (await new Client(slow.endpoint, '111122223333', 'eu-west-1').attempt('ListMemberships')).status,
        200,
        'and another Region',
      );
      await new Promise((resolve) => setTimeout(resolve, 450));
      const later = await Promise.all(Array.from({ length: 5 }, () => throttled.attempt('ListMemberships')));
      assert.equal(later.filter((each) => each.status === 200).length, 2, '450 ms at 5 a second');
      const quota = await throttled.call('GetServiceQuota', { ServiceCode: 'cleanrooms', QuotaCode: 'L-9FC85564' });
      assert.equal(at(quota, 'Quota', 'Value'), 5);
    } finally {
      await slow.stop();
    }
  });

  it('answers the published rates where none is set', async () => {
    const plain = await startSandbox({ port: 0, scenario: 'inbox' });
    try {
      const value = async (QuotaCode: string): Promise<unknown> =>
        at(await new Client(plain.endpoint).call('GetServiceQuota', { ServiceCode: 'cleanrooms', QuotaCode }), 'Quota', 'Value');
      assert.deepEqual([await value('L-9FC85564'), await value('L-58076094')], [20, 5]);
    } finally {
      await plain.stop();
    }
  });

  it('fails as told: so often, every nth time, after some, for a while, with any error', async () => {
    const codes = async (count: number, operation = 'ListMemberships'): Promise<(string | undefined)[]> => {
      const found: (string | undefined)[] = [];
      for (let index = 0; index < count; index += 1) found.push((await client.attempt(operation)).errorCode);
      return found;
    };
    const no = undefined;
    await client.control('POST', 'faults', { operation: 'ListMemberships', error: 'ThrottlingException', after: 1, count: 2 });
    assert.deepEqual(await codes(4), [no, 'ThrottlingException', 'ThrottlingException', no]);
    await client.control('DELETE', 'faults');
    await client.control('POST', 'faults', { operation: '*', every: 2 });
    assert.deepEqual(await codes(4), [no, 'InternalServerException', no, 'InternalServerException']);
    await client.control('DELETE', 'faults');
    await client.control('POST', 'faults', { operation: '*', for_ms: 100 });
    assert.deepEqual(await codes(1), ['InternalServerException']);
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.deepEqual(await codes(1), [no]);
    await client.control('POST', 'faults', {
      operation: 'writes',
      error: { name: 'ValidationException', message: 'later', reason: 'IAM_SYNCHRONIZATION_DELAY' },
    });
    assert.deepEqual(await codes(1), [no], 'a read is no write');
    const body = await client.refused('CreateMembership', await accept(), 'ValidationException', 'IAM_SYNCHRONIZATION_DELAY');
    assert.equal(body['message'], 'later');
    assert.equal(await memberships(), 0);
    assert.equal(at(await client.control('GET', 'calls'), 'calls', 'CreateMembership'), 1);
  });

  for (const [then, done] of [
    ['drop', 1],
    ['drop_before', 0],
    ['hang_after', 1],
    ['hang_before', 0],
  ] as const) {
    it(`${then}: no answer, and the work ${done === 1 ? 'done' : 'not done'}`, async () => {
      const input = await accept();
      await client.control('POST', 'faults', { operation: 'writes', then, count: 1 });
      const attempt = client.attempt('CreateMembership', input).then(
        () => 'answer',
        () => 'no answer',
      );
      if (then.startsWith('drop')) assert.equal(await attempt, 'no answer');
      else assert.equal(await Promise.race([attempt, new Promise((resolve) => setTimeout(resolve, 50, 'waiting'))]), 'waiting');
      assert.equal(await memberships(), done);
      assert.equal(at(await client.control('GET', 'calls'), 'calls', 'CreateMembership'), 1);
    });
  }

  it('answers slowly as told, having done the work', async () => {
    await client.control('POST', 'faults', { operation: 'ListMemberships', then: 'slow', delay_ms: 120 });
    const begun = performance.now();
    assert.equal((await client.attempt('ListMemberships')).status, 200);
    assert.ok(performance.now() - begun >= 115);
  });

  it('adds its latency to services and not to control', async () => {
    const slow = await startSandbox({ port: 0, scenario: 'empty', latencyMs: 100 });
    try {
      const begun = performance.now();
      await new Client(slow.endpoint).control('GET', 'calls');
      assert.ok(performance.now() - begun < 90);
      await new Client(slow.endpoint).call('ListMemberships');
      assert.ok(performance.now() - begun >= 95);
    } finally {
      await slow.stop();
    }
  });

  it('returns exactly to a snapshot, ids and call counts included', async () => {
    const before = await client.control('GET', 'snapshot');
    const text = JSON.stringify(before);
    const run = async (): Promise<string[]> => {
      const made = await client.call('CreateMembership', await accept());
      const writes = listAt(await client.control('GET', 'writes'), 'writes');
      assert.deepEqual(
        writes.map((each) => each['operation']),
        ['CreateMembership'],
      );
      assert.ok(textAt(writes[0], 'requestId').length > 0);
      return [textAt(made, 'membership', 'id'), String(await memberships())];
    };
    const first = await run();
    await client.control('POST', 'faults', { operation: '*' });
    await client.control('PUT', 'snapshot', before);
    assert.equal(JSON.stringify(await client.control('GET', 'snapshot')), text);
    assert.deepEqual(await run(), first);
    await client.control('POST', 'reset', { scenario: 'fifty' });
    assert.equal(await memberships(), 50);
    assert.deepEqual(await client.control('GET', 'calls'), { calls: {}, throttled: {} });
  });

  it('resets to no file but the one it was started with, and shows nothing of any', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reset-'));
    try {
      for (const [name, content] of [
        ['secret.json', 'TOP-SECRET = hunter2'],
        ['scenario.json', JSON.stringify(smallScenario())],
        ['missing.json', undefined],
      ] as const) {
        const file = join(folder, name);
        if (content !== undefined) await writeFile(file, content);
        const answer = await send(sandbox.endpoint, {
          method: 'POST',
          path: '/_sandbox/reset',
          headers: control,
          body: JSON.stringify({ scenario: file }),
        });
        assert.equal(answer.status, 400, name);
        assert.deepEqual(answer.json, {
          message:
            'A running sandbox takes empty, inbox, overfull, fifty, strangers, messy, partners, unready or the scenario with which it was started.',
        });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    assert.deepEqual(await client.control('POST', 'reset'), { scenario: 'inbox' }, 'a refused reset changes nothing');
  });

  it('resets to the file it was started with, from a shipped scenario too', async () => {
    const own = await startScenario(smallScenario());
    try {
      const other = new Client(own.endpoint);
      const state = await other.control('GET', 'state');
      assert.deepEqual(await other.control('POST', 'reset', { scenario: 'fifty' }), { scenario: 'fifty' });
      assert.deepEqual(await other.control('POST', 'reset'), { scenario: 'fifty' });
      assert.deepEqual(await other.control('POST', 'reset', { scenario: own.scenario }), { scenario: own.scenario });
      assert.deepEqual(await other.control('GET', 'state'), state);
    } finally {
      await own.stop();
    }
  });

  it('does not start with options that make no sense', async () => {
    const wrong: [Partial<SandboxOptions>, RegExp][] = [
      ...[-1, 65_536, 1.5, NaN].map((port): [Partial<SandboxOptions>, RegExp] => [
        { port },
        /^The port must be a whole number from 0 to 65535, not /,
      ]),
      ...[0, -1, NaN, Infinity].map((rate): [Partial<SandboxOptions>, RegExp] => [
        { rate },
        /^The rate must be a number of requests per second greater than 0, not /,
      ]),
      ...[-1, NaN, Infinity, 2 ** 31].map((latencyMs): [Partial<SandboxOptions>, RegExp] => [
        { latencyMs },
        /^The latency must be a number of milliseconds from 0 to 2147483647, not /,
      ]),
    ];
    for (const [options, message] of wrong) {
      await assert.rejects(
        startSandbox({ port: 0, scenario: 'empty', ...options }),
        (error) =>
          error instanceof SandboxOptionError &&
          error instanceof ScenarioError &&
          message.test(error.message) &&
          error.message.endsWith('.'),
        JSON.stringify(options),
      );
    }
  });

  it('takes half a request per second', async () => {
    const slow = await startSandbox({ port: 0, scenario: 'empty', rate: 0.5 });
    try {
      const throttled = new Client(slow.endpoint);
      assert.equal((await throttled.attempt('ListMemberships')).status, 200);
      assert.equal((await throttled.attempt('ListMemberships')).status, 429);
      const quota = await throttled.call('GetServiceQuota', { ServiceCode: 'cleanrooms', QuotaCode: 'L-58076094' });
      assert.equal(at(quota, 'Quota', 'Value'), 0.5);
    } finally {
      await slow.stop();
    }
  });

  it('writes down every write with the request id that its answer carried', async () => {
    const answer = await client.attempt('CreateMembership', await accept());
    const [write] = listAt(await client.control('GET', 'writes'), 'writes');
    assert.equal(write?.['requestId'], answer.headers['x-amzn-requestid']);
    assert.equal(at(write, 'subject', 'id'), at(answer.json, 'membership', 'id'));
  });

  it('gives the same ids in every run of a scenario', async () => {
    const other = await startSandbox({ port: 0, scenario: 'inbox' });
    try {
      const list = { memberStatus: 'INVITED' };
      assert.deepEqual(await new Client(other.endpoint).call('ListCollaborations', list), await client.call('ListCollaborations', list));
    } finally {
      await other.stop();
    }
  });

  it('stops at once, hanging requests or not', async () => {
    await client.control('POST', 'faults', { operation: '*', then: 'hang_before' });
    const hanging = client.attempt('ListMemberships').catch(() => 'closed');
    await new Promise((resolve) => setTimeout(resolve, 30));
    const begun = performance.now();
    await sandbox.stop();
    assert.ok(performance.now() - begun < 500);
    assert.equal(await hanging, 'closed');
  });

  it('answers requests of no service with an error, not a success', async () => {
    const answer = await send(sandbox.endpoint, {
      method: 'GET',
      path: '/',
      headers: { authorization: authorization('nothing') },
      body: '',
    });
    assert.equal(answer.status, 404);
  });
});
