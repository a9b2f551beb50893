import assert from 'node:assert/strict';
import { appendFile, chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Masking } from '../../../src/core/assistant/masking.ts';
import type { PromptLogEntry } from '../../../src/core/assistant/promptLog.ts';
import { PromptLogFiles } from '../../../src/storage/promptLogFiles.ts';
import { planted } from '../core/assistant/plantedSecrets.ts';
import { temporaryFolder } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';

type Exchange = Extract<PromptLogEntry, { kind: 'exchange' }>;
const exchange = (changes: Partial<Exchange> = {}): Exchange => ({
  kind: 'exchange',
  id: 'e1',
  at: '2026-10-02T12:00:00.000Z',
  command: 'diagnose',
  model: 'clean-rooms-openai/gpt',
  masked: true,
  prompt: ['Rules.', 'Material.'],
  answer: 'It waits [1].',
  shown: 'wording',
  dropped: 0,
  ...changes,
});
const feedback: PromptLogEntry = { kind: 'feedback', at: '2026-10-02T12:01:00.000Z', about: 'e1', helpful: false };

describe('the log of prompts', () => {
  let state: string;
  let today: Date;
  let on: boolean;
  let log: PromptLogFiles;
  beforeEach(async () => {
    state = await temporaryFolder();
    today = new Date('2026-10-02T12:00:00.000Z');
    on = true;
    log = new PromptLogFiles(state, { isOn: () => on, now: () => today });
  });
  afterEach(() => rm(state, { recursive: true, force: true }));
  const names = async (): Promise<string[]> => (await log.files()).map((file) => basename(file));

  it('holds what was given and answered, and what the person thought of it', async () => {
    await log.append(exchange());
    await log.append(feedback);
    assert.deepEqual(await log.entries(), { entries: [exchange(), feedback], incomplete: false });
  });

  it('is empty before anything was asked', async () => {
    assert.deepEqual([await log.entries(), await log.files()], [{ entries: [], incomplete: false }, []]);
  });

  it('has a file a day, for the owner only, as its folder is', async () => {
    await log.append(exchange());
    assert.deepEqual(
      [basename(log.file), (await stat(log.file)).mode & 0o777, (await stat(log.folder)).mode & 0o777],
      ['2026-10-02.jsonl', 0o600, 0o700],
    );
  });

  it("makes a file that others could read the owner's again", async () => {
    await log.append(exchange());
    await chmod(log.file, 0o644);
    await log.append(exchange());
    assert.equal((await stat(log.file)).mode & 0o777, 0o600);
  });

  it('keeps seven days, and deletes older ones when it is written or looked at', async () => {
    for (let day = 1; day <= 9; day += 1) {
      today = new Date(`2026-10-0${day}T12:00:00.000Z`);
      await log.append(exchange());
    }
    assert.deepEqual([(await names()).length, (await names())[0]], [7, '2026-10-03.jsonl']);
    today = new Date('2026-10-12T12:00:00.000Z');
    assert.deepEqual(await names(), ['2026-10-06.jsonl', '2026-10-07.jsonl', '2026-10-08.jsonl', '2026-10-09.jsonl']);
  });

  it('writes nothing where it is switched off', async () => {
    on = false;
    await log.append(exchange());
    assert.deepEqual(await readdir(state), []);
  });

  it('lets what it kept go after seven days also where it has been switched off since', async () => {
    await log.append(exchange());
    on = false;
    today = new Date('2026-10-09T12:00:00.000Z');
    await log.append(exchange());
    assert.deepEqual(await readdir(log.folder), []);
  });

  it('is deleted on demand, and other files of its folder are not', async () => {
    await log.append(exchange());
    await writeFile(join(log.folder, 'notes.txt'), 'mine');
    await log.deleteAll();
    assert.deepEqual(await readdir(log.folder), ['notes.txt']);
  });

  it('takes its folder along where nothing else is in it', async () => {
    await log.append(exchange());
    await log.deleteAll();
    await log.deleteAll();
    assert.deepEqual(await readdir(state), []);
  });

  it('says that something is missing where a line was cut, and gives the others, also of the next day', async () => {
    await log.append(exchange());
    await appendFile(log.file, '{"kind":"exch');
    today = new Date('2026-10-03T12:00:00.000Z');
    await log.append(feedback);
    assert.deepEqual(await log.entries(), { entries: [exchange(), feedback], incomplete: true });
  });

  it('is given as it lies on disk, to be exported', async () => {
    await log.append(exchange());
    assert.equal(await log.text(), await readFile(log.file, 'utf8'));
  });

  it('stops being read when that is cancelled', async () => {
    await log.append(exchange());
    assert.equal((await rejection(log.entries(AbortSignal.abort()))).code, 'cancelled');
  });

  it('holds texts as they were sent: masked', async () => {
    const masking = new Masking();
    await log.append(exchange({ prompt: [masking.mask('In 111122223333')] }));
    assert.doesNotMatch(await log.text(), /111122223333/);
  });

  for (const [story, secret] of planted) {
    it(`never holds ${story}, wherever it was quoted`, async () => {
      const said = `The key "${secret}" is not valid.`;
      await log.append(exchange({ prompt: [said], answer: said, error: said, model: said }));
      await log.append({ ...feedback, reason: said });
      assert.ok(!(await log.text()).includes(secret));
    });
  }

  it('loses no line of many windows', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `e${index}`);
    await Promise.all(
      ids.map((id) => new PromptLogFiles(state, { now: () => today }).append(exchange({ id, answer: 'x'.repeat(20_000) }))),
    );
    const { entries, incomplete } = await log.entries();
    assert.deepEqual([entries.length, incomplete], [30, false]);
  });

  it('is an error that says where, and how to do without it, where it cannot be written', async () => {
    await writeFile(join(state, 'prompts'), '');
    const error = await rejection(log.append(exchange()));
    assert.deepEqual(
      [error.code, error.message.includes(log.folder), error.remedy?.includes('promptLog')],
      ['configuration_broken', true, true],
    );
  });
});
