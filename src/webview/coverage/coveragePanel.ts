/** The coverage panel's page: makes its parts and hands between them what the extension says and the person does. */
import {
  coverageProtocol,
  type CellState,
  type CellUpdate,
  type CoverageProtocol,
  type PanelAccount,
  type PanelFocus,
  type PanelPlan,
  type PanelProgress,
  type PlanKind,
} from '../../protocol/coverageMessages.ts';
import type { AnswerOf, NameIn, RequestOf } from '../../protocol/panelMessages.ts';
import { Announcer } from '../ui/announcer.ts';
import { Conversation, type Reply } from '../ui/conversation.ts';
import { element } from '../ui/element.ts';
import { MessageLine } from '../ui/messageLine.ts';
import { counted, readPageTexts, t } from '../ui/text.ts';
import type { VsCodeApi } from '../ui/vscodeApi.ts';
import { AccountNotices } from './accountNotices.ts';
import { EmptyState } from './emptyState.ts';
import { applyFilter, byPlaceAndName, noFilter, type Filter, type Shown } from './filter.ts';
import { installGlyphs } from './glyphs.ts';
import { CoverageGrid } from './grid/coverageGrid.ts';
import { Legend } from './legend.ts';
import { matrixOf, noteUpdate, rowKey, type Matrix, type MatrixRow } from './matrix.ts';
import { drawPicture } from './picture.ts';
import { PlanPane } from './plan/planPane.ts';
import { RunProgress } from './runProgress.ts';
import { packState, unpackState, type PanelState } from './savedState.ts';
import { countCells, selectAll, selectionMessage, visibleSelection, type Selection } from './selection.ts';
import { nextSort, sortRows, type SortKey } from './sort.ts';
import { Toolbar } from './toolbar.ts';
import { countStates } from './totals.ts';
import { TotalsLine, totalsWords } from './totalsLine.ts';

/** A picture larger than this is refused by the extension. */
const largestPicture = 40_000_000;
/** How long the person has to pause before what was set up is kept. */
const savingPauseMs = 200;

