import assert from 'node:assert/strict';
import type { PlannedChange } from '../../../src/protocol/coverageMessages.ts';
import { PlanTicks } from '../../../src/webview/coverage/plan/planTicks.ts';

const change = (id: string, needs?: string): PlannedChange => ({
  id,
  connectionId: 'one',
  collaborationId: 'c1',
  sentence: id,
  reason: '',
  deletes: false,
  ...(needs === undefined ? {} : { needs }),
});
const chain = [change('accept'), change('associate', 'accept'), change('rule', 'associate'), change('other')];

describe('The ticks of a plan', () => {
  it('are all set at first', () => {
    assert.deepEqual(new PlanTicks(chain).ticked, ['accept', 'associate', 'rule', 'other']);
  });

  it('take what needs a change along when it is unticked', () => {
    const ticks = new PlanTicks(chain);
    ticks.set('accept', false);
    assert.deepEqual(ticks.ticked, ['other']);
    assert.deepEqual(ticks.unticked, ['accept', 'associate', 'rule']);
  });

  it('take what a change needs along when it is ticked', () => {
    const ticks = new PlanTicks(chain, ['accept']);
    assert.deepEqual(ticks.ticked, ['other']);
    ticks.set('rule', true);
    assert.deepEqual(ticks.ticked, ['accept', 'associate', 'rule', 'other']);
  });

  it('say how much of a group is ticked', () => {
    const ticks = new PlanTicks(chain, ['rule']);
    assert.deepEqual([ticks.choice(['accept']), ticks.choice(['accept', 'rule']), ticks.choice(['rule'])], ['all', 'some', 'none']);
  });

  it('end also where changes need each other, and ignore a need that is not in the plan', () => {
    const ticks = new PlanTicks([change('a', 'b'), change('b', 'a'), change('c', 'gone')]);
    ticks.set('a', false);
    assert.deepEqual(ticks.ticked, ['c']);
    ticks.set('b', true);
    assert.deepEqual(ticks.ticked, ['a', 'b', 'c']);
  });
});
