import assert from 'node:assert/strict';
import { inTurns } from '../../../src/core/inTurns.ts';

describe('doing things in turns', () => {
  it('answers in the order of what was given, with no more under way than asked for', async () => {
    let under = 0;
    let most = 0;
    const answers = await inTurns([30, 1, 20, 2, 10], 2, async (ms) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((later) => setTimeout(later, ms));
      under -= 1;
      return ms * 2;
    });
    assert.deepEqual([answers, most], [[60, 2, 40, 4, 20], 2]);
  });

  it('begins nothing after the first error, lets what is under way end, and raises it', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    await assert.rejects(
      inTurns([1, 2, 3, 4, 5, 6], 2, async (each) => {
        begun.push(each);
        await Promise.resolve();
        if (each === 2) throw new Error('no');
        ended.push(each);
      }),
      /no/,
    );
    assert.ok(begun.length < 6, String(begun));
    assert.deepEqual(
      ended,
      begun.filter((each) => each !== 2),
    );
  });

  it('has nothing to do with nothing', async () => {
    assert.deepEqual(await inTurns([], 4, () => Promise.reject(new Error('never'))), []);
  });
});
