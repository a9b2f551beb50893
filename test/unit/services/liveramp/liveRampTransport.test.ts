import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { inspect } from 'node:util';
import { temporaryFolder } from '../../support/environment.ts';
import { rejection } from '../../support/jobs.ts';
import { openAcme, theSecret } from './acme.ts';
import { LocalLiveRamp, type Asked, type Reply } from './localLiveRamp.ts';

describe('A request to LiveRamp', () => {
  let folder: string;
  let server: LocalLiveRamp | undefined;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    server?.close();
    await rm(folder, { recursive: true });
  });

  const open = async (reply: (asked: Asked, nth: number) => Reply | undefined) => {
    server = await LocalLiveRamp.start(reply);
    return { server, opened: await openAcme(server.baseUrl, folder) };
  };
  const onRooms = (reply: (nth: number) => Reply | undefined) => open(({ path }, nth) => (path === '/cleanrooms' ? reply(nth) : undefined));

  it('asks for JSON, with the token', async () => {
    const { server, opened } = await onRooms(() => undefined);
    await opened.service.cleanRooms.list();
    const { headers } = server.asked.find(({ path }) => path === '/cleanrooms')!;
    assert.deepEqual([headers.accept, headers.authorization], ['application/json', 'Bearer token-1']);
  });

  it('is traced and counted by its operationId, with the one request id that the header holds twice', async () => {
    const { opened } = await onRooms(() => ({ json: [], headers: { 'x-request-id': 'r-7, r-7' } }));
    await opened.service.cleanRooms.list();
    const [, call] = opened.traces;
    assert.deepEqual(
      [call?.operation, call?.requestId, call?.error, opened.service.callCounts()],
      ['getAllCleanrooms', 'r-7', undefined, { createToken: 1, getAllCleanrooms: 1 }],
    );
  });

  it('follows no redirection, which would carry the token elsewhere', async () => {
    const { server, opened } = await onRooms(() => ({ status: 302, headers: { location: '/v1/elsewhere' } }));
    const error = await rejection(opened.service.cleanRooms.list());
    assert.deepEqual([error.code, server.count('/elsewhere')], ['refused', 0]);
  });

  for (const [name, reply] of [
    ['503', { status: 503 }],
    ['a dropped connection', 'drop'],
    ['no answer in time', 'never'],
    ['429', { status: 429, json: { code: 429, message: 'slow' } }],
  ] satisfies [string, Reply][])
    it(`that reads is sent again after ${name}`, async () => {
      const { server, opened } = await onRooms((nth) => (nth === 1 ? reply : undefined));
      await opened.service.cleanRooms.list();
      assert.deepEqual([server.count('/cleanrooms'), opened.service.callCounts()['getAllCleanrooms']], [2, 2]);
    });

  for (const [name, status] of [
    ['a refusal', 400],
    ['a missing permission', 403],
  ] as const)
    it(`is not sent again after ${name}`, async () => {
      const { server, opened } = await onRooms(() => ({ status }));
      await rejection(opened.service.cleanRooms.list());
      assert.equal(server.count('/cleanrooms'), 1);
    });

  it('gives up after a few tries without an answer, naming host, operation and organisation', async () => {
    const { server, opened } = await onRooms(() => 'drop');
    const error = await rejection(opened.service.cleanRooms.list());
    assert.deepEqual([error.code, server.count('/cleanrooms')], ['no_answer', 4]);
    for (const word of ['127.0.0.1', 'getAllCleanrooms', 'Acme Retail']) assert.ok(error.message.includes(word), error.message);
  });

  it('ends as cancelled when it is cancelled while the service is silent', async () => {
    const { opened } = await onRooms(() => 'never');
    const stop = new AbortController();
    const listing = rejection(opened.service.cleanRooms.list(stop.signal));
    stop.abort();
    assert.equal((await listing).code, 'cancelled');
  });

  it('that is answered with something else than JSON is an unexpected answer, asked for once', async () => {
    const { server, opened } = await onRooms(() => ({ text: '<html>Sign in to the proxy</html>' }));
    const error = await rejection(opened.service.cleanRooms.list());
    assert.deepEqual([error.code, server.count('/cleanrooms')], ['unexpected_answer', 1]);
  });

  it('never puts secret or token into an error, a trace or a message, even where the service repeats them', async () => {
    const echo = ({ headers, body }: Asked): Reply => ({
      status: 400,
      json: { code: 400, message: `You sent ${String(headers.authorization)} ${body}` },
    });
    const { opened } = await open((asked) => (asked.path === '/oauth/token' ? undefined : echo(asked)));
    const refused = await rejection(opened.service.cleanRooms.list());
    const second = await LocalLiveRamp.start((asked) => echoOf(asked, theSecret));
    const unopened = await rejection(openAcme(second.baseUrl, folder));
    second.close();
    const basic = Buffer.from(`acme-retail:${theSecret}`).toString('base64');
    const everything = inspect([refused, refused.sentence, unopened, unopened.sentence, opened.traces], { depth: 9 });
    for (const secret of ['token-1', theSecret, basic]) assert.ok(!everything.includes(secret), `${secret} is in it`);
  });
});

/** Repeats the credentials in both their forms. */
function echoOf({ headers }: Asked, secret: string): Reply {
  return { status: 401, json: { code: 401, message: `Bad credentials ${String(headers.authorization)} with ${secret}` } };
}
