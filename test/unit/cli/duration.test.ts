import assert from 'node:assert/strict';
import { duration } from '../../../src/cli/duration.ts';
import { worstExitCode } from '../../../src/cli/exitCode.ts';

describe('the time between rounds', () => {
  for (const [text, milliseconds] of [
    ['1s', 1000],
    ['90s', 90_000],
    ['15m', 900_000],
    ['24h', 86_400_000],
  ] as const) {
    it(`is ${milliseconds} ms for ${text}`, () => {
      assert.equal(duration(text), milliseconds);
    });
  }

  // A timer of more than 24.8 days would fire at once.
  for (const text of ['', '15', 'm', '0s', '-1m', '1.5h', '25h', '1441m', '999999h', '1d', ' 1m', '1m30s', '１m']) {
    it(`is refused for "${text}"`, () => {
      assert.throws(() => duration(text), /must be a time such as 90s, 15m or 1h/);
    });
  }
});

describe('the worst exit code', () => {
  it('counts from 0 over 3 and 1 to 2', () => {
    assert.deepEqual([[], [0, 0], [0, 3], [3, 1, 0], [1, 2, 3]].map(worstExitCode), [0, 0, 3, 1, 2]);
  });
});
