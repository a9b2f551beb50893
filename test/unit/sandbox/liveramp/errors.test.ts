import assert from 'node:assert/strict';
import { isJsonObject, type Json } from '../../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { control, LiveRampUser, startSmallRoom, textIn } from './liveRampUser.ts';

describe('Errors of the LiveRamp sandbox', () => {
  const running: RunningSandbox[] = [];
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
  });
  const start = async (settings = {}): Promise<RunningSandbox> => {
    const sandbox = await startSmallRoom({ settings });
    running.push(sandbox);
    return sandbox;
  };
  const keys = (body: Json | undefined): string[] => (isJsonObject(body) ? Object.keys(body) : []);

  it('have the live form, and the request id twice', async () => {
    const user = await LiveRampUser.signIn(await start());
    const { status, headers, body } = await user.ask('GET /cleanrooms/nothing');
    assert.equal(status, 404);
    assert.deepEqual(keys(body), ['status', 'code', 'timestamp', 'message', 'details']);
    assert.equal(textIn(body, 'details'), 'uri=/v1/cleanrooms/nothing');
    assert.match(textIn(body, 'timestamp'), /^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d$/);
    const [first, second] = (headers.get('x-request-id') ?? '').split(', ');
    assert.ok(first !== undefined && first === second);
    assert.equal(headers.get('retry-after'), null);
  });

  it('have the form of the document where the scenario says so', async () => {
    const user = await LiveRampUser.signIn(await start({ error_form: 'spec' }));
    assert.deepEqual((await user.ask('GET /cleanrooms/nothing')).body, { code: 'NOT_FOUND', message: 'Cleanroom nothing was not found' });
  });

  it('tell what is not there from what is not simulated and what takes another method', async () => {
    const user = await LiveRampUser.signIn(await start());
    assert.equal((await user.ask('GET /organizations')).status, 404);
    assert.equal((await user.ask('GET /billable-configs')).status, 501);
    assert.equal((await user.ask(`GET ${await user.room('Room')}/invitations/some`)).status, 405);
  });

  for (const [what, request, body] of [
    ['a limit of nothing', 'GET /cleanrooms?limit=0', undefined],
    ['an offset in words', 'GET /cleanrooms?offset=two', undefined],
    ['a room without a type', 'POST /cleanrooms', { name: 'New', startAt: '2026-03-01' }],
    ['a day that is none', 'POST /cleanrooms', { name: 'New', startAt: 'soon', type: 'AWS' }],
    ['no body', 'POST /cleanrooms', undefined],
  ] as const)
    it(`refuse ${what}`, async () => {
      const user = await LiveRampUser.signIn(await start());
      const reply = await user.ask(request, body);
      assert.equal(reply.status, 400, JSON.stringify(reply.body));
    });

  it('come on demand, by operationId, to one client or to all that write', async () => {
    const sandbox = await start();
    const user = await LiveRampUser.signIn(sandbox);
    await control(sandbox, 'POST faults', { operation: 'getAllCleanrooms', error: { name: 'TOO_MANY_REQUESTS' }, count: 1 });
    assert.deepEqual([(await user.ask('GET /cleanrooms')).status, (await user.ask('GET /cleanrooms')).status], [429, 200]);
    await control(sandbox, 'POST faults', { operation: '*', account: 'nova-media' });
    await control(sandbox, 'POST faults', { operation: 'writes', error: { name: 'BAD_GATEWAY', message: 'Gone.', status: 502 } });
    assert.equal((await user.ask('GET /cleanrooms')).status, 200);
    const refused = await user.ask('POST /cleanrooms', { name: 'New', startAt: '2026-03-01', type: 'AWS' });
    assert.deepEqual([refused.status, textIn(refused.body, 'message')], [502, 'Gone.']);
    await control(sandbox, 'DELETE faults');
    await control(sandbox, 'POST faults', { operation: 'createToken', error: { name: 'SERVICE_UNAVAILABLE' } });
    await assert.rejects(LiveRampUser.signIn(sandbox), /SERVICE_UNAVAILABLE/);
  });
});
