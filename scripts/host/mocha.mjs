// Runs mocha over one folder of tests, in a process of its own, directly on TypeScript.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { withoutNpm } from './environment.mjs';
import { runProgram } from './processes.mjs';
import { root } from './project.mjs';
import { newRecord, readRecord } from './record.mjs';

/** Gives the record of what ran, or nothing where mocha did not get to its end or did not end well. */
export async function runMocha(folder, { grep, timeout }) {
  const record = newRecord(folder);
  const code = await runProgram(
    process.execPath,
    [
      '--import',
      new URL('live-with-owner.mjs', import.meta.url).href,
      join(root, 'node_modules/mocha/bin/mocha.js'),
      '--reporter',
      join(root, 'scripts/host/mocha-reporter.mjs'),
      ...(timeout === undefined ? [] : ['--timeout', String(timeout)]),
      ...(grep === undefined ? [] : ['--grep', grep]),
      ...globSync(`test/${folder}/**/*.test.ts`, { cwd: root }).sort(),
    ],
    {
      env: {
        ...withoutNpm(),
        CLEANROOMS_OWNER: String(process.pid),
        CLEANROOMS_PROJECT: root,
        CLEANROOMS_TEST_RECORD: record,
      },
    },
  );
  const result = readRecord(record);
  return code === 0 || (result?.failures ?? 0) > 0 ? result : undefined;
}
