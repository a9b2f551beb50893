import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import packageJson from '../../../package.json' with { type: 'json' };

describe('the files of deploy/', () => {
  it('name the version of the program that has what they use', async () => {
    const workflow = await readFile(new URL('../../../deploy/github-actions/nightly.yml', import.meta.url), 'utf8');
    const named = [...workflow.matchAll(/(?:github-actions@v|version: )(\d+\.\d+\.\d+)/g)].map(([, version]) => version);
    assert.deepEqual(named, [packageJson.version, packageJson.version]);
  });
});
