import type * as vscode from 'vscode';
import type { CellSelection, CellUpdate, PanelAccount, PanelPlan, PanelProgress, PlanKind } from '../../protocol/coverageMessages.ts';

/**
 * What the coverage panel asks of the rest of the extension. What is thrown is shown to the person in the panel, as a
 * sentence; names and reasons in what is answered are cleaned of control characters here, once.
 */
export interface CoverageRequests {
  /** Every connected account, with its newest coverage and what became of reading it. */
  accounts(): PanelAccount[];
  /** Whether this workspace may write at all. */
  mayWrite(): boolean;
  /** Something that `accounts` or `mayWrite` says has changed. May fire as often as it likes. */
  readonly onDidChange: vscode.Event<void>;
  /** Cells that a running job has begun or changed. */
  readonly onCells: vscode.Event<readonly CellUpdate[]>;
  /** How far the running job is; the last one says `running: false`, with a summary as its message. */
  readonly onProgress: vscode.Event<PanelProgress>;
  /** Reads every account anew; ends when all have been read or have failed. */
  refresh(): Promise<void>;
  /** Plans for the selected cells of all accounts among them, each with its own error. */
  plan(kind: PlanKind, selection: readonly CellSelection[]): Promise<PanelPlan>;
  /**
   * Asks once, naming every account, and carries out these changes of a plan. Ends with a summary sentence, or with
   * undefined where the person declined: the plan then stays.
   */
  apply(planId: string, changeIds: readonly string[]): Promise<string | undefined>;
  /** The plan will not be applied. */
  discard(planId: string): void;
  /** Stops the running job: what is under way finishes, nothing new begins. */
  cancel(): void;
}
