import assert from 'node:assert/strict';
import { CoverageOutbox } from '../../../src/extension/panels/coverageOutbox.ts';
import { webviewPage } from '../../../src/extension/panels/webviewPage.ts';
import type { CellUpdate, CoverageNews, PanelAccount } from '../../../src/protocol/coverageMessages.ts';
import { accountOf } from '../../e2e/coveragePanelData.ts';

const read = (readAt: string): PanelAccount => {
  const account = accountOf({ connectionId: 'one', collaborations: ['Summer'], tables: 1, state: () => 'missing' });
  const coverage = account.coverage!;
  return { ...account, coverage: { ...coverage, rows: coverage.rows.map((row) => ({ ...row, readAt })) } };
};
const update = (state: CellUpdate['state'], working: boolean, columnId = 'acx_part_ibe_01'): CellUpdate => ({
  connectionId: 'one',
  collaborationId: 'collaboration-one-0',
  columnId,
  state,
  reason: '',
  working,
});
const progress = (running: boolean, done: number): Parameters<CoverageOutbox['noteProgress']>[0] => ({
  running,
  done,
  total: 2,
  message: '',
});

describe('What waits to be sent to the coverage panel', () => {
  let account = read('2000-01-01T00:00:00Z');
  let sent: CoverageNews[] = [];
  let outbox: CoverageOutbox;
  beforeEach(() => {
    account = read('2000-01-01T00:00:00Z');
    sent = [];
    outbox = new CoverageOutbox(
      (message) => sent.push(message),
      () => ({ accounts: [account], mayWrite: true }),
    );
  });
  afterEach(() => {
    outbox.dispose();
  });
  const send = (): CoverageNews[] => {
    sent = [];
    outbox.send();
    return sent;
  };

  it('is the newest of each cell and of the progress, in one go', async () => {
    outbox.noteCells([update('missing', true)]);
    outbox.noteCells([update('ready', false), update('failed', false, 'other')]);
    outbox.noteProgress(progress(true, 1));
    outbox.noteProgress(progress(true, 2));
    assert.deepEqual(sent, []);
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.deepEqual(sent, [
      { type: 'cells', updates: [update('ready', false), update('failed', false, 'other')] },
      { type: 'progress', ...progress(true, 2) },
    ]);
  });

  it('repeats what is newer than the reading after every reading that is older, and no longer than that', () => {
    outbox.noteCells([update('ready', false)]);
    send();
    outbox.noteAccounts({ name: 'Summer' });
    assert.deepEqual(send(), [
      { type: 'accounts', accounts: [account], mayWrite: true, show: { name: 'Summer' } },
      { type: 'cells', updates: [update('ready', false)] },
    ]);
    account = read('2999-01-01T00:00:00Z');
    outbox.noteAccounts();
    assert.deepEqual(send(), [{ type: 'accounts', accounts: [account], mayWrite: true }]);
    account = read('2000-01-01T00:00:00Z');
    outbox.noteAccounts();
    assert.equal(send().length, 1);
  });

  it('has no cell under way once the job has ended', () => {
    outbox.noteCells([update('missing', true)]);
    outbox.noteProgress(progress(false, 2));
    send();
    outbox.noteAccounts();
    assert.deepEqual(send()[1], { type: 'cells', updates: [update('missing', false)] });
  });
});

describe('The page of a webview', () => {
  const page = webviewPage({
    title: 'A "title" & <more>',
    script: 'https://x.test/a.js',
    style: 'https://x.test/a.css',
    cspSource: 'https://x.test',
    nonce: 'abc',
    language: 'de',
    texts: { Ready: '</script><b>' },
  });

  it('lets its own script and style in, and nothing else', () => {
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    assert.equal(policy, "default-src 'none'; style-src https://x.test 'nonce-abc'; script-src 'nonce-abc'");
  });

  it('keeps words from becoming markup', () => {
    assert.match(page, /<title>A &quot;title&quot; &amp; &lt;more&gt;<\/title>/);
    assert.match(page, /\{"Ready":"\\u003c\/script>\\u003cb>"\}/);
  });
});
