// npm test: everything that can be tested here, stage by stage, stopping at the first stage that fails.
//   npm test                              check, build, unit, conformance, diagnosis, faults, integration, e2e
//   npm test unit conformance             only these
//   npm test e2e -- --grep inbox          only tests whose title matches
//   npm test e2e -- --update-pictures     also copies the pictures that README.md shows to media/
// unit and conformance are quick and say different things, so both run even if the first fails. A stage with tests
// passes only if mocha left a record of tests that ran.
import { existsSync, globSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runIntegration } from './host/integration.mjs';
import { runMocha, runMochaFileByFile, runMochaInHalves } from './host/mocha.mjs';
import './host/live-with-owner.mjs';
import { runProgram, stopOnSignals } from './host/processes.mjs';
import { root } from './host/project.mjs';
import { updatePictures } from './host/update-pictures.mjs';

const stages = {
  check: async () => {
    // What runs in a browser knows the page, and nothing else does.
    const typed =
      (await runNode('node_modules/typescript/bin/tsc', '--noEmit')) &&
      (await runNode('node_modules/typescript/bin/tsc', '--noEmit', '--project', 'src/webview'));
    const clean = await runNode('node_modules/eslint/bin/eslint.js', '.');
    const formatted = await runNode('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.');
    return typed && clean && formatted;
  },
  build: () => buildOnce(),
  unit: async () => (await buildOnce()) && (await runTests('unit', (grep) => runMochaInHalves('unit', { grep }))),
  conformance: () => runTests('conformance', (grep) => runMocha('conformance', { grep })),
  diagnosis: () => runTests('diagnosis', (grep) => runMocha('diagnosis', { grep, timeout: 120_000 })),
  faults: async () => (await buildOnce()) && (await runTests('faults', (grep) => runMochaFileByFile('faults', { grep, timeout: 120_000 }))),
  integration: async () =>
    (await buildOnce()) &&
    (await runTests('integration/trusted', (grep) => runIntegration('trusted', { grep }))) &&
    runTests('integration/untrusted', (grep) => runIntegration('untrusted', { grep })),
  e2e: async () =>
    (await buildOnce()) &&
    (await runNode('scripts/package.mjs', '--built', ...(options['update-pictures'] ? ['--pictures-later'] : []))) &&
    runTests('e2e', (grep) => runMocha('e2e', { grep, timeout: 60_000 })),
};
const total = { passes: 0, failures: 0, pending: 0 };
let built;

const { options, wanted } = readArguments();
stopOnSignals();
nameReference();
const failed = await runStages(wanted);
if (options.grep !== undefined && total.passes + total.failures === 0) {
  console.error(`No test matches ${options.grep}.`);
  failed.push('grep');
}
if (options['update-pictures'] && failed.length === 0) {
  updatePictures();
}
console.log(`\n${failed.length === 0 ? `Passed: ${wanted.join(', ')}.` : `Failed: ${failed.join(', ')}.`}`);
console.log(`${total.passes} passed, ${total.failures} failed${total.pending > 0 ? `, ${total.pending} skipped` : ''}`);
process.exit(failed.length === 0 ? 0 : 1);

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string', short: 'g' }, 'update-pictures': { type: 'boolean' } },
  });
  const unknown = positionals.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}. The stages are: ${Object.keys(stages).join(', ')}.`);
    process.exit(2);
  }
  return { options: values, wanted: positionals.length === 0 ? Object.keys(stages) : positionals };
}

async function runStages(names) {
  const failures = [];
  for (const name of names) {
    const onlyUnitFailed = failures.length === 1 && failures[0] === 'unit';
    if (failures.length > 0 && !(name === 'conformance' && onlyUnitFailed)) {
      break;
    }
    console.log(`\n== ${name} ==`);
    const started = Date.now();
    const passed = await stages[name]();
    console.log(`== ${name}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s ==`);
    if (!passed) {
      failures.push(name);
    }
  }
  return failures;
}

/** Runs the tests of one folder and judges them by the record that they left. */
async function runTests(folder, run) {
  if (globSync(`test/${folder}/**/*.test.ts`, { cwd: root }).length === 0) {
    console.error(`There are no tests in test/${folder}.`);
    return false;
  }
  const record = await run(options.grep);
  if (record === undefined) {
    console.error(`test/${folder} left no record of its tests: they did not run to their end.`);
    return false;
  }
  total.passes += record.passes;
  total.failures += record.failures;
  total.pending += record.pending;
  if (record.passes === 0 && options.grep === undefined) {
    console.error(`No test of test/${folder} ran.`);
    return false;
  }
  return record.failures === 0;
}

async function runNode(script, ...scriptArguments) {
  return (await runProgram(process.execPath, [join(root, script), ...scriptArguments])) === 0;
}

function buildOnce() {
  built ??= runNode('esbuild.mjs');
  return built;
}

/** The reference material is not part of the project; tests against it run where it is. */
function nameReference() {
  const beside = resolve(root, '../shared/reference');
  if (process.env.CLEANROOMS_REFERENCE === undefined && existsSync(beside)) {
    process.env.CLEANROOMS_REFERENCE = beside;
    console.log(`Reference material: ${relative(root, beside)} (CLEANROOMS_REFERENCE names another folder)`);
  }
}
