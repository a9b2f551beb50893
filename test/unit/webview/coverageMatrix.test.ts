import assert from 'node:assert/strict';
import { applyFilter, noFilter, type Filter } from '../../../src/webview/coverage/filter.ts';
import { matrixOf } from '../../../src/webview/coverage/matrix.ts';
import {
  countCells,
  nothingSelected,
  rowChoice,
  selectAll,
  selectionMessage,
  visibleSelection,
  withCells,
  withWholeRow,
} from '../../../src/webview/coverage/selection.ts';
import { firstSort, nextSort, sortRows } from '../../../src/webview/coverage/sort.ts';
import { countStates } from '../../../src/webview/coverage/totals.ts';
import { accountOf, failedAccount, readAt } from '../../e2e/coveragePanelData.ts';

/** Two collaborations with an ID namespace and two tables; the second lacks the last table. */
const first = accountOf({
  collaborations: ['Room 10', 'Room 9'],
  tables: 2,
  state: (row, column) => (row === 1 && column === 2 ? undefined : column === 1 ? 'missing' : 'ready'),
});
const second = accountOf({ connectionId: 'sandbox', name: 'Sandbox', accountId: '222233334444', collaborations: ['Room 1'], tables: 3 });
const matrix = matrixOf([first, failedAccount(), second]);
const everything = applyFilter(matrix, noFilter);
const filtered = (filter: Partial<Filter>): { rows: string[]; columns: string[] } => {
  const { rows, columns } = applyFilter(matrix, { ...noFilter, ...filter });
  return { rows: rows.map(({ row }) => row.name), columns: columns.map(({ id }) => id) };
};

describe('The matrix of the coverage panel', () => {
  it('puts tables of one name below each other and shows what was read of a failed account not at all', () => {
    assert.deepEqual(
      matrix.columns.map(({ id }) => id),
      ['id_namespace', 'acx_part_ibe_01', 'acx_part_ibe_02', 'acx_part_ibe_03'],
    );
    assert.equal(matrix.rows.length, 3);
  });

  it('counts states', () => {
    assert.deepEqual(countStates(everything), { ready: 7, not_ready: 0, missing: 2, left_out: 0, failed: 0, to_repair: 0 });
  });

  it('keeps the rows and columns of one account', () => {
    assert.deepEqual(filtered({ connectionId: first.connectionId }), {
      rows: ['Room 10', 'Room 9'],
      columns: ['id_namespace', 'acx_part_ibe_01', 'acx_part_ibe_02'],
    });
  });

  it('keeps collaborations by name or id, and tables by name', () => {
    assert.deepEqual(filtered({ collaboration: ' room 1' }).rows, ['Room 10', 'Room 1']);
    assert.deepEqual(filtered({ collaboration: 'membership-sandbox' }).rows, ['Room 1']);
    assert.deepEqual(filtered({ table: 'IBE_0' }).columns, ['acx_part_ibe_01', 'acx_part_ibe_02', 'acx_part_ibe_03']);
  });

  it('keeps only rows and columns with a cell in the chosen states', () => {
    assert.deepEqual(filtered({ states: new Set(['missing']) }), { rows: ['Room 10', 'Room 9'], columns: ['acx_part_ibe_01'] });
    assert.deepEqual(filtered({ states: new Set(['failed']) }), { rows: [], columns: [] });
  });

  it('sorts names as people count, by account, by what is ready and by the state of a table', () => {
    const names = (sort: Parameters<typeof sortRows>[1]): string[] => sortRows(matrix.rows, sort).map(({ row }) => row.name);
    assert.deepEqual(names(firstSort), ['Room 1', 'Room 9', 'Room 10']);
    assert.deepEqual(names(nextSort(firstSort, 'collaboration')), ['Room 10', 'Room 9', 'Room 1']);
    assert.deepEqual(names({ by: 'account', descending: false }), ['Room 9', 'Room 10', 'Room 1']);
    assert.deepEqual(names({ by: 'ready', descending: true }), ['Room 1', 'Room 10', 'Room 9']);
    assert.deepEqual(names({ by: { columnId: 'acx_part_ibe_01' }, descending: false }), ['Room 9', 'Room 10', 'Room 1']);
    assert.deepEqual(names({ by: { columnId: 'acx_part_ibe_02' }, descending: false }), ['Room 1', 'Room 10', 'Room 9']);
  });
});

describe('The selection of the coverage panel', () => {
  const [room10, room9] = matrix.rows;
  assert.ok(room10 && room9);

  it('names the columns of part of a row, and none of a whole one', () => {
    let selection = withCells(nothingSelected, room10, ['acx_part_ibe_01'], true);
    selection = withWholeRow(selection, room9, everything, noFilter, true);
    assert.equal(countCells(selection), 3);
    assert.deepEqual(selectionMessage(selection, matrix.rows), [
      { connectionId: first.connectionId, collaborationId: room10.row.collaborationId, columnIds: ['acx_part_ibe_01'] },
      { connectionId: first.connectionId, collaborationId: room9.row.collaborationId },
    ]);
  });

  it('takes only what the filter shows, and forgets nothing that a filter hides', () => {
    const filter: Filter = { ...noFilter, states: new Set(['missing']) };
    const shown = applyFilter(matrix, filter);
    const selection = selectAll(shown, filter);
    assert.equal(countCells(selection), 2);
    const before = withWholeRow(nothingSelected, room10, everything, noFilter, true);
    assert.equal(countCells(visibleSelection(before, shown, filter)), 1);
    assert.equal(countCells(visibleSelection(before, everything, noFilter)), 3);
  });

  it('knows whether a row is selected as a whole', () => {
    const some = withCells(nothingSelected, room9, ['id_namespace'], true);
    const all = withCells(some, room9, ['acx_part_ibe_01'], true);
    assert.deepEqual(
      [nothingSelected, some, all].map((selection) => rowChoice(selection, room9, everything, noFilter)),
      ['none', 'some', 'all'],
    );
    assert.equal(withCells(all, room9, ['id_namespace', 'acx_part_ibe_01'], false).size, 0);
  });

  it('can hold a collaboration without any cell', () => {
    const empty = matrixOf([accountOf({ collaborations: ['New'], tables: 1, state: () => undefined })]);
    const shown = applyFilter(empty, noFilter);
    const selection = selectAll(shown, noFilter);
    assert.deepEqual(selectionMessage(visibleSelection(selection, shown, noFilter), shown.rows), [
      { connectionId: first.connectionId, collaborationId: `collaboration-${first.connectionId}-0` },
    ]);
    assert.equal(empty.rows[0]?.row.readAt, readAt);
  });
});
