import assert from 'node:assert/strict';
import { AwsCalls } from '../../../src/services/aws/awsCalls.ts';
import { RateBudget } from '../../../src/services/aws/rateBudget.ts';
import { RateBudgets } from '../../../src/services/aws/rateBudgets.ts';
import { rejection } from '../support/jobs.ts';

/** A budget that notes what it is told. */
class NotedBudget extends RateBudget {
  readonly told: string[] = [];

  override answered(operation: string): void {
    this.told.push(`${operation} answered`);
    super.answered(operation);
  }

  override throttled(operation: string): void {
    this.told.push(`${operation} throttled`);
    super.throttled(operation);
  }
}

const refusal = (name: string): Error => Object.assign(new Error('No.'), { name, $metadata: { requestId: 'r-1', httpStatusCode: 400 } });

describe('calls of AWS and their rate budget', () => {
  let budget: NotedBudget;
  let calls: AwsCalls;
  beforeEach(() => {
    budget = new NotedBudget();
    calls = new AwsCalls(budget, { accountId: '111122223333', profile: undefined, region: 'us-east-1', endpoint: undefined });
  });

  it('count a refusal as an answer, so that a throttled rate recovers while everything exists already', async () => {
    await rejection(calls.read('GetRole', () => Promise.reject(refusal('ValidationException'))));
    assert.deepEqual(budget.told, ['GetRole answered']);
  });

  it('do not count a lost connection as an answer', async () => {
    await rejection(calls.read('GetRole', () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))));
    assert.deepEqual(budget.told, []);
  });

  it('tell the budget of throttling, and go on', async () => {
    const answers = [Promise.reject(refusal('ThrottlingException')), Promise.resolve({ $metadata: { requestId: 'r-2' } })];
    await calls.read('GetRole', () => answers.shift() ?? Promise.reject(new Error('asked too often')));
    assert.deepEqual(budget.told, ['GetRole throttled', 'GetRole answered']);
  });

  it('share one budget between connections of the same account and Region, and only those', () => {
    const budgets = new RateBudgets();
    const first = budgets.for('111122223333', 'us-east-1', undefined);
    assert.equal(budgets.for('111122223333', 'us-east-1', undefined), first);
    assert.notEqual(budgets.for('111122223333', 'eu-west-1', undefined), first);
    assert.notEqual(budgets.for('444455556666', 'us-east-1', undefined), first);
  });
});
