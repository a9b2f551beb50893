import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import { RateBudget } from '../../../src/services/aws/rateBudget.ts';

/** A clock that stands still until it is told to go on. */
class Clock {
  now = 1000;

  constructor() {
    mock.timers.enable({ apis: ['setTimeout'] });
    mock.method(performance, 'now', () => this.now);
  }

  async advance(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 1) {
      this.now += 1;
      mock.timers.tick(1);
      await Promise.resolve();
    }
    await Promise.resolve();
  }
}

/** Asks `count` times at once and notes when each was let go. */
function ask(budget: RateBudget, clock: Clock, count: number, operation = 'ListMembers'): number[] {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1)
    void budget.take(operation).then(() => {
      times.push(clock.now);
    });
  return times;
}

function budgetOf(rate: number): RateBudget {
  const budget = new RateBudget();
  budget.setRates(new Map([['ListMembers', rate]]));
  return budget;
}

describe('the rate budget', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = new Clock();
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  it("is never throttled by a service that saves up one second's worth, whatever is asked when", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 5, 20, 50),
        fc.array(fc.record({ wait: fc.integer({ min: 0, max: 600 }), count: fc.integer({ min: 1, max: 25 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (rate, bursts) => {
          const budget = budgetOf(rate);
          const times: number[] = [];
          for (const { wait, count } of bursts) {
            for (let index = 0; index < count; index += 1)
              void budget.take('ListMembers').then(() => {
                times.push(clock.now);
              });
            await clock.advance(wait);
          }
          await clock.advance(3000);
          let tokens: number = rate;
          let at = times[0] ?? 0;
          for (const time of times) {
            tokens = Math.min(rate, tokens + ((time - at) / 1000) * rate);
            at = time;
            assert.ok(tokens >= 1, `the service would have throttled the request at ${time}`);
            tokens -= 1;
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("lets go at most one second's worth at once, even after an hour of rest", async () => {
    const budget = budgetOf(5);
    ask(budget, clock, 1);
    clock.now += 3_600_000;
    const times = ask(budget, clock, 20);
    await clock.advance(0);
    assert.ok(times.length <= 5, `${times.length} at once`);
  });

  it('keeps the rate over a long time', async () => {
    const times = ask(budgetOf(20), clock, 200);
    await clock.advance(5000);
    assert.ok(times.length >= 95 && times.length <= 116, `${times.length} in five seconds`);
  });

  it('uses 5 a second for an operation of which nothing is known', async () => {
    const times = ask(new RateBudget(), clock, 100, 'Unheard');
    await clock.advance(10_000);
    assert.ok(times.length >= 50 && times.length <= 55, `${times.length} in ten seconds`);
  });

  it('lets go in the order of asking', async () => {
    const budget = budgetOf(50);
    const order: number[] = [];
    for (let index = 0; index < 60; index += 1)
      void budget.take('ListMembers').then(() => {
        order.push(index);
      });
    await clock.advance(1000);
    assert.deepEqual(
      order,
      Array.from({ length: order.length }, (_, index) => index),
    );
  });

  it('keeps a bucket for each operation', async () => {
    const budget = budgetOf(5);
    ask(budget, clock, 50);
    const others = ask(budget, clock, 1, 'CreateMembership');
    await clock.advance(1);
    assert.equal(others.length, 1);
  });

  it('goes half as fast after it was throttled', async () => {
    const budget = budgetOf(20);
    budget.throttled('ListMembers');
    const times = ask(budget, clock, 100);
    await clock.advance(2000);
    assert.ok(times.length >= 18 && times.length <= 21, `${times.length} in two seconds`);
  });

  it('lets nothing go at once after it was throttled, however long it rested before', async () => {
    const budget = budgetOf(20);
    ask(budget, clock, 1);
    await clock.advance(3000);
    budget.throttled('ListMembers');
    const times = ask(budget, clock, 20);
    await clock.advance(0);
    assert.deepEqual(times, []);
  });

  it('halves once for the throttles of one burst', async () => {
    const budget = budgetOf(20);
    for (let index = 0; index < 10; index += 1) budget.throttled('ListMembers');
    const times = ask(budget, clock, 100);
    await clock.advance(2000);
    assert.ok(times.length >= 18, `${times.length} in two seconds`);
  });

  it('never becomes slower than a sixteenth', async () => {
    const budget = budgetOf(16);
    for (let index = 0; index < 20; index += 1) {
      budget.throttled('ListMembers');
      await clock.advance(1001);
    }
    const times = ask(budget, clock, 10);
    await clock.advance(3100);
    assert.ok(times.length >= 3, `${times.length} in three seconds`);
  });

  it('recovers little by little while answers come', async () => {
    const budget = budgetOf(20);
    budget.throttled('ListMembers');
    for (let second = 0; second < 11; second += 1) {
      await clock.advance(1000);
      for (let index = 0; index < 10; index += 1) budget.answered('ListMembers');
    }
    const times = ask(budget, clock, 100);
    await clock.advance(2000);
    assert.ok(times.length >= 40, `${times.length} in two seconds`);
  });

  it('does not recover at once when the quotas are read again', async () => {
    const budget = budgetOf(20);
    budget.throttled('ListMembers');
    budget.setRates(new Map([['ListMembers', 20]]));
    const times = ask(budget, clock, 100);
    await clock.advance(2000);
    assert.ok(times.length <= 21, `${times.length} in two seconds`);
  });

  it('gives up waiting when it is cancelled, and the next in line goes', async () => {
    const budget = budgetOf(1);
    ask(budget, clock, 2);
    await clock.advance(1300);
    const controller = new AbortController();
    const waiting = budget.take('ListMembers', controller.signal);
    const next = ask(budget, clock, 1);
    controller.abort();
    await assert.rejects(waiting, { code: 'cancelled' });
    await clock.advance(1000);
    assert.equal(next.length, 1);
  });

  it('takes nothing for a request that was cancelled before it asked', async () => {
    const budget = budgetOf(5);
    for (let index = 0; index < 5; index += 1) await assert.rejects(budget.take('ListMembers', AbortSignal.abort()), { code: 'cancelled' });
    const times = ask(budget, clock, 4);
    await clock.advance(0);
    assert.equal(times.length, 4);
  });
});
