import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Throttle } from '../../../src/sandbox/throttle.ts';

describe('Throttle', () => {
  it("never lets more pass than one second's worth and the rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }), (rate, gaps) => {
        const throttle = new Throttle();
        const passed: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (throttle.take('a', rate, now)) passed.push(now);
        }
        for (const [first, begin] of passed.entries()) {
          for (const [last, end] of passed.entries()) {
            if (last >= first) assert.ok(last - first + 1 <= rate + ((end - begin) * rate) / 1000 + 1e-6);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('lets a caller pass who keeps to the rate', () => {
    const throttle = new Throttle();
    for (let call = 0; call < 100; call += 1) assert.ok(throttle.take('a', 5, call * 200), String(call));
  });

  it('keeps a bucket for each key', () => {
    const throttle = new Throttle();
    assert.ok(throttle.take('a', 1, 0));
    assert.ok(!throttle.take('a', 1, 0));
    assert.ok(throttle.take('b', 1, 0));
  });
});
