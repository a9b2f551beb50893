import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeThirdPartyNotices } from '../../../scripts/generate/thirdPartyNotices.ts';

describe('Third-party notices', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notices-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  /** Makes a package below node_modules and gives a file of it that is in the bundle. */
  const addPackage = async (name: string, manifest: object, files: Record<string, string> = {}): Promise<string> => {
    const place = join(folder, 'node_modules', name);
    await mkdir(join(place, 'dist'), { recursive: true });
    await writeFile(
      join(place, 'package.json'),
      JSON.stringify({ name: name.split('node_modules/').at(-1), version: '1.2.3', ...manifest }),
    );
    for (const [file, text] of Object.entries(files)) await writeFile(join(place, file), text);
    return join(place, 'dist', 'index.js');
  };

  it('give each package once, a text that several share once, whatever the order of the files', async () => {
    const inputs = [
      await addPackage('b', { license: 'MIT' }, { 'LICENSE.md': 'Words of B\r\nand more\r\n', NOTICE: 'Notice of B' }),
      await addPackage('@x/a', { license: 'Apache-2.0' }, { LICENSE: 'Shared words' }),
      await addPackage('@x/a/node_modules/c', {}, { Licence: 'Shared words\n' }),
      await addPackage('d', { license: 'ISC' }),
      'src/cli/cleanrooms.ts',
    ];
    const notices = makeThirdPartyNotices(inputs);
    assert.equal(makeThirdPartyNotices([...inputs, ...inputs].reverse()), notices);
    const [, ...sections] = notices.split(`${'='.repeat(80)}\n`);
    assert.deepEqual(
      sections.map((each) => each.trim().split(`\n${'-'.repeat(80)}\n\n`)),
      [
        ['@x/a 1.2.3 (Apache-2.0)\nc 1.2.3', 'Shared words'],
        ['b 1.2.3 (MIT)', 'Words of B\nand more\n\nNotice of B'],
        ['d 1.2.3 (ISC)', 'The package names its licence, ISC, and holds no text of it.'],
      ],
    );
  });

  it('are refused for a package that says nothing', async () => {
    const input = await addPackage('silent', {});
    assert.throws(
      () => makeThirdPartyNotices([input]),
      /^Error: The bundled package silent .* has no licence text and names no licence\.$/,
    );
  });
});
