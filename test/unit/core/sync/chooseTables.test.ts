import assert from 'node:assert/strict';
import fc from 'fast-check';
import { associationNamePattern } from '../../../../src/core/model/table.ts';
import { associationNameFor, chooseTables, type TableChoice } from '../../../../src/core/sync/desired.ts';
import { id, settings, table } from '../../builders.ts';

const choice = (changes: Partial<TableChoice> = {}): TableChoice => ({ ...settings(), ...changes });
const names = (chosen: ReturnType<typeof chooseTables>): string[] => chosen.map(({ associationName }) => associationName);

describe('choosing the tables of a collaboration', () => {
  it('takes the tables with the prefix and leaves the excluded ones out', () => {
    const all = ['part_a', 'part_n_a', 'part_n_a_a', 'staging', 'apart_b'].map((name) => table(name));
    assert.deepEqual(names(chooseTables(all, choice())), ['acx_part_a']);
  });

  it('sorts alphabetically by code unit, whatever order the service answers in', () => {
    const all = ['part_b', 'part_B', 'part_a10', 'part_a2'].map((name) => table(name));
    assert.deepEqual(names(chooseTables(all, choice())), ['acx_part_B', 'acx_part_a10', 'acx_part_a2', 'acx_part_b']);
  });

  it('puts the tables of table_order first and ignores names there that do not exist', () => {
    const all = ['part_a', 'part_b', 'part_c', 'part_d'].map((name) => table(name));
    assert.deepEqual(names(chooseTables(all, choice({ tableOrder: ['part_d', 'part_zzz', 'part_b'] }))), [
      'acx_part_d',
      'acx_part_b',
      'acx_part_a',
      'acx_part_c',
    ]);
  });

  it('takes explicit ids in their order, once each, whatever prefix and exclusions say', () => {
    const [first, second] = [table('staging', 'CUSTOM', 1), table('part_n_a', 'CUSTOM', 2)];
    assert.deepEqual(names(chooseTables([first, second], choice({ tableIds: [second.id, first.id, second.id, id('table', 99)] }))), [
      'acx_part_n_a',
      'acx_staging',
    ]);
  });

  it('puts the table name wherever the template wants it', () => {
    assert.equal(associationNameFor('{table_name}_{table_name}_v2', table('x')), 'x_x_v2');
  });

  it('puts the table name in literally, even one that looks like a replacement pattern', () => {
    assert.equal(associationNameFor('acx_{table_name}', table('part_$`$&$$')), 'acx_part_$`$&$$');
  });

  for (const [name, why] of [
    ['part_ümlaut', 'characters'],
    ['part_表', 'characters'],
    ['part_a.b', 'characters'],
    ['part_a--b', 'characters'],
    ['part_a-', 'characters'],
    ['part_\u{1f600}', 'characters'],
    [`part_${'x'.repeat(130)}`, '139 characters'],
  ] as const) {
    it(`keeps "${name.slice(0, 12)}" in the list and says why it cannot be associated`, () => {
      const [chosen] = chooseTables([table(name)], choice());
      assert.match(chosen?.impossible ?? '', new RegExp(why));
    });
  }

  it('marks both tables that would share a name, naming their ids, and no third one', () => {
    const all = [table('part_a', 'CUSTOM', 1), table('part_a', 'CUSTOM', 2), table('part_b', 'CUSTOM', 3)];
    assert.deepEqual(
      chooseTables(all, choice()).map(({ impossible }) => impossible),
      [
        `Two configured tables would get the association name "acx_part_a": ${id('table', 1)}, ${id('table', 2)}.`,
        `Two configured tables would get the association name "acx_part_a": ${id('table', 1)}, ${id('table', 2)}.`,
        undefined,
      ],
    );
  });

  it('marks every table where the template has no place for the table name', () => {
    assert.ok(
      chooseTables([table('part_a'), table('part_b')], choice({ associationName: 'same' })).every(
        ({ impossible }) => impossible !== undefined,
      ),
    );
  });

  it('never drops a table with the prefix, and calls possible only names that the service allows, each once', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', '1', '_', '-', ' ', 'é', '.', '$', '`', '&'), maxLength: 8 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(1000), word), { selector: ([number]) => number }), (rows) => {
        const all = rows.map(([number, name]) => table(`part_${name}`, 'CUSTOM', number));
        const chosen = chooseTables(all, choice({ excludeTables: [] }));
        assert.deepEqual(chosen.map(({ table: { id: each } }) => each).sort(), all.map(({ id: each }) => each).sort());
        const possible = chosen.filter(({ impossible }) => impossible === undefined);
        assert.ok(possible.every(({ associationName }) => associationNamePattern.test(associationName) && associationName.length <= 128));
        assert.equal(new Set(names(possible)).size, possible.length);
      }),
    );
  });

  it("gives the same list for every order of the account's tables", () => {
    const all = ['part_c', 'part_a', 'part_d', 'part_b'].map((name) => table(name));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        assert.deepEqual(chooseTables(shuffled, choice({ tableOrder: ['part_d'] })), chooseTables(all, choice({ tableOrder: ['part_d'] })));
      }),
    );
  });
});
