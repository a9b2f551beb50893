import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { emptyApiUserRecord, type ApiUserRecord } from '../../../../src/core/apiUserState.ts';
import { ApiUserStateFile } from '../../../../src/storage/apiUserStateFile.ts';
import { temporaryFolder } from '../../support/environment.ts';
import { rejection } from '../../support/jobs.ts';
import { openAcme, theSecret } from './acme.ts';
import { LocalLiveRamp, token, type Asked, type Reply } from './localLiveRamp.ts';

const hour = 3_600_000;
const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();

describe('The token of an API user', () => {
  let folder: string;
  let server: LocalLiveRamp | undefined;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    server?.close();
    await rm(folder, { recursive: true });
  });

  const serve = async (reply: (asked: Asked, nth: number) => Reply | undefined = () => undefined): Promise<LocalLiveRamp> =>
    (server = await LocalLiveRamp.start(reply));
  /** A service that takes only the tokens that it names. */
  const taking = (...tokens: string[]) =>
    serve(({ path, headers }) =>
      path !== '/cleanrooms' || tokens.some((each) => headers.authorization === `Bearer ${each}`)
        ? undefined
        : { status: 401, json: { code: 401, message: 'Unknown token' } },
    );
  const userAt = ({ baseUrl }: LocalLiveRamp) => ({ origin: new URL(baseUrl).origin, clientId: 'acme-retail' });
  const recordAt = (at: LocalLiveRamp): Promise<ApiUserRecord> => new ApiUserStateFile(folder).read(userAt(at));
  const put = (at: LocalLiveRamp, record: Partial<ApiUserRecord>): Promise<void> =>
    new ApiUserStateFile(folder).change(userAt(at), () => ({ record: { ...emptyApiUserRecord, ...record }, value: undefined }));

  it('is asked for with Basic credentials and a form', async () => {
    const at = await serve();
    await openAcme(at.baseUrl, folder);
    const [{ method, path, headers, body }] = at.asked as [Asked];
    assert.deepEqual(
      [method, path, headers['content-type'], headers.authorization, body],
      [
        'POST',
        '/oauth/token',
        'application/x-www-form-urlencoded',
        `Basic ${Buffer.from(`acme-retail:${theSecret}`).toString('base64')}`,
        'grant_type=client_credentials',
      ],
    );
  });

  it('is asked for once by many windows that open together', async () => {
    const at = await serve();
    await Promise.all(Array.from({ length: 8 }, () => openAcme(at.baseUrl, folder)));
    assert.equal(at.count('/oauth/token'), 1);
  });

  it('costs no call and no secret while the one on file is good', async () => {
    const at = await serve();
    await openAcme(at.baseUrl, folder);
    await openAcme(at.baseUrl, folder, { clientSecret: () => Promise.reject(new Error('asked for the secret')) });
    assert.equal(at.count('/oauth/token'), 1);
  });

  it('is asked for anew a minute before its end', async () => {
    const at = await serve();
    await put(at, { token: { accessToken: 'old', expiresAt: ago(-30_000) }, tokenRequests: [ago(12 * hour)] });
    await openAcme(at.baseUrl, folder);
    assert.equal((await recordAt(at)).token?.accessToken, 'token-1');
  });

  it('stands on file with the times of its requests, and the secret does not', async () => {
    const at = await serve();
    await openAcme(at.baseUrl, folder);
    const record = await recordAt(at);
    assert.deepEqual([record.token?.accessToken, record.tokenRequests.length, record.asking], ['token-1', 1, undefined]);
    assert.ok(!JSON.stringify(record).includes(theSecret));
  });

  it('is taken from the file where another window has renewed it after ours was refused', async () => {
    const at = await taking('theirs');
    const { service } = await openAcme(at.baseUrl, folder);
    await put(at, { token: { accessToken: 'theirs', expiresAt: ago(-hour) }, tokenRequests: [ago(0), ago(0)] });
    assert.deepEqual(await service.cleanRooms.list(), []);
    assert.deepEqual([at.count('/cleanrooms'), at.count('/oauth/token')], [2, 1]);
  });

  it('is asked for anew, once, where the one on file is refused', async () => {
    const at = await taking('token-1');
    await put(at, { token: { accessToken: 'revoked', expiresAt: ago(-hour) }, tokenRequests: [ago(hour)] });
    const { service } = await openAcme(at.baseUrl, folder);
    assert.deepEqual(await service.cleanRooms.list(), []);
    assert.deepEqual([at.count('/cleanrooms'), at.count('/oauth/token')], [2, 1]);
  });

  it('is given up for a call where a fresh one is refused as well', async () => {
    const at = await taking();
    const { service } = await openAcme(at.baseUrl, folder);
    const error = await rejection(service.cleanRooms.list());
    assert.deepEqual([error.code, at.count('/cleanrooms'), at.count('/oauth/token')], ['connection_unusable', 2, 2]);
  });

  it('is not asked for a third time in 24 hours; the error says when the next is possible', async () => {
    const at = await serve();
    await put(at, { tokenRequests: [ago(20 * hour), ago(hour)] });
    const error = await rejection(openAcme(at.baseUrl, folder));
    const next = new Date(Date.now() + 4 * hour).toISOString().slice(0, 13).replace('T', ' ');
    assert.deepEqual([error.code, error.message.includes(next), at.count('/oauth/token')], ['quota_reached', true, 0]);
  });

  it('stays on file where it was refused and there is no other today: the refusal may pass', async () => {
    const at = await taking();
    await put(at, { token: { accessToken: 'refused', expiresAt: ago(-hour) }, tokenRequests: [ago(2 * hour), ago(hour)] });
    const { service } = await openAcme(at.baseUrl, folder);
    const error = await rejection(service.cleanRooms.list());
    assert.deepEqual([error.code, (await recordAt(at)).token?.accessToken], ['quota_reached', 'refused']);
  });

  for (const status of [400, 401])
    it(`is refused with ${status}: organisation, API user and where keys are rotated are named, and the request does not count`, async () => {
      const at = await serve(() => ({ status, json: { code: status, message: 'Bad client credentials' } }));
      const error = await rejection(openAcme(at.baseUrl, folder));
      assert.deepEqual([error.code, error.details.reason], ['connection_unusable', 'refused']);
      for (const word of ['acme-retail', 'Acme Retail', 'Admin → API Keys']) assert.ok(error.sentence.includes(word), error.sentence);
      const { tokenRequests, asking } = await recordAt(at);
      assert.deepEqual([tokenRequests, asking], [[], undefined]);
    });

  it('is there after any number of mistyped secrets: they lock nobody out', async () => {
    const right = `Basic ${Buffer.from(`acme-retail:${theSecret}`).toString('base64')}`;
    const at = await serve(({ headers }) => (headers.authorization === right ? undefined : { status: 401 }));
    for (const secret of ['mistyped', 'mistyped again', 'and again'])
      assert.equal(
        (await rejection(openAcme(at.baseUrl, folder, { clientSecret: () => Promise.resolve(secret) }))).code,
        'connection_unusable',
      );
    await openAcme(at.baseUrl, folder);
    assert.equal((await recordAt(at)).tokenRequests.length, 1);
  });

  const unknown: [string, Reply][] = [
    ['the service failed', { status: 503 }],
    ['the connection was lost', 'drop'],
    ['nothing came in time', 'never'],
    ['what came was no token', { json: {} }],
  ];
  for (const [what, reply] of unknown)
    it(`counts where ${what}: the service may have given one`, async () => {
      const at = await serve(() => reply);
      await rejection(openAcme(at.baseUrl, folder, { requestTimeoutMs: 200 }));
      const { tokenRequests, asking } = await recordAt(at);
      assert.deepEqual([tokenRequests.length, asking], [1, undefined]);
    });

  it('is refused by the service itself for want of budget: noted, so that no window asks again at once', async () => {
    const at = await serve(() => ({ status: 429, json: { code: 429, message: 'Too many tokens' } }));
    const first = await rejection(openAcme(at.baseUrl, folder));
    const second = await rejection(openAcme(at.baseUrl, folder));
    assert.deepEqual([first.code, second.code, at.count('/oauth/token')], ['quota_reached', 'quota_reached', 1]);
    assert.equal((await recordAt(at)).tokenRequests.length, 1);
  });

  it('costs nothing where nobody was reached', async () => {
    const at = await serve();
    at.close();
    const error = await rejection(openAcme(at.baseUrl, folder));
    const { tokenRequests, asking } = await recordAt(at);
    assert.deepEqual([error.code, tokenRequests, asking], ['no_answer', [], undefined]);
  });

  it('is kept although whoever asked for it has cancelled meanwhile', async () => {
    const stop = new AbortController();
    const at = await serve(() => {
      stop.abort();
      return undefined;
    });
    await openAcme(at.baseUrl, folder, {}, stop.signal);
    assert.equal((await recordAt(at)).token?.accessToken, 'token-1');
  });

  it('is asked for after all where a window was killed while it asked', async () => {
    const at = await serve();
    await put(at, { tokenRequests: [ago(hour)], asking: { by: 'gone', until: ago(-300) } });
    await openAcme(at.baseUrl, folder);
    const { tokenRequests, asking } = await recordAt(at);
    assert.deepEqual([tokenRequests.length, asking], [2, undefined]);
  });

  it('is not asked for by those who waited for another whose secret was refused', async () => {
    const at = await serve(() => ({ status: 401 }));
    const errors = await Promise.all(Array.from({ length: 4 }, () => rejection(openAcme(at.baseUrl, folder))));
    assert.deepEqual(
      [errors.map(({ code }) => code), at.count('/oauth/token')],
      [Array.from({ length: 4 }, () => 'connection_unusable'), 1],
    );
  });

  for (const secret of [undefined, ''])
    it(`is not asked for without a secret (${JSON.stringify(secret)}), which counts for nothing`, async () => {
      const at = await serve();
      const error = await rejection(openAcme(at.baseUrl, folder, { clientSecret: () => Promise.resolve(secret) }));
      assert.deepEqual(
        [error.code, error.details.reason, at.asked.length, await recordAt(at)],
        ['connection_unusable', 'missing', 0, emptyApiUserRecord],
      );
    });

  it('of a sandbox is asked for with the sandbox’s own secret, never the person’s', async () => {
    const at = await serve();
    await openAcme(at.baseUrl, folder, { sandbox: true, clientSecret: () => Promise.reject(new Error('asked for the secret')) });
    assert.equal(at.asked[0]?.headers.authorization, `Basic ${Buffer.from('acme-retail:sandbox').toString('base64')}`);
  });

  it('of a sandbox is not refused by our own count: a sandbox that was started anew has a budget of its own', async () => {
    const at = await serve();
    await put(at, { tokenRequests: [ago(2 * hour), ago(hour)], noTokenBefore: ago(-hour) });
    await openAcme(at.baseUrl, folder, { sandbox: true });
    assert.equal(at.count('/oauth/token'), 1);
  });

  it('is told among the allowances', async () => {
    const at = await serve();
    const { service } = await openAcme(at.baseUrl, folder);
    assert.deepEqual(
      (await service.allowances?.())?.map(({ left, of }) => [left, of]),
      [
        [1, 2],
        [20, 20],
      ],
    );
  });

  it('that is no token is an unexpected answer', async () => {
    const at = await serve(() => token('with space'));
    assert.equal((await rejection(openAcme(at.baseUrl, folder))).code, 'unexpected_answer');
  });
});
