import type { CellState } from '../../protocol/coverageMessages.ts';
import type { Shown } from './filter.ts';
import type { MatrixRow } from './matrix.ts';

/** How many cells are in each state. */
export function countStates({ rows, columns }: Shown): Record<CellState, number> {
  const count = { ready: 0, not_ready: 0, missing: 0, left_out: 0, failed: 0, to_repair: 0 };
  for (const { cells } of rows) {
    for (const { id } of columns) {
      const cell = cells.get(id);
      if (cell !== undefined) count[cell.state] += 1;
    }
  }
  return count;
}

/** How many of a collaboration's cells are ready. */
export function readyCount({ cells }: MatrixRow): { ready: number; all: number } {
  let ready = 0;
  for (const { state } of cells.values()) if (state === 'ready') ready += 1;
  return { ready, all: cells.size };
}
