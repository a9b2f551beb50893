import assert from 'node:assert/strict';
import { intendSteps } from '../../../../src/core/partners/runSteps.ts';
import type { LeftOutStep } from '../../../../src/core/partners/steps.ts';
import { planWords } from '../../../../src/core/tools/planWords.ts';
import { organisation } from '../../support/partners/partnerWorld.ts';

const leftOut = (name: string, code: LeftOutStep['code']): LeftOutStep => ({
  subject: { kind: 'partner', name },
  code,
  reason: `Because of ${name}.`,
});
const linesOf = (left: LeftOutStep[], longest?: number): string[] =>
  planWords(intendSteps({ connection: organisation, headline: 'x', steps: [], leftOut: left, warnings: [], findings: [] }), longest).lines;

describe('a plan in words', () => {
  it('says of each item that cannot be done why, and names those that need no change', () => {
    assert.deepEqual(linesOf([leftOut('a', 'already_so'), leftOut('b', 'invalid_address'), leftOut('c', 'already_invited')]), [
      'Cannot be done: b: Because of b.',
      'Need no change: a, c',
    ]);
  });

  it('does not list without an end', () => {
    const many = ['a', 'b', 'c'].flatMap((name) => [leftOut(name, 'not_found'), leftOut(name, 'already_so')]);
    assert.deepEqual(linesOf(many, 2), [
      'Cannot be done: a: Because of a.',
      'Cannot be done: b: Because of b.',
      '… and 1 more that cannot be done',
      'Need no change: a, b, and 1 more',
    ]);
  });

  it('lets no words of others bring controls or lines', () => {
    assert.deepEqual(linesOf([leftOut('a\n+ Invite \u202eeve', 'already_so')]), ['Need no change: a + Invite eve']);
  });
});
