import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OnboardingWork } from '../../../src/extension/panels/onboarding/onboardingWork.ts';
import {
  onboardingProtocol,
  type OnboardingPicture,
  type OnboardingProtocol,
  type PanelEngagement,
} from '../../../src/protocol/onboardingMessages.ts';
import type { NewsOf } from '../../../src/protocol/panelMessages.ts';
import { memoryWorkplace, type Outside } from '../core/onboarding/memoryWorkplace.ts';
import { dana, lee, liveRampBench, makeReady, type LiveRampBench } from '../core/onboarding/onboardingBench.ts';
import { rejection } from '../support/jobs.ts';

const context = { signal: new AbortController().signal };

describe('what the onboarding panel asks the extension for', () => {
  let given: LiveRampBench;
  let work: OnboardingWork;
  let outside: Outside;
  let news: NewsOf<OnboardingProtocol>[];
  beforeEach(async () => {
    given = await liveRampBench();
    news = [];
    const made = memoryWorkplace(given.bench);
    outside = made.outside;
    work = new OnboardingWork(made.workplace, (each) => news.push(each));
    await work.begin();
  });
  afterEach(async () => {
    work.dispose();
    await given.bench.end();
  });

  const picture = (): OnboardingPicture => {
    work.tell();
    const newest = news.findLast((each) => each.type === 'picture');
    assert.ok(newest?.type === 'picture');
    onboardingProtocol.news.picture.parse(newest);
    return newest;
  };
  const engagement = (id = given.id): PanelEngagement => {
    const found = picture().engagements.find((each) => each.id === id);
    assert.ok(found, `there is an engagement ${id}`);
    return found;
  };
  const reference = () => ({ connectionId: 'acme', id: given.id });
  const advance = (action: Parameters<typeof work.handlers.advance>[0]['action'], more: object = {}) =>
    Promise.resolve(work.handlers.advance({ runId: 'run', action, engagements: [reference()], ...more }, context));
  const wish = { connectionId: 'acme', roomId: 'room-1', partners: [{ to: lee }, { to: dana }], flow: 'standard' };

  it('shows connections, rooms, flows, templates and engagements', () => {
    const { connections, engagements, flows, flags, hasFolder, elsewhere } = picture();
    assert.deepEqual(
      [connections[0]?.rooms[0]?.name, engagements.length, flows.length, flags.length, hasFolder, elsewhere],
      ['Media Insights', 1, 4, 9, true, []],
    );
    assert.deepEqual(
      engagement().steps.map(({ state }) => state),
      ['done', 'pending', 'pending', 'pending', 'pending', 'pending'],
    );
  });

  it('plans a batch without writing, and begins it without a question: nothing leaves the machine', async () => {
    const { answer } = await work.handlers.check({ wish }, context);
    assert.deepEqual(
      answer.items.map(({ outcome, code }) => [outcome, code]),
      [
        ['planned', undefined],
        ['left_out', 'already_so'],
      ],
    );
    assert.equal(picture().engagements.length, 1);
    await work.handlers.start({ runId: 'run', wish }, context);
    assert.deepEqual([picture().engagements.length, outside.questions, given.world.writes], [2, [], []]);
  });

  it('asks once before it sends, tells each address as it is done, and shows what is true afterwards', async () => {
    await work.handlers.start({ runId: 'first', wish }, context);
    news.length = 0;
    await advance('send');
    assert.deepEqual(outside.questions, ['send 1 invitation of the onboarding']);
    const run = news.findLast((each) => each.type === 'run');
    assert.ok(run?.type === 'run' && !run.running);
    assert.deepEqual(
      run.items.map(({ outcome }) => outcome),
      ['done'],
    );
    assert.ok(news.some(({ type }) => type === 'step'));
    assert.equal(engagement().invitationStatus, 'PENDING');
  });

  it('does nothing where the person declines', async () => {
    outside.consents = false;
    assert.equal((await rejection(advance('send'))).code, 'cancelled');
    assert.deepEqual(given.world.writes, []);
    assert.equal(work.runs.running, false);
  });

  it('writes nothing where the workspace is not trusted', async () => {
    outside.mayWrite = false;
    assert.equal((await rejection(advance('validate'))).code, 'not_permitted');
  });

  it('notes a follow-up without a question', async () => {
    await advance('follow_up_done', { day: 3 });
    assert.deepEqual([engagement().followUps[0]?.state, outside.questions], ['done', []]);
  });

  it('offers the fix of a failed check only for checks of now, mends it after a question, and checks again', async () => {
    makeReady(given);
    given.world.question(given.room, 'Overlap', ['EDIT']);
    await advance('validate');
    const permissions = () => engagement().validation?.checks.find(({ id }) => id === 'permissions');
    assert.deepEqual([permissions()?.state, permissions()?.remedies], ['failed', [{ title: 'Apply the permissions', runs: true }]]);
    await work.handlers.mend({ runId: 'mend', engagement: reference(), checkId: 'permissions', remedy: 0 }, context);
    assert.deepEqual([permissions()?.state, outside.questions.length], ['passed', 1]);
    assert.equal(given.world.access('question-2', 'EDIT'), 'QUESTION_OWNER_ONLY');
  });

  it('runs no remedy that no check has found', async () => {
    const mending = Promise.resolve(
      work.handlers.mend({ runId: 'x', engagement: reference(), checkId: 'permissions', remedy: 0 }, context),
    );
    assert.equal((await rejection(mending)).code, 'not_found');
  });

  it('keeps what was validated by another window without its fixes', async () => {
    await advance('validate');
    assert.ok(engagement().validation?.checks.some(({ remedies }) => remedies.length > 0));
    await given.bench.advance('validate', [given.id]);
    await work.refresh();
    assert.ok(engagement().validation?.checks.every(({ remedies }) => remedies.length === 0));
  });

  it('notices files that others write, and reads nothing where nothing is new', async () => {
    await given.bench.start({ room: 'room-1', partners: [{ to: lee }] });
    await work.noteFolderChange();
    assert.equal(picture().engagements.length, 2);
    given.world.reads = [];
    await work.noteFolderChange();
    assert.deepEqual(given.world.reads, []);
  });

  it('shows a broken file, and files of other connections', async () => {
    await writeFile(join(given.bench.path, 'broken.json'), '{');
    await given.bench.change(given.id, (each) => ({ ...each, connection: { service: 'aws', account: '111122223333' } }));
    await work.noteFolderChange();
    const { problems, elsewhere, engagements } = picture();
    assert.match(problems[0] ?? '', /broken\.json:1:2/);
    assert.deepEqual([elsewhere, engagements], [[given.id], []]);
  });

  it('shows why a connection could not be read, and what was read before', async () => {
    const { workplace } = memoryWorkplace(given.bench);
    let failing = false;
    const other = new OnboardingWork(
      { ...workplace, status: (...asked) => (failing ? Promise.reject(new Error('The network is down.')) : workplace.status(...asked)) },
      (each) => news.push(each),
    );
    await other.begin();
    failing = true;
    await other.refresh();
    other.tell();
    const newest = news.findLast((each) => each.type === 'picture');
    other.dispose();
    assert.ok(newest?.type === 'picture');
    assert.deepEqual([newest.connections[0]?.error, newest.engagements.length], ['The network is down.', 1]);
  });

  it('writes to the partner, to nobody where somebody else is meant, copies, and opens the file', async () => {
    await work.handlers.openMail({ engagement: reference(), text: 'Hello', toPartner: true }, context);
    await work.handlers.openMail({ engagement: reference(), text: 'Hello', toPartner: false }, context);
    await work.handlers.copy({ text: 'Words' }, context);
    await work.handlers.openFile({ engagement: reference() }, context);
    assert.deepEqual([outside.mails.map(({ to }) => to), outside.copied, outside.opened], [[dana, ''], ['Words'], [given.id]]);
  });

  it('keeps words of partners from forging lines', async () => {
    await given.bench.change(given.id, (each) => ({ ...each, partner: { address: dana, name: 'No\u202eva\nDone' } }));
    await work.refresh();
    assert.equal(engagement().partner, 'Nova Done');
  });

  it('leads to the engagement that the panel was opened about', () => {
    work.focus({ connectionId: given.bench.service.connection.id, engagementId: given.id });
    work.tell();
    const newest = news.findLast((each) => each.type === 'picture');
    assert.ok(newest?.type === 'picture');
    assert.deepEqual(newest.show, { connectionId: 'acme', engagementId: given.id });
  });
});
