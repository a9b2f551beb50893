import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localTime } from '../../../../src/core/assistant/localTime.ts';
import { noModelUse, spend, type BudgetLimits, type ModelUse } from '../../../../src/core/assistant/modelBudget.ts';
import type { CleanRoomError } from '../../../../src/core/errors.ts';
import { rejection } from '../../support/jobs.ts';

const limits: BudgetLimits = { requestsPerMinute: 2, requestsPerDay: 4, charactersPerMinute: 1000, charactersPerDay: 1500 };
const noon = Date.parse('2026-10-02T12:00:00.000Z');
const after = (seconds: number): Date => new Date(noon + seconds * 1000);

/** Spends at these times (seconds after noon). */
const used = (...seconds: number[]): ModelUse => ({
  uses: seconds.map((second) => ({ at: after(second).toISOString(), characters: 100 })),
});
const refusal = (use: ModelUse, characters: number, now: Date, by = limits): Promise<CleanRoomError> =>
  rejection(Promise.resolve().then(() => spend(use, characters, by, now)));

describe('the budget for models', () => {
  it('counts a request with its time and characters', () => {
    assert.deepEqual(spend(noModelUse, 70, limits, after(0)), { uses: [{ at: after(0).toISOString(), characters: 70 }] });
  });

  it('refuses the request too many of a minute, and says when there is more', async () => {
    const error = await refusal(used(0, 30), 100, after(40));
    assert.deepEqual([error.code, error.remedy?.includes(localTime(after(60).toISOString()))], ['throttled', true]);
  });

  it('has room again as soon as the first of the minute is over', () => {
    assert.equal(spend(used(0, 30), 100, limits, after(60)).uses.length, 3);
  });

  it('refuses the request too many of a day, and says when there is more', async () => {
    const error = await refusal(used(0, 100, 200, 300), 100, after(3600));
    assert.deepEqual([error.code, error.remedy?.includes(localTime(after(86_400).toISOString()))], ['quota_reached', true]);
  });

  it('refuses characters too many of a minute', async () => {
    const error = await refusal({ uses: [{ at: after(0).toISOString(), characters: 950 }] }, 100, after(10));
    assert.equal(error.code, 'throttled');
  });

  it('waits until enough characters are over, not only some', async () => {
    const use = {
      uses: [
        { at: after(0).toISOString(), characters: 100 },
        { at: after(5).toISOString(), characters: 700 },
      ],
    };
    const error = await refusal(use, 900, after(10), { ...limits, requestsPerMinute: 9 });
    assert.ok(error.remedy?.includes(localTime(after(65).toISOString())));
  });

  it('says that a request is too large for any minute', async () => {
    const error = await refusal(noModelUse, 1001, after(0));
    assert.match(error.remedy ?? '', /alone is more/);
  });

  it('can be closed by a limit of nothing', async () => {
    assert.equal((await refusal(noModelUse, 1, after(0), { ...limits, requestsPerDay: 0 })).code, 'quota_reached');
  });

  it('forgets what is more than a day old', () => {
    assert.equal(spend(used(0, 10), 100, limits, after(86_411)).uses.length, 1);
  });

  it('does not count what a wrong clock has put into the future', () => {
    assert.equal(spend(used(9999, 99_999), 100, limits, after(0)).uses.length, 1);
  });

  it('never lets more through than it says, however requests come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.integer({ min: 0, max: 7000 }), characters: fc.integer({ min: 1, max: 900 }) }), { maxLength: 60 }),
        (requests) => {
          let use = noModelUse;
          let time = 0;
          const through: { time: number; characters: number }[] = [];
          for (const { wait, characters } of requests) {
            time += wait;
            try {
              use = spend(use, characters, limits, after(time));
              through.push({ time, characters });
            } catch {
              continue;
            }
          }
          for (const [span, most, length] of [
            [60, 2, 1000],
            [86_400, 4, 1500],
          ] as const)
            for (const { time: from } of through) {
              const within = through.filter((each) => each.time >= from && each.time < from + span);
              assert.ok(within.length <= most && within.reduce((sum, { characters }) => sum + characters, 0) <= length);
            }
        },
      ),
      { numRuns: 300 },
    );
  });
});