class CoveragePanel {
  readonly #api: VsCodeApi;
  readonly #conversation: Conversation<CoverageProtocol['requests'], CoverageProtocol['news']>;
  readonly #announcer = new Announcer();
  readonly #messages = new MessageLine();
  readonly #notices = new AccountNotices();
  readonly #totals = new TotalsLine();
  readonly #legend = new Legend((state) => {
    this.#toggleState(state);
  });
  readonly #empty = new EmptyState(() => {
    this.#filter(noFilter);
  });
  readonly #run = new RunProgress(this.#announcer, () => {
    void this.#ask('cancel', {}).then((heard) => {
      if (!heard.ok) this.#run.allowCancel();
    });
  });
  readonly #grid = new CoverageGrid({
    select: (selection) => {
      this.#select(selection);
    },
    sort: (by) => {
      this.#sort(by);
    },
    scrolled: () => {
      this.#keep();
    },
  });
  readonly #toolbar = new Toolbar({
    filter: (change) => {
      this.#filter({ ...this.#state.filter, ...change });
    },
    plan: (kind) => void this.#planFor(kind),
    refresh: () => void this.#refresh(),
    exportCsv: () => void this.#exportCsv(),
    exportPicture: () => void this.#exportPicture(),
  });
  readonly #pane = new PlanPane({
    apply: (planId, changeIds) => void this.#apply(planId, changeIds),
    discard: (planId) => void this.#ask('discard', { planId }),
    ticked: (unticked) => {
      const { plan } = this.#pane;
      if (plan !== undefined) this.#change({ plan: { planId: plan.planId, unticked } });
    },
  });
  #state: PanelState;
  #accounts: readonly PanelAccount[] | undefined;
  #matrix: Matrix = { columns: [], rows: [] };
  #rows = new Map<string, MatrixRow>();
  #shown: Shown = { rows: [], columns: [] };
  #mayWrite = false;
  #planning = false;
  #applying = false;
  #reading = false;
  #scrollRestored = false;
  #saving: number | undefined;

  constructor(api: VsCodeApi) {
    this.#api = api;
    this.#state = unpackState(api.getState());
    this.#conversation = new Conversation(
      api,
      coverageProtocol,
      {
        accounts: ({ accounts, mayWrite, show }) => {
          this.#takeAccounts(accounts, mayWrite, show);
        },
        cells: ({ updates }) => {
          this.#takeCells(updates);
        },
        plan: (plan) => {
          this.#takePlan(plan);
        },
        planEnded: ({ planId }) => {
          this.#endPlan(planId);
        },
        progress: (progress) => {
          this.#takeProgress(progress);
        },
      },
      (sentence) => {
        this.#messages.showError(sentence);
      },
    );
  }

  /** Fills the page and asks for the accounts. */
  begin(page: HTMLElement): void {
    const main = element(
      'main',
      {},
      element('h1', { class: 'unseen', text: t('Coverage') }),
      this.#toolbar.element,
      element('div', { class: 'overview' }, this.#legend.element, this.#totals.element),
      this.#messages.element,
      this.#run.element,
      this.#notices.element,
      element(
        'div',
        { class: 'workspace' },
        element('div', { class: 'matrix' }, this.#grid.element, this.#empty.element),
        this.#pane.element,
      ),
      this.#grid.tooltip.element,
      this.#announcer.element,
    );
    page.append(main);
    window.addEventListener('pagehide', () => {
      this.#save();
    });
    this.#show();
    this.#conversation.begin();
  }

  #takeAccounts(accounts: readonly PanelAccount[], mayWrite: boolean, show: PanelFocus | undefined): void {
    this.#accounts = accounts;
    this.#mayWrite = mayWrite;
    this.#reading = accounts.some(({ state }) => state === 'reading');
    this.#matrix = matrixOf(accounts);
    this.#rows = new Map(this.#matrix.rows.map((row) => [row.key, row]));
    const { filter } = this.#state;
    if (show !== undefined) this.#change({ filter: { ...noFilter, connectionId: show.connectionId, collaboration: show.name ?? '' } });
    else if (!accounts.some(({ connectionId }) => connectionId === filter.connectionId)) {
      this.#state = { ...this.#state, filter: { ...filter, connectionId: undefined } };
    }
    this.#notices.show(accounts);
    this.#show();
    if (!this.#scrollRestored && this.#shown.rows.length > 0) {
      this.#scrollRestored = true;
      const { left, top } = this.#state.scroll;
      // To scroll is to have the grid laid out at once, which nobody needs at its beginning.
      if (left > 0 || top > 0) this.#grid.scroll = { left, top };
    }
  }

  #takeCells(updates: readonly CellUpdate[]): void {
    for (const update of updates) {
      const row = this.#rows.get(rowKey(update.connectionId, update.collaborationId));
      if (row === undefined) continue;
      noteUpdate(row, update);
      this.#grid.showCell(row, update.columnId);
    }
    this.#showCounts();
  }

  #takePlan(plan: PanelPlan): void {
    const { plan: kept } = this.#state;
    const unticked = kept?.planId === plan.planId ? kept.unticked : [];
    this.#pane.show(plan, this.#accounts ?? [], unticked);
    this.#change({ plan: { planId: plan.planId, unticked } });
    this.#showActivity();
    if (this.#planning) this.#pane.focus();
    const count = plan.changes.length;
    this.#announcer.sayNow(counted(count, t('The plan has 1 change.'), t('The plan has {0} changes.', count)));
  }

  #endPlan(planId: string): void {
    if (this.#pane.plan?.planId !== planId) return;
    const focused = this.#pane.element.contains(document.activeElement);
    this.#pane.close();
    this.#change({ plan: undefined });
    this.#showActivity();
    if (focused) this.#toolbar.focusSync();
  }

  #takeProgress(progress: PanelProgress): void {
    const ended = this.#run.running && !progress.running;
    this.#run.show(progress);
    if (!progress.running) this.#nothingWorks();
    if (ended && progress.message !== '') this.#messages.showDone(progress.message);
    this.#showActivity();
  }

  /** After a run no cell is under way, also where its last update got lost. */
  #nothingWorks(): void {
    for (const row of this.#matrix.rows) {
      for (const cell of row.cells.values()) {
        if (!cell.working) continue;
        cell.working = false;
        this.#grid.showCell(row, cell.columnId);
      }
    }
  }

  #toggleState(state: CellState): void {
    const states = new Set(this.#state.filter.states);
    if (!states.delete(state)) states.add(state);
    this.#filter({ ...this.#state.filter, states });
  }

  #filter(filter: Filter): void {
    this.#change({ filter });
    this.#show();
    this.#announcer.say(t('{0} of {1} collaborations', this.#shown.rows.length, this.#matrix.rows.length));
  }

  #sort(by: SortKey): void {
    this.#change({ sort: nextSort(this.#state.sort, by) });
    this.#show();
  }

  #select(selection: Selection): void {
    this.#change({ selection });
    this.#grid.showSelection(selection);
    this.#showActivity();
    const count = countCells(this.#visibleSelection);
    this.#announcer.say(counted(count, t('1 cell selected'), t('{0} cells selected', count)));
  }

  async #planFor(kind: PlanKind): Promise<void> {
    const chosen = this.#visibleSelection;
    // What the configuration does not list is nobody's wish: it has to be selected to be changed.
    const managed = { ...this.#shown, rows: this.#shown.rows.filter(({ row }) => row.managed) };
    const selection = selectionMessage(chosen.size > 0 ? chosen : selectAll(managed, this.#state.filter), this.#shown.rows);
    this.#planning = true;
    this.#showActivity();
    this.#announcer.sayNow(t('Making the plan…'));
    await this.#ask('plan', { kind, selection });
    this.#planning = false;
    this.#showActivity();
  }

  async #apply(planId: string, changeIds: string[]): Promise<void> {
    this.#applying = true;
    this.#showActivity();
    const reply = await this.#ask('apply', { planId, changeIds });
    this.#applying = false;
    this.#showActivity();
    if (reply.ok && reply.message !== undefined) this.#messages.showDone(reply.message);
  }

  async #refresh(): Promise<void> {
    this.#reading = true;
    this.#showActivity();
    await this.#ask('refresh', {});
    this.#reading = this.#accounts?.some(({ state }) => state === 'reading') ?? false;
    this.#showActivity();
  }

  async #exportCsv(): Promise<void> {
    await this.#ask('exportCsv', {
      rows: this.#shown.rows.map(({ account, row }) => ({ connectionId: account.connectionId, collaborationId: row.collaborationId })),
      columnIds: this.#shown.columns.map(({ id }) => id),
    });
  }

  async #exportPicture(): Promise<void> {
    const png = drawPicture({ shown: this.#shown, filter: this.#state.filter, totals: totalsWords(this.#matrix, this.#shown) }, document);
    if (png.length > largestPicture) this.#messages.showError(t('The picture would be too large. Filter the grid first.'));
    else await this.#ask('exportPicture', { png });
  }

  /** Asks the extension; a refusal is shown to the person. */
  async #ask<Name extends NameIn<CoverageProtocol['requests']>>(
    name: Name,
    input: RequestOf<CoverageProtocol, Name>,
  ): Promise<Reply<AnswerOf<CoverageProtocol, Name>>> {
    this.#messages.clear();
    const reply = await this.#conversation.ask(name, input);
    if (!reply.ok) this.#messages.showRefusal(reply);
    return reply;
  }

  /** Brings everything to the accounts, the filter, the order and the selection. */
  #show(): void {
    const { filter, sort, selection } = this.#state;
    const { rows, columns } = applyFilter(this.#matrix, filter);
    this.#shown = { rows: sortRows(rows, sort), columns };
    this.#grid.element.hidden = rows.length === 0;
    this.#grid.show({ matrix: this.#matrix, shown: this.#shown, filter, sort }, selection);
    this.#empty.show(this.#accounts, { all: this.#matrix.rows.length, shown: rows.length });
    this.#toolbar.showFilter(filter, this.#accounts ?? []);
    this.#legend.showPressed(filter.states);
    this.#showCounts();
    this.#showActivity();
  }

  /** The legend counts what accounts and names leave: its own states would make the others zero. */
  #showCounts(): void {
    this.#legend.showCounts(countStates(byPlaceAndName(this.#matrix, this.#state.filter)));
  }

  /** What can be done now, and to how much. */
  #showActivity(): void {
    const selection = this.#visibleSelection;
    const rowsOnly = [...selection.values()].filter((cells) => cells.size === 0).length;
    const { running } = this.#run;
    this.#toolbar.show({
      selected: countCells(selection) + rowsOnly,
      rows: this.#shown.rows.length,
      busy: running || this.#planning || this.#applying,
      reading: this.#reading,
    });
    this.#totals.show(this.#matrix, this.#shown, countCells(selection));
    this.#pane.allow({ mayWrite: this.#mayWrite, running, asking: this.#applying });
  }

  get #visibleSelection(): Selection {
    return visibleSelection(this.#state.selection, this.#shown, this.#state.filter);
  }

  #change(change: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#keep();
  }

  #keep(): void {
    this.#saving ??= setTimeout(() => {
      this.#save();
    }, savingPauseMs);
  }

  #save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    // Before the first accounts there is nothing to scroll, and the place to return to is still the kept one.
    if (this.#scrollRestored) this.#state = { ...this.#state, scroll: this.#grid.scroll };
    this.#api.setState(packState(this.#state));
  }
}

readPageTexts(document);
installGlyphs(document.documentElement);
new CoveragePanel(acquireVsCodeApi()).begin(document.body);
