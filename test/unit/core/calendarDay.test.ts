import assert from 'node:assert/strict';
import { isCalendarDay } from '../../../src/core/calendarDay.ts';

describe('a day of the calendar', () => {
  for (const [text, expected] of [
    ['2026-11-20', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-45', false],
    ['2026-00-10', false],
    ['2026-1-2', false],
    ['2026-11-20T00:00:00Z', false],
    ['', false],
  ] as const)
    it(`${expected ? 'is' : 'is not'} "${text}"`, () => {
      assert.equal(isCalendarDay(text), expected);
    });
});
