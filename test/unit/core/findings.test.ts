import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOurs, worstFirst, type Finding } from '../../../src/core/model/finding.ts';
import { finding } from '../builders.ts';

const anyFinding = fc
  .record({
    severity: fc.constantFrom('error', 'warning', 'information'),
    id: fc.constantFrom('a', 'b'),
    name: fc.constantFrom('x', 'y'),
    collaborationId: fc.constantFrom('c1', 'c2'),
  })
  .map(({ severity, id, name, collaborationId }): Finding =>
    finding({ severity, id, subject: { kind: 'association', name, collaborationId } }),
  );

describe('findings', () => {
  it('stand worst first', () => {
    const list = (['information', 'error', 'warning'] as const).map((severity) => finding({ severity }));
    assert.deepEqual(
      worstFirst(list).map(({ severity }) => severity),
      ['error', 'warning', 'information'],
    );
  });

  it('stand in the same order however they were found, so that a refresh does not shuffle them', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyFinding, { maxLength: 12 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          assert.deepEqual(worstFirst(shuffled), worstFirst(list));
        },
      ),
    );
  });

  for (const [severity, waitsFor, ours] of [
    ['error', 'you', true],
    ['error', 'service', true],
    ['error', 'partner', false],
    ['warning', 'you', false],
    ['information', 'you', false],
  ] as const) {
    it(`count as ours or not: ${severity}, waiting for the ${waitsFor}`, () => {
      assert.equal(isOurs(finding({ severity, waitsFor })), ours);
    });
  }
});
