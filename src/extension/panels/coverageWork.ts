import * as vscode from 'vscode';
import type * as z from 'zod/mini';
import { idNamespaceColumnId, type Coverage } from '../../core/coverage/coverage.ts';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import type { Intention, WritingJob } from '../../core/jobs/job.ts';
import { repairCollaborations } from '../../core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../../core/jobs/syncCollaborations.ts';
import type { Selection } from '../../core/jobs/selection.ts';
import type { CellSelection, CellUpdate, PanelAccount, PanelPlan, PanelProgress, PlanKind } from '../../protocol/coverageMessages.ts';
import type { Account } from '../connections/account.ts';
import { summarySentence } from '../plan/summaryText.ts';
import type { Workbench } from '../workbench.ts';
import { ReadingsWatcher } from '../connections/readingsWatcher.ts';
import { AccountPlan } from './accountPlan.ts';
import type { CoverageRequests } from './coverageRequests.ts';
import { LiveCells } from './liveCells.ts';
import { connectionIdOf, panelAccount } from './panelAccounts.ts';

/** A plan that waits beside the grid. */
interface WaitingPlan {
  kind: PlanKind;
  parts: { plan: AccountPlan; selection: Selection }[];
}

/** Does what the coverage panel asks, over all connected accounts; each account keeps its own plan, error and outcome. */
export class CoverageWork implements CoverageRequests, vscode.Disposable {
  readonly #workbench: Workbench;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #cells = new vscode.EventEmitter<readonly CellUpdate[]>();
  readonly #progress = new vscode.EventEmitter<PanelProgress>();
  readonly onDidChange = this.#changed.event;
  readonly onCells = this.#cells.event;
  readonly onProgress = this.#progress.event;
  readonly #listening: vscode.Disposable;
  readonly #plans = new Map<string, WaitingPlan>();
  #made = 0;
  #running: AbortController | undefined;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    const tell = (): void => {
      this.#changed.fire();
    };
    const readings = new ReadingsWatcher(workbench.accounts);
    this.#listening = vscode.Disposable.from(
      // While a job runs the accounts change with every item; the grid hears of those as cells.
      workbench.accounts.onDidChange(() => {
        if (readings.haveChanged()) tell();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(tell),
    );
  }

  accounts(): PanelAccount[] {
    return this.#workbench.accounts.aws.map(panelAccount);
  }

  mayWrite(): boolean {
    return vscode.workspace.isTrusted;
  }

  async refresh(): Promise<void> {
    const { accounts, jobs } = this.#workbench;
    for (const account of accounts.aws) if (!jobs.isBusy(account)) account.reopen();
    await accounts.refreshAll();
  }

  async plan(kind: PlanKind, selection: readonly CellSelection[]): Promise<PanelPlan> {
    const planId = String((this.#made += 1));
    const chosen = [...Map.groupBy(selection, ({ connectionId }) => connectionId)];
    const parts = await Promise.all(
      chosen.map(([connectionId, cells], index) => this.#planAccount(kind, connectionId, cells, `${planId}.${index}`)),
    );
    const made = parts.flatMap((part) => ('plan' in part ? [part] : []));
    this.#plans.set(planId, { kind, parts: made });
    return {
      planId,
      kind,
      changes: made.flatMap(({ plan }) => plan.shown.changes),
      leftOut: made.flatMap(({ plan }) => plan.shown.leftOut),
      errors: parts.flatMap((part) => ('sentence' in part ? [part] : [])),
    };
  }

  discard(planId: string): void {
    this.#plans.delete(planId);
  }

  cancel(): void {
    this.#running?.abort();
  }

  async apply(planId: string, changeIds: readonly string[]): Promise<string | undefined> {
    const waiting = this.#plans.get(planId);
    if (waiting === undefined) throw new CleanRoomError('invalid_state', vscode.l10n.t('This plan is not there any more. Make a new one.'));
    if (this.#running !== undefined)
      throw new CleanRoomError('invalid_state', vscode.l10n.t('A plan is being carried out. Wait for it, or cancel it.'));
    const ids = new Set(changeIds);
    const parts = waiting.parts
      .map(({ plan, selection }) => ({ plan, selection, ...plan.chosen(ids) }))
      .filter(({ keys }) => keys.length > 0);
    if (parts.length === 0) return undefined;
    const running = new AbortController();
    this.#running = running;
    try {
      if (!(await this.#workbench.askOnce(parts.map(({ intention }) => intention)))) return undefined;
      this.#plans.delete(planId);
      const steps = new Steps((step) => {
        this.#progress.fire({ running: true, ...step });
      });
      const sentences = await Promise.all(parts.map((part, index) => this.#carryOut(waiting.kind, part, steps.of(index), running.signal)));
      const summary = sentences.join(' ');
      this.#progress.fire({ running: false, done: 0, total: 0, message: summary });
      return summary;
    } finally {
      this.#running = undefined;
    }
  }

  dispose(): void {
    this.#running?.abort();
    this.#listening.dispose();
    this.#changed.dispose();
    this.#cells.dispose();
    this.#progress.dispose();
  }

  async #planAccount(
    kind: PlanKind,
    connectionId: string,
    cells: readonly CellSelection[],
    prefix: string,
  ): Promise<WaitingPlan['parts'][number] | { connectionId: string; sentence: string }> {
    try {
      const { account, coverage } = this.#found(connectionId);
      const selection = selectionOf(coverage, cells);
      const title = vscode.l10n.t('Planning for {0}', coverage.connection.accountId);
      const intention = await this.#preview(kind, title, account, { selection });
      if (intention.plan.connection.id !== connectionId) throw repointed(coverage, intention);
      return { plan: new AccountPlan(account, coverage, intention, prefix), selection };
    } catch (thrown) {
      return { connectionId, sentence: asCleanRoomError(thrown).sentence };
    }
  }

  #preview(kind: PlanKind, title: string, account: Account, input: object): Promise<Intention> {
    const preview = <Schema extends z.ZodMiniType>(job: WritingJob<Schema>): Promise<Intention> =>
      this.#workbench.jobs.preview(title, job, account, input, { shownIn: 'statusBar' });
    return kind === 'sync' ? preview(syncCollaborations) : preview(repairCollaborations);
  }

  /** Carries one account's part out; what goes wrong in it is its sentence and stops no other. */
  async #carryOut(
    kind: PlanKind,
    { plan, selection, keys, cells }: { plan: AccountPlan; selection: Selection; keys: string[]; cells: Parameters<typeof liveCells>[1] },
    onStep: (step: { done: number; total: number; message: string }) => void,
    stop: AbortSignal,
  ): Promise<string> {
    const { accounts, jobs } = this.#workbench;
    const { account, intention } = plan;
    const { accountId } = intention.plan.connection;
    const live = liveCells(account, cells);
    const tell = (updates: CellUpdate[] | undefined): void => {
      if (updates !== undefined && updates.length > 0) this.#cells.fire(updates);
    };
    tell(live?.begun());
    const title = kind === 'sync' ? vscode.l10n.t('Syncing {0}', accountId) : vscode.l10n.t('Repairing {0}', accountId);
    const write = <Schema extends z.ZodMiniType>(job: WritingJob<Schema>) =>
      jobs.write(
        title,
        job,
        account,
        { selection, agreed: keys },
        {
          agreed: true,
          // The panel shows it, with a button to cancel.
          shownIn: 'statusBar',
          stop,
          watch: {
            onItem: (collaborationId, item) => {
              tell(live?.step(collaborationId, item));
            },
            onCollaboration: (collaboration) => {
              tell(live?.done(collaboration));
            },
            onProgress: ({ phase, ...step }) => {
              if (phase !== 'reading') onStep(step);
            },
          },
        },
      );
    try {
      const result = await (kind === 'sync' ? write(syncCollaborations) : write(repairCollaborations));
      accounts.noteUsed(account);
      return vscode.l10n.t('Account {0}: {1}.', accountId, summarySentence(result));
    } catch (thrown) {
      return vscode.l10n.t('Account {0}: {1}', accountId, asCleanRoomError(thrown).sentence);
    } finally {
      tell(live?.ended());
      if (!jobs.isBusy(account)) await accounts.refresh(account);
    }
  }

  #found(connectionId: string): { account: Account; coverage: Coverage } {
    const account = this.#workbench.accounts.aws.find((each) => connectionIdOf(each) === connectionId);
    const coverage = account?.survey?.coverage;
    if (account !== undefined && coverage !== undefined) return { account, coverage };
    throw new CleanRoomError('not_found', vscode.l10n.t('This connection is not there any more, or has not been read yet.'));
  }
}

function liveCells({ survey }: Account, cells: ConstructorParameters<typeof LiveCells>[1]): LiveCells | undefined {
  return survey === undefined ? undefined : new LiveCells(survey.coverage, cells);
}

/** Selected cells as the jobs want them: tables by their ids, of this account. */
function selectionOf({ tables }: Coverage, cells: readonly CellSelection[]): Selection {
  return cells.map(({ collaborationId, columnIds }) =>
    columnIds === undefined
      ? { collaboration_id: collaborationId, id_namespace: false }
      : {
          collaboration_id: collaborationId,
          table_ids: tables.filter(({ columnId }) => columnIds.includes(columnId)).map(({ id }) => id),
          id_namespace: columnIds.includes(idNamespaceColumnId),
        },
  );
}

function repointed({ connection }: Coverage, { plan }: Intention): CleanRoomError {
  return new CleanRoomError(
    'connection_unusable',
    vscode.l10n.t(
      'What is shown is account {0}, but the connection now leads to account {1}.',
      connection.accountId,
      plan.connection.accountId,
    ),
    { remedy: vscode.l10n.t('Refresh, then plan again.') },
  );
}

/** Sums up how far several accounts are. */
class Steps {
  readonly #steps = new Map<number, { done: number; total: number }>();
  readonly #tell: (step: { done: number; total: number; message: string }) => void;

  constructor(tell: (step: { done: number; total: number; message: string }) => void) {
    this.#tell = tell;
  }

  of(index: number): (step: { done: number; total: number; message: string }) => void {
    return ({ done, total, message }) => {
      // Waiting for tables has no number of its own; what has been applied stays applied.
      if (total > 0) this.#steps.set(index, { done, total });
      const known = [...this.#steps.values()];
      this.#tell({ done: sum(known.map((step) => step.done)), total: sum(known.map((step) => step.total)), message });
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
