import assert from 'node:assert/strict';
import { Masking } from '../../../src/core/assistant/masking.ts';
import { everythingSaid, type Said } from './everythingSaid.ts';
import { assertAnswerInert, assertFenced, assertObedientModelHarmless } from './inertAnswer.ts';
import { assertToolAnswerInert, tells } from './inertToolAnswer.ts';
import { injections, type Injection } from './injections.ts';

/** How many worlds are there at the same time: one waits while another works. */
const atATime = 6;

describe('injections in every field that somebody else writes', function () {
  this.timeout(60_000);
  const worlds = new Map<Injection, Promise<Said>>();

  injections.forEach((injection, index) => {
    describe(injection.name, () => {
      let said: Said;
      before(async () => {
        // This one and those that come next.
        for (const next of injections.slice(index, index + atATime)) {
          if (worlds.has(next)) continue;
          const world = everythingSaid(() => next.text, next.text);
          // What goes wrong in it is said where it is awaited.
          world.catch(() => undefined);
          worlds.set(next, world);
        }
        const world = worlds.get(injection);
        assert.ok(world !== undefined);
        said = await world;
      });

      it('are words in each answer of the assistant', () => {
        assert.ok(said.answers.some(tells));
        for (const answer of [...said.answers, ...said.explanations]) assertAnswerInert(answer, injection);
      });

      it('reach a model inside the fence only', () => {
        for (const answer of said.answers) assertFenced(answer, injection, undefined);
        for (const answer of said.answers.slice(0, 3)) assertFenced(answer, injection, new Masking());
      });

      it('become no link, command or figure by a model that obeys them', async () => {
        for (const answer of said.answers) await assertObedientModelHarmless(answer, injection);
      });

      it('stand in the labelled field of each answer of a tool', () => {
        assert.ok(said.toolAnswers.some(tells));
        said.toolAnswers.forEach(assertToolAnswerInert);
      });

      it('are words too where a service says them as it refuses', () => {
        const { answers, toolAnswers } = said.refused;
        assert.deepEqual([answers.some(tells), toolAnswers.some(tells)], [true, true]);
        for (const answer of answers) assertAnswerInert(answer, injection);
        toolAnswers.forEach(assertToolAnswerInert);
      });

      it('have nothing changed, although the agent may', () => {
        assert.deepEqual(said.writes, []);
      });
    });
  });
});
