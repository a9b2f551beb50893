import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { configurationFile, readConfiguration } from './support/configuration.ts';
import { newFolder } from './support/program.ts';

const run = promisify(execFile);
const writer = fileURLToPath(new URL('support/writeEntries.ts', import.meta.url));

describe('One configuration file and several processes', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = newFolder();
    writeFileSync(configurationFile(folder), '{"collaborations": []}\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('no edit is lost where three write at once', async () => {
    await Promise.all(['1', '2', '3'].map((digit) => run(process.execPath, [writer, configurationFile(folder), digit, '40'])));
    assert.equal(readConfiguration(folder).collaborations?.length, 120);
    assert.equal(readdirSync(folder).length, 1);
  });

  it('a draft that a killed process left is cleared away', async () => {
    const draft = `${configurationFile(folder)}.draft`;
    writeFileSync(draft, '{"collabor');
    utimesSync(draft, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    await run(process.execPath, [writer, configurationFile(folder), '1', '1']);
    assert.equal(readConfiguration(folder).collaborations?.length, 1);
    assert.equal(readdirSync(folder).length, 1);
  });
});
