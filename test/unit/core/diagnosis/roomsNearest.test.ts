import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearestFirst } from '../../../../src/core/diagnosis/nearestFirst.ts';

const called = (name: string, displayId?: string) => ({ id: `id of ${name}`, name, ...(displayId === undefined ? {} : { displayId }) });

describe('what somebody may have meant', () => {
  const cases: [written: string, nearest: string][] = [
    ['audiense overlp', 'Audience overlap'],
    ['Nova', 'Nova Media'],
    ['CRQ-13601', 'Subscriber value'],
    ['holliday', 'Holiday Campaign 2026'],
  ];
  const things = [
    called('Audience overlap'),
    called('Nova Media'),
    called('Holiday Campaign 2026'),
    called('Subscriber value', 'CRQ-136019'),
  ];
  for (const [written, nearest] of cases) {
    it(`by "${written}" is "${nearest}" first`, () => {
      assert.equal(nearestFirst(things, written)[0]?.name, nearest);
    });
  }

  it('is first of all what is called just so, and everything stays in the list once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 2 }), { minLength: 1, maxLength: 8, selector: (name) => name.trim().toLowerCase() }),
        (names) => {
          const [wanted = ''] = names;
          fc.pre(wanted.trim().length > 1);
          const near = nearestFirst(
            names.toReversed().map((name) => called(name)),
            wanted,
          );
          assert.deepEqual(near.map(({ name }) => name).sort(), [...names].sort());
          // Others may be made of the very same pairs of letters.
          const pairs = (text: string) => new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
          assert.deepEqual(pairs(near[0]!.name.trim().toLowerCase()), pairs(wanted.trim().toLowerCase()));
        },
      ),
    );
  });
});
