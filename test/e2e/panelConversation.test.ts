/** The page's side of a panel's messages, in a browser: what is asked, what is heard, and what is not understood. */
import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { bundledPage } from './bundledPage.ts';
import { talk } from './panelConversationProtocol.ts';
import { openPage, PanelPage, useBrowser } from './panelPage.ts';

const notUnderstood = 'The extension sent a message that this panel does not understand. Close the panel and open it again.';

describe("the page's side of a panel's messages", () => {
  const browser = useBrowser();
  let built: { js: string; css: string };
  before(async () => {
    built = await bundledPage('panelConversationPage.mjs', 'ui/ui.css');
  });
  const open = async (): Promise<PanelPage<typeof talk.requests, typeof talk.news>> =>
    new PanelPage(talk, await openPage(browser(), { title: 'Talk', files: 'page', built }));
  type Talk = Awaited<ReturnType<typeof open>>;

  const ask = ({ page }: Talk, name: string, input: object): Promise<void> =>
    page.evaluate(
      ([what, along]) => {
        window.page.ask(what, along);
      },
      [name, input] as const,
    );
  const heard = ({ page }: Talk): Promise<unknown[]> => page.evaluate(() => window.page.heard);
  const replies = ({ page }: Talk): Promise<unknown[]> => page.evaluate(() => window.page.replies);

  it('says that it is there', async () => {
    assert.deepEqual(await (await open()).sent(), [{ type: 'ready' }]);
  });

  it('asks, and ends with the answer and the words', async () => {
    const talking = await open();
    await ask(talking, 'invite', { addresses: ['a@northwind.example'] });
    const { addresses } = await talking.request('invite');
    await talking.answer('invite', { sent: 1 }, 'Sent.');
    assert.deepEqual(addresses, ['a@northwind.example']);
    assert.deepEqual(await replies(talking), [{ ok: true, answer: { sent: 1 }, message: 'Sent.' }]);
  });

  it('ends with the sentence of a refusal', async () => {
    const talking = await open();
    await ask(talking, 'refresh', {});
    await talking.reply('refresh', false, 'Not permitted.');
    assert.deepEqual(await replies(talking), [{ ok: false, message: 'Not permitted.', cancelled: undefined }]);
  });

  it('gives each request its own reply, in whatever order they come', async () => {
    const talking = await open();
    await ask(talking, 'refresh', {});
    const first = await talking.request('refresh');
    await ask(talking, 'refresh', {});
    const second = await talking.request('refresh');
    assert.notEqual(first.requestId, second.requestId);
    await talking.send({ type: 'reply', requestId: second.requestId, ok: true, message: 'second' });
    await talking.send({ type: 'reply', requestId: first.requestId, ok: true, message: 'first' });
    assert.deepEqual(
      (await replies(talking)).map((reply) => z.object({ message: z.string() }).parse(reply).message),
      ['second', 'first'],
    );
  });

  for (const [what, rest] of Object.entries({
    'an answer of another shape': { ok: true, answer: { sent: 'all' } },
    'no answer where there should be one': { ok: true },
    'a reply that says neither yes nor no': {},
  })) {
    it(`ends a request with an error line after ${what}`, async () => {
      const talking = await open();
      await ask(talking, 'invite', { addresses: [] });
      const { requestId } = await talking.request('invite');
      await talking.sendAnything({ type: 'reply', requestId, ...rest });
      assert.deepEqual(await replies(talking), [{ ok: false, message: notUnderstood }]);
    });
  }

  it('hears news of each kind', async () => {
    const talking = await open();
    await talking.send({ type: 'partners', names: ['Northwind'] });
    await talking.send({ type: 'ended' });
    assert.deepEqual(await heard(talking), [{ names: ['Northwind'] }, {}]);
  });

  for (const [what, message] of Object.entries({
    'news of another shape': { type: 'partners', names: 'all' },
    'news that it does not know': { type: 'weather' },
    'a reply to what it has not asked': { type: 'reply', requestId: 'none', ok: true },
    'no message at all': 'hello',
  })) {
    it(`says that it does not understand ${what}`, async () => {
      const talking = await open();
      await talking.sendAnything(message);
      assert.deepEqual(await heard(talking), [notUnderstood]);
    });
  }
});

/** What runs inside the page. */
declare const window: { page: { heard: unknown[]; replies: unknown[]; ask(name: string, input: object): void } };
