import type { CellSelection } from '../../protocol/coverageMessages.ts';
import { isShown, type Filter, type Shown } from './filter.ts';
import type { MatrixRow } from './matrix.ts';

/** The cells chosen in each row, by row key. A row without any cell can be chosen too: it is there with an empty set. */
export type Selection = ReadonlyMap<string, ReadonlySet<string>>;

export const nothingSelected: Selection = new Map();

export function isSelected(selection: Selection, { key }: MatrixRow, columnId: string): boolean {
  return selection.get(key)?.has(columnId) ?? false;
}

/** Adds cells of a row, or takes them away. */
export function withCells(selection: Selection, { key }: MatrixRow, columnIds: Iterable<string>, chosen: boolean): Selection {
  const after = new Set(selection.get(key));
  for (const columnId of columnIds) {
    if (chosen) after.add(columnId);
    else after.delete(columnId);
  }
  return withRow(selection, key, after.size > 0 ? after : undefined);
}

/** Chooses every cell of a row that the filter shows, or none of them. */
export function withWholeRow(selection: Selection, row: MatrixRow, shown: Shown, filter: Filter, chosen: boolean): Selection {
  const cells = selectableCells(row, shown, filter);
  if (cells.length > 0) return withCells(selection, row, cells, chosen);
  return withRow(selection, row.key, chosen && row.cells.size === 0 ? new Set() : undefined);
}

/** How much of a row that the filter shows is chosen. */
export function rowChoice(selection: Selection, row: MatrixRow, shown: Shown, filter: Filter): 'none' | 'some' | 'all' {
  const chosen = selection.get(row.key);
  if (chosen === undefined) return 'none';
  const cells = selectableCells(row, shown, filter);
  if (cells.length === 0) return row.cells.size === 0 ? 'all' : 'none';
  const count = cells.filter((columnId) => chosen.has(columnId)).length;
  if (count === cells.length) return 'all';
  return count > 0 ? 'some' : 'none';
}

/** Every cell that the filter shows. */
export function selectAll(shown: Shown, filter: Filter): Selection {
  return shown.rows.reduce((selection, row) => withWholeRow(selection, row, shown, filter, true), nothingSelected);
}

/** What is both selected and on the screen: nothing hidden is ever synchronised. */
export function visibleSelection(selection: Selection, shown: Shown, filter: Filter): Selection {
  const visible = new Map<string, ReadonlySet<string>>();
  for (const row of shown.rows) {
    const chosen = selection.get(row.key);
    if (chosen === undefined) continue;
    const cells = new Set(selectableCells(row, shown, filter).filter((columnId) => chosen.has(columnId)));
    if (cells.size > 0 || row.cells.size === 0) visible.set(row.key, cells);
  }
  return visible;
}

export function countCells(selection: Selection): number {
  let count = 0;
  for (const cells of selection.values()) count += cells.size;
  return count;
}

/** The selection as the extension wants it: a row chosen as a whole names no columns. */
export function selectionMessage(selection: Selection, rows: readonly MatrixRow[]): CellSelection[] {
  return rows.flatMap(({ key, account, row, cells }) => {
    const chosen = selection.get(key);
    if (chosen === undefined) return [];
    const place = { connectionId: account.connectionId, collaborationId: row.collaborationId };
    return [chosen.size === cells.size ? place : { ...place, columnIds: [...chosen] }];
  });
}

function selectableCells({ cells }: MatrixRow, { columns }: Shown, filter: Filter): string[] {
  return columns.filter(({ id }) => isShown(cells.get(id), filter)).map(({ id }) => id);
}

function withRow(selection: Selection, key: string, cells: ReadonlySet<string> | undefined): Selection {
  const after = new Map(selection);
  if (cells === undefined) after.delete(key);
  else after.set(key, cells);
  return after;
}
