import type { CellState } from '../../protocol/coverageMessages.ts';
import type { MatrixRow } from './matrix.ts';
import { readyCount } from './totals.ts';

/** What the rows are sorted by: one of the first columns, or a table by its column id. */
export type SortKey = 'collaboration' | 'account' | 'ready' | { columnId: string };

export interface Sort {
  by: SortKey;
  descending: boolean;
}

export const firstSort: Sort = { by: 'collaboration', descending: false };

/** What needs a person most stands first; a row without the table stands last. */
const urgency: readonly CellState[] = ['failed', 'to_repair', 'not_ready', 'missing', 'left_out', 'ready'];

const { compare: compareWords } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The rows in order; equal ones by collaboration and account. */
export function sortRows(rows: readonly MatrixRow[], { by, descending }: Sort): MatrixRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compareBy(by, a, b) || byName(a, b) || byAccount(a, b));
}

/** The order that a click on a header asks for: the other way round where it is sorted so already. */
export function nextSort({ by, descending }: Sort, clicked: SortKey): Sort {
  return { by: clicked, descending: sameKey(by, clicked) && !descending };
}

export function sameKey(a: SortKey, b: SortKey): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.columnId === b.columnId : a === b;
}

function compareBy(by: SortKey, a: MatrixRow, b: MatrixRow): number {
  if (typeof by === 'object') return rank(a, by.columnId) - rank(b, by.columnId);
  switch (by) {
    case 'collaboration':
      return byName(a, b);
    case 'account':
      return byAccount(a, b);
    case 'ready':
      return readyShare(a) - readyShare(b);
  }
}

function rank({ cells }: MatrixRow, columnId: string): number {
  const cell = cells.get(columnId);
  return cell === undefined ? urgency.length : urgency.indexOf(cell.state);
}

function readyShare(row: MatrixRow): number {
  const { ready, all } = readyCount(row);
  return all === 0 ? 0 : ready / all;
}

function byName(a: MatrixRow, b: MatrixRow): number {
  return compareWords(a.row.name, b.row.name);
}

function byAccount(a: MatrixRow, b: MatrixRow): number {
  return compareWords(a.account.name, b.account.name) || compareWords(a.account.accountId, b.account.accountId);
}
