/**
 * The entry of the tests that run inside VS Code's extension host. Prints mocha's lines with a mark, so that the
 * launcher can tell them from VS Code's own, and leaves a record of what ran: VS Code's exit code alone proves nothing.
 */
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';

/** Each of `tests` loads one test file, which then defines its tests by `describe` and `it`. */
export async function runMocha(tests: readonly (() => Promise<unknown>)[]): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    printMarked(values);
  };
  const grep = process.env['CLEANROOMS_TEST_GREP'] ?? '';
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 30_000, color: true, ...(grep === '' ? {} : { grep }) });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  try {
    for (const load of tests) {
      await load();
    }
  } catch (error) {
    printMarked([error]);
    throw error;
  }
  const { passes, failures, pending } = await finish(mocha);
  writeFileSync(requiredVariable('CLEANROOMS_TEST_RECORD'), JSON.stringify({ passes, failures, pending }));
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}

function finish(mocha: Mocha): Promise<Mocha.Stats> {
  return new Promise((done, failed) => {
    const runner = mocha.run(() => {
      if (runner.stats === undefined) {
        failed(new Error('mocha counted nothing.'));
      } else {
        done(runner.stats);
      }
    });
  });
}

/** mocha formats as console.log does: a pattern with %s and its values. */
function printMarked([first, ...others]: readonly unknown[]): void {
  let next = 0;
  const text =
    typeof first === 'string' ? first.replace(/%[sd]/g, () => String(others[next++])) : first === undefined ? '' : inspect(first);
  const rest = others.slice(next).map((value) => (typeof value === 'string' ? value : inspect(value)));
  for (const line of [text, ...rest].join(' ').split('\n')) {
    console.log(`[mocha]${line}`);
  }
}

function requiredVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`The environment variable ${name} is missing.`);
  }
  return value;
}
