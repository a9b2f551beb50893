import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withEvent, type Engagement, type EngagementEventKind } from '../../../src/core/onboarding/engagement.ts';
import { EngagementFolder } from '../../../src/storage/engagementFolder.ts';
import { engagementOf } from '../core/onboarding/engagementBuilder.ts';
import { temporaryFolder } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';

const id = 'cr-000001--dana';
const noted =
  (by: string): ((engagement: Engagement) => Engagement) =>
  (engagement) =>
    withEvent(engagement, { at: '2026-09-01T00:00:00Z', by, step: 'validation', what: 'validated' satisfies EngagementEventKind });

describe('the folder of onboarding files', () => {
  let root: string;
  let path: string;
  let store: EngagementFolder;
  beforeEach(async () => {
    root = await temporaryFolder();
    path = join(root, 'clean-rooms', 'onboarding');
    store = new EngagementFolder(path);
  });
  afterEach(() => rm(root, { recursive: true }));
  const authors = async (): Promise<string[]> => (await store.read(id)).events.map(({ by }) => by).sort();

  it('is empty where there is no folder, and is made with its first file', async () => {
    assert.deepEqual(await store.list(), { engagements: [], problems: [] });
    await store.create(engagementOf());
    assert.deepEqual(await readdir(path), [`${id}.json`]);
    assert.deepEqual((await store.list()).engagements, [engagementOf()]);
  });

  it('makes a file once, however many ask', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => new EngagementFolder(path).create(engagementOf())));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await rejection(store.create(engagementOf()))).code, 'configuration_conflict');
  });

  it('keeps every change of windows that write at once', async () => {
    await store.create(engagementOf());
    const windows = [new EngagementFolder(path), new EngagementFolder(path)];
    await Promise.all(Array.from({ length: 12 }, (_, number) => windows[number % 2]!.change(id, noted(String(number).padStart(2, '0')))));
    assert.equal((await authors()).length, 12);
  });

  it('keeps every change of processes that write at once', async () => {
    await store.create(engagementOf());
    const program = `
      import { EngagementFolder } from ${JSON.stringify(new URL('../../../src/storage/engagementFolder.ts', import.meta.url).href)};
      const store = new EngagementFolder(process.argv[1]);
      for (let turn = 0; turn < 10; turn += 1)
        await store.change(${JSON.stringify(id)}, (engagement) => ({
          ...engagement,
          events: [...engagement.events, { at: '2026-09-01T00:00:00Z', by: process.argv[2] + turn, step: 'validation', what: 'validated' }],
        }));`;
    await Promise.all(
      ['a', 'b', 'c'].map((name) => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program, path, name])),
    );
    assert.deepEqual(
      await authors(),
      ['a', 'b', 'c'].flatMap((name) => Array.from({ length: 10 }, (_, turn) => `${name}${turn}`)),
    );
    assert.deepEqual(await readdir(path), [`${id}.json`]);
  }).timeout(60_000);

  it('keeps what an editor has written in between, and keys that it does not know', async () => {
    await store.create(engagementOf());
    await store.read(id);
    await writeFile(
      join(path, `${id}.json`),
      JSON.stringify({ ...engagementOf(), ticket: 'ABC-1', partner: { address: 'dana@nova.example', phone: '1' } }),
    );
    await store.change(id, noted('ada'));
    const text = await readFile(join(path, `${id}.json`), 'utf8');
    assert.match(text, /"ticket": "ABC-1"/);
    assert.match(text, /"phone": "1"/);
  });

  it('shows a broken file as a problem with its place, leaves it as it is, and reads the others', async () => {
    await store.create(engagementOf());
    await writeFile(join(path, 'broken.json'), '{\n  "version": 1,,\n}');
    const { engagements, problems } = await store.list();
    assert.deepEqual([engagements.length, problems[0]?.line, problems[0]?.column], [1, 2, 16]);
    assert.equal((await rejection(store.change('broken', noted('ada')))).code, 'configuration_broken');
    assert.equal(await readFile(join(path, 'broken.json'), 'utf8'), '{\n  "version": 1,,\n}');
  });

  it('shows what git could not merge as a problem', async () => {
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'merged.json'), '{\n<<<<<<< ours\n"a": 1\n=======\n"a": 2\n>>>>>>> theirs\n}');
    assert.equal((await store.list()).problems[0]?.line, 2);
  });

  it('takes no notice of drafts, other files and folders', async () => {
    await mkdir(join(path, 'old.json'), { recursive: true });
    await writeFile(join(path, 'x.json.draft'), '{');
    await writeFile(join(path, 'README.md'), 'Hello');
    assert.deepEqual(await store.list(), { engagements: [], problems: [] });
  });

  it('never leaves its folder, whatever the id', async () => {
    await store.create(engagementOf());
    await writeFile(join(root, 'outside.json'), JSON.stringify(engagementOf({ id: 'outside' })));
    for (const wrong of ['../../outside', '..', '', 'a/b']) {
      assert.equal((await rejection(store.read(wrong))).code, 'not_found');
      assert.equal((await rejection(store.change(wrong, noted('ada')))).code, 'not_found');
    }
  });

  it('asks before it writes whether it may', async () => {
    await store.create(engagementOf());
    const asked: string[] = [];
    await new EngagementFolder(path, { beforeWrite: (file) => asked.push(file) }).change(id, noted('ada'));
    assert.deepEqual(asked, [join(path, `${id}.json`)]);
  });

  it('does not touch a file for a change that is none', async () => {
    await store.create(engagementOf());
    const before = await readFile(join(path, `${id}.json`));
    await store.change(id, (same) => same);
    assert.deepEqual(await readFile(join(path, `${id}.json`)), before);
  });
});
