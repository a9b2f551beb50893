import assert from 'node:assert/strict';
import { Faults, faultSchema } from '../../../src/sandbox/faults.ts';

/** Which of the first `count` requests a fault hits. */
function hits(fault: object, count: number, operation = 'GetRole', writes = false): number[] {
  const faults = new Faults();
  faults.add(faultSchema.parse(fault), 0);
  return Array.from({ length: count }, (_each, index) => index + 1).filter(
    () => faults.take(operation, writes, '111122223333', 0) !== undefined,
  );
}

describe('Faults', () => {
  it('hit all, so many, every nth, after some', () => {
    assert.deepEqual(hits({ operation: '*' }, 3), [1, 2, 3]);
    assert.deepEqual(hits({ operation: '*', count: 2 }, 4), [1, 2]);
    assert.deepEqual(hits({ operation: '*', every: 3 }, 7), [3, 6]);
    assert.deepEqual(hits({ operation: '*', after: 2, count: 1 }, 5), [3]);
    assert.deepEqual(hits({ operation: '*', after: 1, every: 2 }, 6), [3, 5]);
  });

  it('hit only the operation, the writes or the account they name', () => {
    assert.deepEqual(hits({ operation: 'ListRoles' }, 2), []);
    assert.deepEqual(hits({ operation: 'writes' }, 2), []);
    assert.deepEqual(hits({ operation: 'writes' }, 2, 'CreateMembership', true), [1, 2]);
    assert.deepEqual(hits({ operation: '*', account: '999999999999' }, 2), []);
  });
});
