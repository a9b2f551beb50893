import type { CellState, CoverageColumn } from '../../protocol/coverageMessages.ts';
import type { Matrix, MatrixCell, MatrixRow } from './matrix.ts';

/** What the person wants to see. */
export interface Filter {
  /** One account; undefined for all. */
  connectionId: string | undefined;
  /** Part of the collaboration's name, or one of its ids. */
  collaboration: string;
  /** Part of the table's name. */
  table: string;
  /** Only cells in these states; none chosen means all. */
  states: ReadonlySet<CellState>;
}

export const noFilter: Filter = { connectionId: undefined, collaboration: '', table: '', states: new Set() };

/** What of the matrix is on the screen. */
export interface Shown {
  rows: readonly MatrixRow[];
  columns: readonly CoverageColumn[];
}

/** Whether a filter can hide anything. */
export function isFiltering({ connectionId, collaboration, table, states }: Filter): boolean {
  return connectionId !== undefined || collaboration !== '' || table !== '' || states.size > 0;
}

/** What account and names leave, whatever the states. */
export function byPlaceAndName({ columns, rows }: Matrix, { connectionId, collaboration, table }: Filter): Shown {
  const ofAccount = rows.filter(({ account }) => connectionId === undefined || account.connectionId === connectionId);
  const present = new Set(ofAccount.flatMap(({ account }) => account.coverage?.columns ?? []).map(({ id }) => id));
  return {
    rows: ofAccount.filter(({ row }) =>
      [row.name, row.collaborationId, row.membershipId].some((words) => contains(words, collaboration.trim())),
    ),
    columns: columns.filter(({ id, name }) => present.has(id) && contains(name, table.trim())),
  };
}

/** What the whole filter leaves: with states chosen, only rows and columns that have such a cell. */
export function applyFilter(matrix: Matrix, filter: Filter): Shown {
  const shown = byPlaceAndName(matrix, filter);
  if (filter.states.size === 0) return shown;
  const passes = ({ cells }: MatrixRow, { id }: CoverageColumn): boolean => isShown(cells.get(id), filter);
  return {
    rows: shown.rows.filter((row) => shown.columns.some((column) => passes(row, column))),
    columns: shown.columns.filter((column) => shown.rows.some((row) => passes(row, column))),
  };
}

/** Whether there is a cell and the chosen states include its own; the others are dimmed and cannot be selected. */
export function isShown(cell: MatrixCell | undefined, { states }: Filter): cell is MatrixCell {
  return cell !== undefined && (states.size === 0 || states.has(cell.state));
}

function contains(words: string, part: string): boolean {
  return words.toLocaleLowerCase().includes(part.toLocaleLowerCase());
}
