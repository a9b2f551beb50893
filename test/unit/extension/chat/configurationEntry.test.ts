import assert from 'node:assert/strict';
import { membershipAt } from '../../../../src/extension/chat/configurationEntry.ts';

const text = `{
  // what we share
  "defaults": { "name_prefix": "acx_" },
  "collaborations": [
    { "membership_id": "one", "name": "AMC Collaboration", "tables": { "include": ["part_a"] } },
    { "name": "Retail Media", "membership_id": "two" },
  ]
}`;

describe('a place in the configuration', () => {
  const places: [at: string, membership: string | undefined][] = [
    ['AMC', 'one'],
    ['part_a', 'one'],
    ['Retail', 'two'],
    ['name_prefix', undefined],
    ['what we share', undefined],
  ];
  for (const [at, membership] of places) {
    it(`at "${at}" is in ${membership === undefined ? 'no entry' : `the entry of membership ${membership}`}`, () => {
      assert.equal(membershipAt(text, text.indexOf(at) + 1), membership);
    });
  }

  it('in a broken file is in the entry as far as it can be told, or in none', () => {
    assert.equal(membershipAt('{ "collaborations": [ { "membership_id": "one"', 40), 'one');
    assert.equal(membershipAt('', 0), undefined);
  });
});
