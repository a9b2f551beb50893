import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollaborationEntry } from '../../../src/core/config/schema.ts';
import { ConfigurationFile } from '../../../src/storage/configurationFile.ts';
import { configurationText, id } from '../builders.ts';
import { temporaryFolder } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';

const entry = (number: number): CollaborationEntry => ({
  name: `Collaboration ${number}`,
  membership_id: id('membership', number),
  status: 'active',
});
const add = (number: number) => [{ kind: 'addCollaboration', accountId: '111122223333', entry: entry(number) }] as const;

describe('the configuration file on disk', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'collaboration-config.json');
    await writeFile(path, configurationText());
  });
  afterEach(() => rm(folder, { recursive: true }));
  const names = async (): Promise<string[]> =>
    ((await new ConfigurationFile(path).read())?.collaborations ?? []).map(({ name }) => name).sort();

  it('is undefined where there is no file, and in a folder that does not exist', async () => {
    assert.equal(await new ConfigurationFile(join(folder, 'no', 'file.json')).read(), undefined);
  });

  it('keeps every one of many edits that were asked for at once', async () => {
    const file = new ConfigurationFile(path);
    await Promise.all(Array.from({ length: 20 }, (_, number) => file.edit(add(number))));
    assert.equal((await names()).length, 20);
  });

  it('keeps the edits of two windows that write at once', async () => {
    const [one, other] = [new ConfigurationFile(path), new ConfigurationFile(path)];
    await Promise.all([0, 1, 2].flatMap((number) => [one.edit(add(number)), other.edit(add(number + 10))]));
    assert.equal((await names()).length, 6);
  });

  it('applies its edit to what somebody else has written in between', async () => {
    const file = new ConfigurationFile(path);
    await file.read();
    await writeFile(path, configurationText({ collaborations: [entry(7)], my_key: 1 }));
    await file.edit(add(8));
    assert.deepEqual([await names(), (await file.read())?.['my_key']], [['Collaboration 7', 'Collaboration 8'], 1]);
  });

  it('goes on after an edit that failed', async () => {
    const file = new ConfigurationFile(path);
    await writeFile(path, '{');
    const failed = rejection(file.edit(add(1)));
    assert.equal((await failed).code, 'configuration_broken');
    await writeFile(path, configurationText());
    await file.edit(add(2));
    assert.deepEqual(await names(), ['Collaboration 2']);
  });

  it('leaves a broken file as it is', async () => {
    await writeFile(path, '{ "a": ');
    await rejection(new ConfigurationFile(path).edit(add(1)));
    assert.equal(await readFile(path, 'utf8'), '{ "a": ');
  });

  it('does not touch the file for an edit that is already in it', async () => {
    const file = new ConfigurationFile(path);
    await file.edit(add(1));
    const { ino, mtimeMs } = await stat(path);
    await file.edit(add(1));
    const after = await stat(path);
    assert.deepEqual([after.ino, after.mtimeMs], [ino, mtimeMs]);
  });

  it('replaces the file as a whole and leaves no draft beside it', async () => {
    const { ino } = await stat(path);
    await new ConfigurationFile(path).edit(add(1));
    assert.notEqual((await stat(path)).ino, ino);
    assert.deepEqual(await readdir(folder), ['collaboration-config.json']);
  });

  for (const mode of [0o600, 0o640, 0o664, 0o666]) {
    it(`keeps the mode ${mode.toString(8)}, whatever the umask`, async () => {
      await chmod(path, mode);
      await new ConfigurationFile(path).edit(add(1));
      assert.equal(((await stat(path)).mode & 0o777).toString(8), mode.toString(8));
    });
  }

  it('writes through a link to the file that it names', async () => {
    const link = join(folder, 'link.json');
    await symlink(path, link);
    await new ConfigurationFile(link).edit(add(1));
    assert.ok((await lstat(link)).isSymbolicLink());
    assert.deepEqual(await names(), ['Collaboration 1']);
  });

  it('keeps a byte order mark', async () => {
    await writeFile(path, `\ufeff${configurationText()}`);
    await new ConfigurationFile(path).edit(add(1));
    assert.ok((await readFile(path, 'utf8')).startsWith('\ufeff{'));
  });

  it('refuses a file in another encoding instead of losing its letters', async () => {
    await writeFile(path, Buffer.from(configurationText({ note: 'Zoë' }), 'latin1'));
    const before = await readFile(path);
    const error = await rejection(new ConfigurationFile(path).edit(add(1)));
    assert.deepEqual([error.code, error.message], ['configuration_broken', `${path}:1:1: The file is not UTF-8.`]);
    assert.deepEqual(await readFile(path), before);
  });

  it('says which file has disappeared', async () => {
    await rm(path);
    assert.equal((await rejection(new ConfigurationFile(path).edit(add(1)))).message, `${path} has disappeared.`);
  });

  it('never replaces a file by a new one', async () => {
    assert.equal((await rejection(new ConfigurationFile(path).create('{}'))).code, 'configuration_conflict');
    assert.equal(await readFile(path, 'utf8'), configurationText());
  });

  it('makes a file where there is none, once, however many ask', async () => {
    await rm(path);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => new ConfigurationFile(path).create(configurationText())));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await readFile(path, 'utf8'), configurationText());
  });

  it('says of a missing folder which one', async () => {
    assert.match(
      (await rejection(new ConfigurationFile(join(folder, 'no', 'file.json')).create('{}'))).sentence,
      /ENOENT.*Check the path and its permissions/,
    );
  });

  it('says of a folder in the place of the file that it cannot be used', async () => {
    const inside = join(folder, 'config.json');
    await mkdir(inside);
    assert.match((await rejection(new ConfigurationFile(inside).read())).message, /cannot be used: EISDIR/);
  });

  it('says of a file that may not be read that it cannot be used', async function () {
    if (process.getuid?.() === 0) this.skip(); // Root may read everything.
    await chmod(path, 0o000);
    assert.match((await rejection(new ConfigurationFile(path).read())).message, /cannot be used: EACCES/);
  });
});
