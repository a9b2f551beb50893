import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject } from '../../../../src/sandbox/json.ts';
import { ScenarioError, startSandbox, type RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { control, entries, LiveRampUser, startSmallRoom, textIn } from './liveRampUser.ts';

describe('The world of the LiveRamp sandbox', () => {
  let sandbox: RunningSandbox;
  let user: LiveRampUser;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'partners' });
    user = await LiveRampUser.signIn(sandbox);
  });
  afterEach(() => sandbox.stop());
  const invite = async (): Promise<Json | undefined> =>
    user.result(`POST ${await user.room('Holiday Campaign 2026')}/partners`, { partnerAdminEmail: 'new@nova-media.example' });
  const rooms = async (): Promise<Json | undefined> => {
    const { body } = await control(sandbox, 'GET state');
    return isJsonObject(body) && isJsonObject(body['liveramp']) ? body['liveramp']['rooms'] : undefined;
  };

  it('tells who is in it', () => {
    assert.deepEqual(sandbox.organisations.slice(0, 2), [
      { name: 'Acme Retail', clientId: 'acme-retail' },
      { name: 'Nova Media', clientId: 'nova-media' },
    ]);
  });

  it('goes back to a snapshot, tokens and ids included', async () => {
    const { body: snapshot } = await control(sandbox, 'GET snapshot');
    const before = await rooms();
    const first = textIn(await invite(), 'id');
    assert.notDeepEqual(await rooms(), before);
    assert.equal((await control(sandbox, 'PUT snapshot', snapshot)).status, 200);
    assert.deepEqual(await rooms(), before);
    assert.equal(textIn(await invite(), 'id'), first);
  });

  it('starts over on reset, and knows no token of before', async () => {
    await invite();
    await control(sandbox, 'POST reset');
    assert.equal((await user.ask('GET /cleanrooms')).status, 401);
    assert.doesNotMatch(JSON.stringify(await rooms()), /new@nova-media\.example/);
  });

  it('writes down who changed what, and counts calls by operationId', async () => {
    const invitation = await invite();
    const { body } = await control(sandbox, 'GET writes');
    const [write] = entries(isJsonObject(body) ? body['writes'] : undefined);
    assert.deepEqual(
      [write?.['organisation'], write?.['operation'], textIn(write?.['subject'], 'id')],
      ['Acme Retail', 'addCleanroomPartner', textIn(invitation, 'id')],
    );
    const { body: counted } = await control(sandbox, 'GET calls');
    assert.deepEqual(isJsonObject(counted) ? counted['calls'] : undefined, { createToken: 1, getAllCleanrooms: 1, addCleanroomPartner: 1 });
  });

  it('wants the control header as everything else does', async () => {
    assert.equal((await fetch(`${sandbox.endpoint}/_sandbox/liveramp/age`, { method: 'POST', body: '{"days":1}' })).status, 403);
  });

  for (const [request, body, status] of [
    ['POST liveramp/invitations/nobody@x.example/accept', {}, 404],
    ['POST liveramp/invitations/nobody/decline', {}, 404],
    ['POST liveramp/age', {}, 400],
    ['POST liveramp/tokens/budget', { left: 99 }, 400],
    ['POST liveramp/tokens/expire', { client_id: 'nobody' }, 404],
    ['POST liveramp/questions/CRQ-136019', { assign: { NOTHING: 'Acme store sales' } }, 404],
    ['POST liveramp/nonsense', {}, 404],
    ['POST liveramp/invitations/100%/decline', {}, 400],
    ['POST liveramp/datasets/%E0%A4%A/status', { status: 'CONFIGURED' }, 400],
  ] as const)
    it(`refuses ${request} ${JSON.stringify(body)} with a sentence`, async () => {
      const reply = await control(sandbox, request, body);
      assert.equal(reply.status, status);
      assert.match(textIn(reply.body, 'message'), /^[A-Z].*\.$/);
    });

  for (const [room, place] of [
    [{ partners: [{ organisation: 'Nobody' }] }, /rooms\[0\]\.partners\[0\]\.organisation: there is no organisation "Nobody"/],
    [{ users: [{ email: 'bob@acme.example', role: 'Emperor' }] }, /rooms\[0\]\.users\[0\]\.role/],
    [{ datasets: [{ name: 'Theirs', organisation: 'Nova' }] }, /rooms\[0\]\.datasets\[0\]\.organisation: "Nova" is not a partner/],
    [{ questions: [{ name: 'Q', datasets: [{ macro: 'A', dataset: 'None' }] }] }, /questions\[0\]\.datasets\[0\]\.dataset/],
    [{ colour: 'red' }, /colour/],
  ] satisfies [JsonObject, RegExp][])
    it(`does not begin with a room of ${JSON.stringify(room)}`, async () => {
      await assert.rejects(startSmallRoom({ room }), (error) => error instanceof ScenarioError && place.test(error.message));
    });
});
