import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PartnerSettingsFile } from '../../../src/storage/partnerSettingsFile.ts';
import { rejection } from '../support/jobs.ts';

describe('clean-rooms/partners.json on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'partners-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is none until something is kept, and then is in a folder of its own', async () => {
    const file = new PartnerSettingsFile(join(folder, 'clean-rooms', 'partners.json'));
    assert.equal(await file.read(), undefined);
    await file.edit([{ kind: 'keepNoteTemplate', name: 'short', text: 'Join us' }]);
    assert.deepEqual(await file.read(), { note_templates: { short: 'Join us' } });
  });

  it('loses nothing when many write at once', async () => {
    const path = join(folder, 'partners.json');
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        new PartnerSettingsFile(path).edit([{ kind: 'keepNoteTemplate', name: `n${String(index)}`, text: 'x' }]),
      ),
    );
    assert.equal(Object.keys((await new PartnerSettingsFile(path).read())?.note_templates ?? {}).length, 12);
  });

  it('stays as it is where it is broken', async () => {
    const path = join(folder, 'partners.json');
    await writeFile(path, '{ "rooms": 3 }');
    const error = await rejection(new PartnerSettingsFile(path).edit([{ kind: 'forgetTemplateOnRoom', roomId: 'r' }]));
    assert.equal(error.code, 'configuration_broken');
    assert.equal(await readFile(path, 'utf8'), '{ "rooms": 3 }');
  });
});
