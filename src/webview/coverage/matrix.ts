import type { CellUpdate, CoverageCell, CoverageColumn, CoverageRow, PanelAccount } from '../../protocol/coverageMessages.ts';

/** A cell as it is now: what was read, and what a running job has changed since. */
export type MatrixCell = CoverageCell & { working: boolean };

/** One collaboration of one account. */
export interface MatrixRow {
  /** Names the row in the whole panel. */
  key: string;
  account: PanelAccount;
  row: CoverageRow;
  /** By column. */
  cells: Map<string, MatrixCell>;
}

/** The collaborations of all accounts below each other, and every table that one of them has. */
export interface Matrix {
  columns: readonly CoverageColumn[];
  rows: readonly MatrixRow[];
}

export function rowKey(connectionId: string, collaborationId: string): string {
  return JSON.stringify([connectionId, collaborationId]);
}

/** Puts the accounts together. The ID namespace stands first; tables keep the order in which the accounts name them. */
export function matrixOf(accounts: readonly PanelAccount[]): Matrix {
  const columns = new Map<string, CoverageColumn>();
  for (const column of accounts.flatMap(({ coverage }) => coverage?.columns ?? [])) {
    if (!columns.has(column.id)) columns.set(column.id, column);
  }
  const inOrder = [...columns.values()];
  return {
    columns: [...inOrder.filter(({ kind }) => kind === 'id_namespace'), ...inOrder.filter(({ kind }) => kind === 'table')],
    rows: accounts.flatMap((account) =>
      (account.coverage?.rows ?? []).map((row) => ({
        key: rowKey(account.connectionId, row.collaborationId),
        account,
        row,
        cells: new Map(row.cells.map((cell) => [cell.columnId, { ...cell, working: false }])),
      })),
    ),
  };
}

/** Notes in a row what a job has changed; a cell that was not there before is made. */
export function noteUpdate({ cells }: MatrixRow, { columnId, state, reason, working }: CellUpdate): void {
  const before = cells.get(columnId) ?? { columnId, wished: true };
  cells.set(columnId, { ...before, state, reason, working });
}
