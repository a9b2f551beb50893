import assert from 'node:assert/strict';
import { forgetOwnCredentials } from '../bench/diagnosis/emptyProfile.ts';
import { isMiss, missWords } from '../bench/diagnosis/figures.ts';
import { readScenarios, shippedFolder, type ReadScenario } from '../bench/diagnosis/readScenarios.ts';
import { atATime, runScenario, type Outcome } from '../bench/diagnosis/runScenario.ts';

const scenarios = await readScenarios(shippedFolder);

describe('a diagnosis of a set-up', () => {
  const outcomes = new Map<ReadScenario, Promise<Outcome>>();
  before(forgetOwnCredentials);

  scenarios.forEach((read, index) => {
    it(read.scenario.title, async () => {
      // This one and those that come next; some of them wait for long.
      for (const next of scenarios.slice(index, index + 3 * atATime)) if (!outcomes.has(next)) outcomes.set(next, runScenario(next));
      const outcome = await outcomes.get(read);
      assert.ok(outcome !== undefined);
      assert.ok(!isMiss(outcome), missWords(outcome));
    });
  });
});
