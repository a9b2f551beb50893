import assert from 'node:assert/strict';
import { LinkTargets } from '../../../../src/extension/chat/linkTargets.ts';

describe('what links lead to', () => {
  it('is found by an id that says nothing of it', () => {
    const targets = new LinkTargets<string>();
    const [first, second] = [targets.add('part_ibe_07'), targets.add('part_ibe_07')];
    assert.deepEqual([targets.get(first), targets.get(second)], ['part_ibe_07', 'part_ibe_07']);
    assert.notEqual(first, second);
    assert.match(first, /^[0-9a-f-]{36}$/);
  });

  it('is nothing for an id that was not given here', () => {
    assert.equal(new LinkTargets().get('part_ibe_07'), undefined);
  });

  it('is forgotten when newer ones have come, the oldest first', () => {
    const targets = new LinkTargets<number>(2);
    const ids = [1, 2, 3].map((each) => targets.add(each));
    assert.deepEqual(
      ids.map((id) => targets.get(id)),
      [undefined, 2, 3],
    );
  });
});
