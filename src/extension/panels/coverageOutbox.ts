import type { CellUpdate, CoverageNews, PanelAccount, PanelFocus, PanelProgress } from '../../protocol/coverageMessages.ts';
import { CellUpdates } from './cellUpdates.ts';

/** How often the panel hears of changes: hundreds of steps a second happen while a job runs, eyes need a few. */
const pauseMs = 60;

/** The newest of what the panel is to hear, sent together: accounts, then the cells that are newer, then the progress. */
export class CoverageOutbox {
  readonly #post: (news: CoverageNews) => void;
  readonly #read: () => { accounts: PanelAccount[]; mayWrite: boolean };
  /** Since the accounts were read; a page that is loaded anew, or hears of older readings, needs them again. */
  readonly #updates = new CellUpdates();
  #accounts = false;
  #focus: PanelFocus | undefined;
  #cells = new Map<string, CellUpdate>();
  #progress: PanelProgress | undefined;
  #sending: NodeJS.Timeout | undefined;

  constructor(post: (news: CoverageNews) => void, read: () => { accounts: PanelAccount[]; mayWrite: boolean }) {
    this.#post = post;
    this.#read = read;
  }

  /** @param focus what the panel is to show; undefined leaves it as it is */
  noteAccounts(focus?: PanelFocus): void {
    this.#accounts = true;
    this.#focus = focus ?? this.#focus;
    this.#soon();
  }

  noteCells(updates: readonly CellUpdate[]): void {
    this.#updates.note(updates, new Date().toISOString());
    for (const update of updates) {
      this.#cells.set(JSON.stringify([update.connectionId, update.collaborationId, update.columnId]), update);
    }
    this.#soon();
  }

  noteProgress(progress: PanelProgress): void {
    this.#progress = progress;
    if (!progress.running) this.#updates.settle();
    this.#soon();
  }

  /** Sends what waits now. */
  send(): void {
    clearTimeout(this.#sending);
    this.#sending = undefined;
    if (this.#accounts) {
      const { accounts, mayWrite } = this.#read();
      this.#post({ type: 'accounts', accounts, mayWrite, ...(this.#focus === undefined ? {} : { show: this.#focus }) });
      // What is sent in `cells` is among them: every change since the reading.
      this.#postCells(this.#updates.newerThan(accounts));
    } else {
      this.#postCells([...this.#cells.values()]);
    }
    if (this.#progress !== undefined) this.#post({ type: 'progress', ...this.#progress });
    this.#accounts = false;
    this.#focus = undefined;
    this.#cells = new Map();
    this.#progress = undefined;
  }

  dispose(): void {
    clearTimeout(this.#sending);
  }

  #postCells(updates: CellUpdate[]): void {
    if (updates.length > 0) this.#post({ type: 'cells', updates });
  }

  #soon(): void {
    this.#sending ??= setTimeout(() => {
      this.send();
    }, pauseMs);
  }
}
