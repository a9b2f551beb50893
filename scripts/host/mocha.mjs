// Runs mocha over one folder of tests, in processes of its own, directly on TypeScript.
import { closeSync, globSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { withoutNpm } from './environment.mjs';
import { runProgram } from './processes.mjs';
import { out, root } from './project.mjs';
import { newRecord, readRecord } from './record.mjs';

/** Gives the record of what ran, or nothing where mocha did not get to its end or did not end well. */
export function runMocha(folder, options) {
  return runFiles(folder, testsIn(folder), options);
}

/**
 * The same with a process for each file, two at a time where the machine has two: for tests that mostly wait. What a file
 * says is printed when it has ended.
 */
export async function runMochaFileByFile(folder, options) {
  const waiting = testsIn(folder);
  const records = [];
  mkdirSync(join(out, 'logs'), { recursive: true });
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const name = `${folder}-${basename(file, '.test.ts')}`;
      const log = join(out, 'logs', `${name}.log`);
      const handle = openSync(log, 'w');
      const record = await runFiles(name, [file], { ...options, stdio: ['ignore', handle, handle] });
      closeSync(handle);
      process.stdout.write(readFileSync(log, 'utf8'));
      records.push(record);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  if (records.includes(undefined)) return undefined;
  const sum = (key) => records.reduce((all, record) => all + record[key], 0);
  return { passes: sum('passes'), failures: sum('failures'), pending: sum('pending') };
}

function testsIn(folder) {
  return globSync(`test/${folder}/**/*.test.ts`, { cwd: root }).sort();
}

async function runFiles(name, files, { grep, timeout, stdio }) {
  const record = newRecord(name);
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
      ...files,
    ],
    {
      stdio,
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
