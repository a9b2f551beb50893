import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { coverageCsv } from '../../core/coverage/coverageCsv.ts';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import {
  fromCoveragePanelSchema,
  type FromCoveragePanel,
  type PanelFocus,
  type PanelPlan,
  type PanelProgress,
  type ToCoveragePanel,
} from '../../protocol/coverageMessages.ts';
import { plainMessage } from '../plainMessage.ts';
import { CoverageOutbox } from './coverageOutbox.ts';
import type { CoverageRequests } from './coverageRequests.ts';
import { saveExport } from './saveExport.ts';
import { webviewPage } from './webviewPage.ts';

type Request = Exclude<FromCoveragePanel, { type: 'ready' }>;

/** A message that is not one of ours is answered all the same, where it says how. */
const requestIdSchema = z.object({ requestId: z.string() });

/** The one coverage panel: owns the webview, checks what the page says, answers every request, tells it what changes. */
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
  readonly #panel: vscode.WebviewPanel;
  readonly #requests: CoverageRequests;
  readonly #log: vscode.LogOutputChannel;
  readonly #outbox: CoverageOutbox;
  #plan: PanelPlan | undefined;
  /** The plan that is being carried out: whoever closes the panel does not stop it. */
  #applying: string | undefined;
  #progress: PanelProgress | undefined;
  #focus: PanelFocus | undefined;
  /** Whether the page listens: not before it has said so, and not while VS Code loads it anew. */
  #ready = false;
  #closed = false;

  constructor(extension: vscode.Uri, requests: CoverageRequests, log: vscode.LogOutputChannel, closed: () => void) {
    this.#requests = requests;
    this.#log = log;
    const title = vscode.l10n.t('Coverage');
    const files = vscode.Uri.joinPath(extension, 'dist', 'webview');
    this.#panel = vscode.window.createWebviewPanel('cleanRooms.coverage', title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [files],
    });
    const { webview } = this.#panel;
    this.#outbox = new CoverageOutbox(
      (message) => {
        this.#post(message);
      },
      () => ({ accounts: requests.accounts(), mayWrite: requests.mayWrite() }),
    );
    const listening = vscode.Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => {
        this.#hear(message);
      }),
      requests.onDidChange(() => {
        if (this.#ready) this.#outbox.noteAccounts();
      }),
      requests.onCells((updates) => {
        this.#outbox.noteCells(updates);
      }),
      requests.onProgress((progress) => {
        this.#progress = progress.running ? progress : undefined;
        this.#outbox.noteProgress(progress);
      }),
      this.#panel.onDidChangeViewState(() => {
        // VS Code throws a hidden page away; it says "ready" again when it is back.
        if (!this.#panel.visible) this.#ready = false;
      }),
    );
    this.#panel.onDidDispose(() => {
      this.#ready = false;
      this.#closed = true;
      listening.dispose();
      this.#outbox.dispose();
      this.#discardPlan();
      closed();
    });
    webview.html = webviewPage({
      title,
      script: webview.asWebviewUri(vscode.Uri.joinPath(files, 'coverage.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(files, 'coverage.css')).toString(),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      language: vscode.env.language,
      texts: vscode.l10n.bundle ?? {},
    });
  }

  reveal(focus: PanelFocus | undefined): void {
    this.#focus = focus;
    this.#panel.reveal();
    if (focus !== undefined && this.#ready) this.#sendAccounts();
  }

  close(): void {
    this.#panel.dispose();
  }

  #hear(message: unknown): void {
    const parsed = fromCoveragePanelSchema.safeParse(message);
    if (!parsed.success) {
      this.#log.warn(`The coverage panel sent a message that is none: ${z.prettifyError(parsed.error)}`);
      const { data } = requestIdSchema.safeParse(message);
      if (data !== undefined) this.#reply(data.requestId, false, vscode.l10n.t('The extension does not understand this request.'));
      return;
    }
    if (parsed.data.type === 'ready') this.#welcome();
    else void this.#answer(parsed.data);
  }

  /** Tells a fresh page all that it has to know. */
  #welcome(): void {
    this.#ready = true;
    this.#sendAccounts();
    if (this.#plan !== undefined) this.#post({ type: 'plan', ...this.#plan });
    if (this.#progress !== undefined) this.#post({ type: 'progress', ...this.#progress });
  }

  #sendAccounts(): void {
    this.#outbox.noteAccounts(this.#focus);
    this.#focus = undefined;
    this.#outbox.send();
  }

  async #answer(request: Request): Promise<void> {
    try {
      const message = await this.#carryOut(request);
      // What the request has changed is on the screen before its answer.
      this.#outbox.send();
      this.#reply(request.requestId, true, message);
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      // To cancel is no error.
      const cancelled = error.code === 'cancelled';
      if (!cancelled) this.#log.error(error.sentence);
      this.#outbox.send();
      this.#reply(request.requestId, cancelled, error.sentence);
    }
  }

  /** Ends with what is to be said to the person, if anything. */
  async #carryOut(request: Request): Promise<string | undefined> {
    switch (request.type) {
      case 'refresh':
        await this.#requests.refresh();
        return undefined;
      case 'plan':
        this.#take(await this.#requests.plan(request.kind, request.selection));
        return undefined;
      case 'apply':
        return this.#apply(request.planId, request.changeIds);
      case 'discard':
        if (this.#plan?.planId === request.planId) this.#discardPlan();
        this.#post({ type: 'planEnded', planId: request.planId });
        return undefined;
      case 'cancel':
        this.#requests.cancel();
        return undefined;
      case 'exportCsv': {
        const coverages = this.#requests.accounts().flatMap(({ coverage }) => coverage ?? []);
        const csv = coverageCsv(coverages, request.rows, request.columnIds);
        await saveExport('coverage.csv', { [vscode.l10n.t('Comma-separated values')]: ['csv'] }, Buffer.from(csv, 'utf8'));
        return undefined;
      }
      case 'exportPicture':
        await saveExport('coverage.png', { [vscode.l10n.t('Picture')]: ['png'] }, Buffer.from(request.png, 'base64'));
        return undefined;
    }
  }

  /** A new plan takes the place of the one before. */
  #take(plan: PanelPlan): void {
    this.#discardPlan();
    this.#plan = plan;
    // Nobody waits for it any more.
    if (this.#closed) this.#discardPlan();
    else this.#post({ type: 'plan', ...plan });
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
        this.#post({ type: 'planEnded', planId });
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

  /** The answer goes to the page, or, where the page is hidden or closed by now, its words to the person all the same. */
  #reply(requestId: string, ok: boolean, message: string | undefined): void {
    if (this.#ready) this.#post({ type: 'reply', requestId, ok, ...(message === undefined ? {} : { message }) });
    else if (message !== undefined)
      void (ok ? vscode.window.showInformationMessage : vscode.window.showErrorMessage)(plainMessage(message));
  }

  #post(message: ToCoveragePanel): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }
}
