// Runs mocha over one folder of tests, in processes of its own, directly on TypeScript.
import { closeSync, globSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { withoutNpm } from './environment.mjs';
import { runProgram } from './processes.mjs';
import { out, root } from './project.mjs';
import { newRecord, readRecord } from './record.mjs';

const lanes = Math.min(2, availableParallelism());

/** Gives the record of what ran, or nothing where mocha did not get to its end or did not end well. */
export function runMocha(folder, options) {
  return runFiles(folder, testsIn(folder), options);
}

/** The same with a process for each file, two at a time where the machine has two: for tests that mostly wait. */
export function runMochaFileByFile(folder, options) {
  return runInLanes(
    folder,
    testsIn(folder).map((file) => ({ name: basename(file, '.test.ts'), files: [file] })),
    options,
  );
}

/** The same with two processes, each with every other file, where the machine has two: for many tests that mostly work. */
export function runMochaInHalves(folder, options) {
  const halves = lanes === 1 ? [testsIn(folder)] : [0, 1].map((half) => testsIn(folder).filter((_file, index) => index % 2 === half));
  return runInLanes(
    folder,
    halves.map((files, index) => ({ name: String(index + 1), files })),
    options,
  );
}

/** What a part says is printed when it has ended. */
async function runInLanes(folder, parts, options) {
  const waiting = [...parts];
  const records = [];
  mkdirSync(join(out, 'logs'), { recursive: true });
  const lane = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const name = `${folder}-${part.name}`;
      const log = join(out, 'logs', `${name}.log`);
      const handle = openSync(log, 'w');
      const record = await runFiles(name, part.files, { ...options, stdio: ['ignore', handle, handle] });
      closeSync(handle);
      process.stdout.write(readFileSync(log, 'utf8'));
      records.push(record);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
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
