import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { inspect } from 'node:util';
import { postMessage, type Patience } from '../../../src/services/webhook/postMessage.ts';
import { webhookAddress } from '../../../src/services/webhook/webhookAddress.ts';
import { rejection } from '../support/jobs.ts';

const secret = 'T0SECRET-xyzzy';
const impatient: Patience = { answerMs: 300, pauseMs: 1, longestPauseMs: 50 };

interface Posted {
  body: string;
  headers: IncomingHttpHeaders;
  path: string | undefined;
}

/** Answers with the given statuses, one after the other; `never` holds the request open. */
async function webhook(
  answers: (number | 'never')[],
  headers: Record<string, string> = {},
): Promise<{ server: Server; address: URL; posted: Posted[] }> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const answer = answers[posted.length] ?? 200;
      posted.push({ body, headers: request.headers, path: request.url });
      if (answer !== 'never') response.writeHead(answer, headers).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  return { server, posted, address: new URL(`http://127.0.0.1:${place.port}/services/${secret}`) };
}

describe('posting to a webhook', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  it('sends the text as JSON, as Slack takes it', async () => {
    const hook = await webhook([200]);
    server = hook.server;
    await postMessage(hook.address, 'Hello\n"there"', impatient);
    const [posted] = hook.posted;
    const body: unknown = JSON.parse(posted?.body ?? '');
    assert.deepEqual(
      [hook.posted.length, body, posted?.headers['content-type'], posted?.path],
      [1, { text: 'Hello\n"there"' }, 'application/json; charset=utf-8', `/services/${secret}`],
    );
  });

  for (const status of [429, 500, 503]) {
    it(`tries once more after ${status}`, async () => {
      const hook = await webhook([status, 200]);
      server = hook.server;
      await postMessage(hook.address, 'x', impatient);
      assert.equal(hook.posted.length, 2);
    });
  }

  it('waits as long as it is told to, and no longer than it wants to', async () => {
    const hook = await webhook([429, 200], { 'retry-after': '86400' });
    server = hook.server;
    const began = performance.now();
    await postMessage(hook.address, 'x', { ...impatient, pauseMs: 5000, longestPauseMs: 100 });
    const waited = performance.now() - began;
    assert.ok(waited >= 95 && waited < 2000, String(waited));
  });

  it('takes a date for the time to wait', async () => {
    const hook = await webhook([503, 200], { 'retry-after': new Date(0).toUTCString() });
    server = hook.server;
    await postMessage(hook.address, 'x', { ...impatient, pauseMs: 60_000, longestPauseMs: 60_000 });
    assert.equal(hook.posted.length, 2);
  });

  for (const [story, answers, tries, code] of [
    ['does not try again what was refused', [404, 200], 1, 'refused'],
    ['gives up after the second failure', [500, 500, 200], 2, 'refused'],
    ['follows no redirection', [302, 200], 1, 'refused'],
    ['gives up on one that does not answer', ['never'], 1, 'no_answer'],
  ] as const) {
    it(`${story}, and keeps the secret out of the error`, async () => {
      const hook = await webhook([...answers], { location: 'http://127.0.0.1:9/' });
      server = hook.server;
      const error = await rejection(postMessage(hook.address, 'x', impatient));
      assert.deepEqual([error.code, hook.posted.length], [code, tries]);
      assert.ok(!inspect(error, { depth: null }).includes(secret));
      assert.match(error.sentence, /^The alerts could not be delivered: /);
    });
  }

  it('says with a code that nobody listens', async () => {
    const hook = await webhook([]);
    await new Promise((resolve) => hook.server.close(resolve));
    const error = await rejection(postMessage(hook.address, 'x', impatient));
    assert.match(error.message, /\(ECONNREFUSED\)/);
    assert.ok(!inspect(error, { depth: null }).includes(secret));
  });
});

describe('the address of the webhook', () => {
  const address = (text: string): URL => webhookAddress({ CLEANROOMS_WEBHOOK_URL: text });

  it('is any https URL, and http on this machine', () => {
    for (const good of [
      'https://hooks.example/x',
      'http://127.0.0.1:8080/x',
      'http://localhost/x',
      'http://[::1]:1/x',
      'http://127.9.9.9/',
    ])
      assert.equal(address(good).href, new URL(good).href);
  });

  it('is refused with a sentence that repeats none of it', () => {
    for (const bad of [
      `http://hooks.example/${secret}`,
      `http://localhost.evil.example/${secret}`,
      `http://127.0.0.1.evil.example/${secret}`,
      `ftp://127.0.0.1/${secret}`,
      `https://user:${secret}@hooks.example/`,
      secret,
    ])
      assert.throws(
        () => address(bad),
        (thrown: unknown) => !inspect(thrown, { depth: null }).includes(secret) && /CLEANROOMS_WEBHOOK_URL/.test(inspect(thrown)),
        bad,
      );
  });

  it('has to be there', () => {
    assert.throws(() => webhookAddress({}), /CLEANROOMS_WEBHOOK_URL is not set/);
  });
});
