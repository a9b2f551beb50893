import type { CellState, Coverage } from '../../core/coverage/coverage.ts';
import type { ReportedCollaboration, ReportedItem } from '../../core/jobs/report.ts';
import type { ItemOutcome } from '../../core/sync/outcome.ts';
import type { CellUpdate } from '../../protocol/coverageMessages.ts';
import type { PlannedCell } from './accountPlan.ts';

/** The cells of one account that a running job is about: what the grid shows of them, step by step. */
export class LiveCells {
  readonly #connectionId: string;
  /** By collaboration and column. */
  readonly #cells = new Map<string, CellUpdate>();
  /** The column of each item, by collaboration, name, and whether it is about the ID namespace. */
  readonly #columns = new Map<string, string>();

  constructor({ connection, rows }: Coverage, planned: readonly PlannedCell[]) {
    this.#connectionId = connection.id;
    const before = new Map(
      rows.flatMap(({ collaborationId, cells }) => cells.map((cell) => [keyOf(collaborationId, cell.columnId), cell])),
    );
    for (const { collaborationId, columnId, item } of planned) {
      this.#columns.set(itemKey(collaborationId, item), columnId);
      const cell = before.get(keyOf(collaborationId, columnId));
      const { state, reason }: { state: CellState; reason: string } = cell ?? { state: 'missing', reason: '' };
      this.#cells.set(keyOf(collaborationId, columnId), {
        connectionId: this.#connectionId,
        collaborationId,
        columnId,
        state,
        reason,
        working: true,
      });
    }
  }

  /** Every one of them, under way. */
  begun(): CellUpdate[] {
    return [...this.#cells.values()];
  }

  /** What a step says of its cell. Only a failure is final: the rest is known when the collaboration is done. */
  step(collaborationId: string, item: ItemOutcome): CellUpdate[] {
    const { outcome, reason } = item;
    const columnId = this.#columns.get(itemKey(collaborationId, item));
    if (columnId === undefined) return [];
    if (outcome === 'failed' || outcome === 'left_out')
      return this.#set(collaborationId, columnId, { state: outcome, reason, working: false });
    return [];
  }

  /** How the cells of a collaboration stand once it is done. */
  done({ collaboration_id: collaborationId, items }: ReportedCollaboration): CellUpdate[] {
    const settled = new Map<string, { state: CellState; reason: string }>();
    for (const item of items) {
      const columnId = this.#columns.get(itemKey(collaborationId, item));
      const state = stateAfter(item);
      // A rule that failed says more than the readiness that follows from it.
      if (columnId !== undefined && state !== undefined && settled.get(columnId)?.state !== 'failed')
        settled.set(columnId, { state, reason: item.reason });
    }
    return [...this.#cells.values()]
      .filter((cell) => cell.collaborationId === collaborationId)
      .flatMap(({ columnId, state, reason }) =>
        this.#set(collaborationId, columnId, { ...(settled.get(columnId) ?? { state, reason }), working: false }),
      );
  }

  /** Nothing is under way any more. */
  ended(): CellUpdate[] {
    return [...this.#cells.values()].flatMap(({ collaborationId, columnId, state, reason, working }) =>
      working ? this.#set(collaborationId, columnId, { state, reason, working: false }) : [],
    );
  }

  #set(collaborationId: string, columnId: string, change: { state: CellState; reason: string; working: boolean }): CellUpdate[] {
    const update: CellUpdate = { connectionId: this.#connectionId, collaborationId, columnId, ...change };
    this.#cells.set(keyOf(collaborationId, columnId), update);
    return [update];
  }
}

function stateAfter({ kind, outcome }: ReportedItem): CellState | undefined {
  switch (outcome) {
    case 'failed':
    case 'left_out':
      return outcome;
    case 'ready':
    case 'not_ready':
      return outcome;
    case 'created':
    case 'existing':
    case 'repaired':
      return kind === 'id_namespace' ? 'ready' : undefined;
    case 'planned':
      return undefined;
  }
}

function keyOf(collaborationId: string, name: string): string {
  return JSON.stringify([collaborationId, name]);
}

/** A table, its association and its rule share a name and a cell; an ID namespace association may have the same name. */
function itemKey(collaborationId: string, { kind, name }: { kind: string; name: string }): string {
  return JSON.stringify([collaborationId, kind === 'id_namespace', name]);
}
