import assert from 'node:assert/strict';
import { isJsonObject } from '../../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { askForToken, control, LiveRampUser, startSmallRoom, textIn } from './liveRampUser.ts';

describe('Tokens of the LiveRamp sandbox', () => {
  let sandbox: RunningSandbox;
  beforeEach(async () => {
    sandbox = await startSmallRoom();
  });
  afterEach(() => sandbox.stop());
  const status = async (init: RequestInit): Promise<number> => (await askForToken(sandbox.endpoint, 'acme-retail', init)).status;

  it('come in camel case and say when they end', async () => {
    const { body } = await askForToken(sandbox.endpoint, 'acme-retail');
    assert.ok(isJsonObject(body));
    assert.deepEqual(Object.keys(body), ['accessToken', 'tokenType', 'expiresIn', 'expiresAt']);
    const hours = (Date.parse(textIn(body, 'expiresAt')) - Date.now()) / 3_600_000;
    assert.ok(hours > 11.9 && hours <= 12, String(hours));
  });

  it('are given for a form with Basic credentials and for nothing else', async () => {
    const authorization = `Basic ${btoa('acme-retail:sandbox')}`;
    assert.equal(await status({ headers: {} }), 400);
    assert.equal(await status({ headers: { authorization, 'content-type': 'application/json' }, body: '{}' }), 415);
    assert.equal(await status({ method: 'GET', body: null }), 405);
    assert.equal(await status({ body: new URLSearchParams({ grant_type: 'password' }) }), 400);
    assert.equal(await status({ headers: { authorization: `Basic ${btoa('acme-retail:guess')}` } }), 401);
    assert.equal(await status({ headers: { authorization: `Basic ${btoa('nobody:sandbox')}` } }), 401);
    assert.equal(await status({}), 200, 'what was refused cost no token');
  });

  it('are given for the secret that the scenario gives an API user, and for no other', async () => {
    const own = await startSmallRoom({ organisation: { client_secret: 'tell-nobody' } });
    const of = async (secret: string): Promise<number> =>
      (await askForToken(own.endpoint, 'acme-retail', { headers: { authorization: `Basic ${btoa(`acme-retail:${secret}`)}` } })).status;
    assert.deepEqual([await of('sandbox'), await of('tell-nobody')], [401, 200]);
    assert.equal((await askForToken(own.endpoint, 'nova-media')).status, 200, 'others keep the usual one');
    assert.doesNotMatch(JSON.stringify((await control(own, 'GET state')).body), /tell-nobody/);
    await own.stop();
  });

  it('are two a day for each API user', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push(await status({}));
    assert.deepEqual(statuses, [200, 200, 429]);
    assert.equal((await askForToken(sandbox.endpoint, 'nova-media')).status, 200);
  });

  it('are given again where a control call says so', async () => {
    await control(sandbox, 'POST liveramp/tokens/budget', { client_id: 'acme-retail', left: 0 });
    assert.equal(await status({}), 429);
    await control(sandbox, 'POST liveramp/tokens/budget', { left: 1 });
    assert.deepEqual([await status({}), await status({})], [200, 429]);
  });

  it('are refused when missing, unknown or expired', async () => {
    const user = await LiveRampUser.signIn(sandbox);
    const other = await LiveRampUser.signIn(sandbox, 'nova-media');
    assert.equal((await new LiveRampUser(sandbox.endpoint, 'guess').ask('GET /cleanrooms')).status, 401);
    assert.equal((await fetch(`${sandbox.endpoint}/v1/cleanrooms`)).status, 401);
    assert.equal((await fetch(`${sandbox.endpoint}/v1/health`)).status, 200);
    await control(sandbox, 'POST liveramp/tokens/expire', { client_id: 'acme-retail' });
    assert.equal((await user.ask('GET /cleanrooms')).status, 401);
    assert.equal((await other.ask('GET /cleanrooms')).status, 200);
  });
});
