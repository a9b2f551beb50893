/**
 * Diagnoses broken and healthy set-ups and prints how well; exits 1 where anything is missed.
 *   npm run bench:diagnosis [-- --dir FOLDER] [--grep WORDS]     FOLDER: set-ups of one's own (test/diagnosis/README.md)
 */
import { parseArgs } from 'node:util';
import { inTurns } from '../../src/core/inTurns.ts';
import { printAtADistance } from './diagnosis/atADistance.ts';
import { forgetOwnCredentials } from './diagnosis/emptyProfile.ts';
import { isMiss, printFigures } from './diagnosis/figures.ts';
import { readScenarios, ScenarioFileError, shippedFolder, type ReadScenario } from './diagnosis/readScenarios.ts';
import { atATime, runScenario } from './diagnosis/runScenario.ts';

const { values } = parseArgs({ options: { dir: { type: 'string', default: shippedFolder }, grep: { type: 'string', default: '' } } });
const begun = performance.now();
forgetOwnCredentials();
const outcomes = await inTurns(await chosen(), atATime, (each) => runScenario(each));
printFigures(outcomes, (performance.now() - begun) / 1000);
if (values.grep === '' && values.dir === shippedFolder) await printAtADistance();
process.exit(outcomes.some(isMiss) ? 1 : 0);

/** The set-ups of the folder whose file or title has the words. */
async function chosen(): Promise<ReadScenario[]> {
  try {
    const words = values.grep.toLowerCase();
    const found = (await readScenarios(values.dir)).filter(({ file, scenario }) =>
      `${file} ${scenario.title}`.toLowerCase().includes(words),
    );
    if (found.length > 0) return found;
    process.stderr.write(`There is no set-up in ${values.dir}${words === '' ? '' : ` that matches ${values.grep}`}.\n`);
  } catch (thrown) {
    if (!(thrown instanceof ScenarioFileError)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
  }
  return process.exit(2);
}
