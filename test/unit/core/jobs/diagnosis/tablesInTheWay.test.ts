import assert from 'node:assert/strict';
import { tablesInTheWay } from '../../../../../src/core/jobs/diagnosis/tablesInTheWay.ts';
import { id, table } from '../../../builders.ts';

const tables = ['part_a', 'part_b', 'part_c'].map((name) => table(name));

describe('the tables in the way of a right name', () => {
  for (const [story, held, expected] of [
    ['are none where the name is its own', { acx_part_a: 'part_a', acx_part_b: 'part_b' }, []],
    ['are none where nobody has the name', { old: 'part_a', acx_part_b: 'part_b' }, []],
    ['are the other one where two have swapped names', { acx_part_b: 'part_a', acx_part_a: 'part_b' }, ['part_b']],
    ['are all of a ring', { acx_part_b: 'part_a', acx_part_c: 'part_b', acx_part_a: 'part_c' }, ['part_c', 'part_b']],
    ['are those of a chain, to its end', { old: 'part_a', acx_part_a: 'part_b', acx_part_b: 'part_c' }, ['part_b', 'part_c']],
    ['are no table that this account does not know', { old: 'part_a', acx_part_a: 'gone' }, []],
  ] as const)
    it(story, () => {
      const associations = Object.entries(held).map(([name, of], index) => ({
        id: id('association', index),
        arn: `arn-${index}`,
        name,
        configuredTableId: table(of).id,
      }));
      const found = tablesInTheWay(table('part_a'), tables, associations, 'acx_{table_name}');
      assert.deepEqual(
        found.map(({ name }) => name),
        expected,
      );
    });
});
