import * as vscode from 'vscode';
import { coverageCsv } from '../../core/coverage/coverageCsv.ts';
import { CleanRoomError } from '../../core/errors.ts';
import {
  coverageProtocol,
  type CoverageProtocol,
  type PanelFocus,
  type PanelPlan,
  type PanelProgress,
} from '../../protocol/coverageMessages.ts';
import type { RequestOf } from '../../protocol/panelMessages.ts';
import { CoverageOutbox } from './coverageOutbox.ts';
import type { CoverageRequests } from './coverageRequests.ts';
import type { PanelHandlers } from './pageConversation.ts';
import { saveExport } from './saveExport.ts';
import { WebviewPanel } from './webviewPanel.ts';

/** The one coverage panel: carries out what its page asks for, and tells it what changes. */
export class CoveragePanel implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #requests: CoverageRequests;
  readonly #log: vscode.LogOutputChannel;
  #open: OpenPanel | undefined;

  /** @param extension where the extension lies */
  constructor(extension: vscode.Uri, requests: CoverageRequests, log: vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#requests = requests;
    this.#log = log;
  }

  /** Opens the panel, or brings it to the front. @param focus sets its filter to one account or collaboration */
  show(focus?: PanelFocus): void {
    if (this.#open === undefined) {
      const open = new OpenPanel(this.#extension, this.#requests, this.#log, () => {
        if (this.#open === open) this.#open = undefined;
      });
      this.#open = open;
    }
    this.#open.reveal(focus);
  }

  dispose(): void {
    this.#open?.close();
  }
}

/** The panel from its opening to its closing. */
class OpenPanel {
  readonly #panel: WebviewPanel<CoverageProtocol['requests'], CoverageProtocol['news']>;
  readonly #requests: CoverageRequests;
  readonly #outbox: CoverageOutbox;
  readonly #handlers: PanelHandlers<CoverageProtocol['requests']> = {
    refresh: () => this.#requests.refresh(),
    plan: async ({ kind, selection }) => {
      this.#take(await this.#requests.plan(kind, selection));
    },
    apply: async ({ planId, changeIds }) => {
      const message = await this.#apply(planId, changeIds);
      return message === undefined ? undefined : { message };
    },
    discard: ({ planId }) => {
      if (this.#plan?.planId === planId) this.#discardPlan();
      this.#panel.send({ type: 'planEnded', planId });
    },
    cancel: () => {
      this.#requests.cancel();
    },
    exportCsv: (wanted) => this.#exportCsv(wanted),
    exportPicture: ({ png }) => saveExport('coverage.png', { [vscode.l10n.t('Picture')]: ['png'] }, Buffer.from(png, 'base64')),
  };
  #plan: PanelPlan | undefined;
  /** The plan that is being carried out: whoever closes the panel does not stop it. */
  #applying: string | undefined;
  #progress: PanelProgress | undefined;
  #focus: PanelFocus | undefined;
  #closed = false;

  constructor(extension: vscode.Uri, requests: CoverageRequests, log: vscode.LogOutputChannel, closed: () => void) {
    this.#requests = requests;
    this.#outbox = new CoverageOutbox(
      (news) => {
        this.#panel.send(news);
      },
      () => ({ accounts: requests.accounts(), mayWrite: requests.mayWrite() }),
    );
    const listening = vscode.Disposable.from(
      requests.onDidChange(() => {
        if (this.#panel.ready) this.#outbox.noteAccounts();
      }),
      requests.onCells((updates) => {
        this.#outbox.noteCells(updates);
      }),
      requests.onProgress((progress) => {
        this.#progress = progress.running ? progress : undefined;
        this.#outbox.noteProgress(progress);
      }),
    );
    this.#panel = new WebviewPanel({
      extension,
      viewType: 'cleanRooms.coverage',
      title: vscode.l10n.t('Coverage'),
      files: 'coverage',
      protocol: coverageProtocol,
      handlers: this.#handlers,
      log,
      onReady: () => {
        this.#welcome();
      },
      beforeReply: () => {
        this.#outbox.send();
      },
      onClosed: () => {
        this.#closed = true;
        listening.dispose();
        this.#outbox.dispose();
        this.#discardPlan();
        closed();
      },
    });
  }

  reveal(focus: PanelFocus | undefined): void {
    this.#focus = focus;
    this.#panel.reveal();
    if (focus !== undefined && this.#panel.ready) this.#sendAccounts();
  }

  close(): void {
    this.#panel.dispose();
  }

  /** Tells a fresh page all that it has to know. */
  #welcome(): void {
    this.#sendAccounts();
    if (this.#plan !== undefined) this.#panel.send({ type: 'plan', ...this.#plan });
    if (this.#progress !== undefined) this.#panel.send({ type: 'progress', ...this.#progress });
  }

  #sendAccounts(): void {
    this.#outbox.noteAccounts(this.#focus);
    this.#focus = undefined;
    this.#outbox.send();
  }

  async #exportCsv({ rows, columnIds }: RequestOf<CoverageProtocol, 'exportCsv'>): Promise<void> {
    const coverages = this.#requests.accounts().flatMap(({ coverage }) => coverage ?? []);
    const csv = coverageCsv(coverages, rows, columnIds);
    await saveExport('coverage.csv', { [vscode.l10n.t('Comma-separated values')]: ['csv'] }, Buffer.from(csv, 'utf8'));
  }

  /** A new plan takes the place of the one before. */
  #take(plan: PanelPlan): void {
    this.#discardPlan();
    this.#plan = plan;
    // Nobody waits for it any more.
    if (this.#closed) this.#discardPlan();
    else this.#panel.send({ type: 'plan', ...plan });
  }

  async #apply(planId: string, changeIds: readonly string[]): Promise<string | undefined> {
    const plan = this.#plan;
    if (plan?.planId !== planId)
      throw new CleanRoomError('invalid_state', vscode.l10n.t('This plan is not there any more. Make a new one.'));
    const wanted = new Set(changeIds);
    const chosen = plan.changes.filter(({ id }) => wanted.has(id));
    const lacking = chosen.some(({ needs }) => needs !== undefined && !wanted.has(needs) && plan.changes.some(({ id }) => id === needs));
    if (chosen.length !== wanted.size || lacking) {
      throw new CleanRoomError('invalid_input', vscode.l10n.t('The ticked changes do not fit the plan. Make a new one.'));
    }
    if (!this.#requests.mayWrite())
      throw new CleanRoomError('not_permitted', vscode.l10n.t('This workspace is not trusted, so nothing is written.'));
    if (this.#applying !== undefined) throw new CleanRoomError('invalid_state', vscode.l10n.t('A plan is being applied already.'));
    this.#applying = planId;
    try {
      const summary = await this.#requests.apply(planId, changeIds);
      if (summary !== undefined) {
        if (this.#plan === plan) this.#plan = undefined;
        this.#panel.send({ type: 'planEnded', planId });
      }
      return summary;
    } finally {
      this.#applying = undefined;
    }
  }

  /** Nobody will apply the plan any more, unless that has begun. */
  #discardPlan(): void {
    if (this.#plan !== undefined && this.#plan.planId !== this.#applying) this.#requests.discard(this.#plan.planId);
    this.#plan = undefined;
  }
}
