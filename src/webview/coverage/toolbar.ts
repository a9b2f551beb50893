import type { PanelAccount, PlanKind } from '../../protocol/coverageMessages.ts';
import { PushButton } from '../ui/button.ts';
import { LabelledDropdown } from '../ui/dropdown.ts';
import { element } from '../ui/element.ts';
import { counted, t } from '../ui/text.ts';
import { LabelledTextField } from '../ui/textField.ts';
import type { Filter } from './filter.ts';
import { accountWords } from './words.ts';

/** What the toolbar asks the panel for. */
export interface ToolbarListener {
  filter(change: Partial<Pick<Filter, 'connectionId' | 'collaboration' | 'table'>>): void;
  plan(kind: PlanKind): void;
  refresh(): void;
  exportCsv(): void;
  exportPicture(): void;
}

/** What the buttons depend on. */
export interface ToolbarState {
  /** Selected cells, and rows without any cell. */
  selected: number;
  /** Rows on the screen. */
  rows: number;
  /** A job runs, or a plan is being made. */
  busy: boolean;
  reading: boolean;
}

/** In the dropdown; no connection has this id. */
const allAccounts = '';

/** Filters on the left, what can be done on the right. */
export class Toolbar {
  readonly element = element('div', { class: 'toolbar' });
  readonly #connection: LabelledDropdown;
  readonly #collaboration: LabelledTextField;
  readonly #table: LabelledTextField;
  readonly #sync: PushButton;
  readonly #repair: PushButton;
  readonly #refresh: PushButton;
  readonly #exports: readonly PushButton[];

  constructor(listener: ToolbarListener) {
    this.#connection = new LabelledDropdown({ label: t('Account'), labelUnseen: true }, (value) => {
      listener.filter({ connectionId: value === allAccounts ? undefined : value });
    });
    this.#collaboration = new LabelledTextField(
      { label: t('Filter collaborations by name or id'), labelUnseen: true, placeholder: t('Filter collaborations') },
      (collaboration) => {
        listener.filter({ collaboration });
      },
    );
    this.#table = new LabelledTextField(
      { label: t('Filter tables by name'), labelUnseen: true, placeholder: t('Filter tables') },
      (table) => {
        listener.filter({ table });
      },
    );
    this.#sync = new PushButton('', 'primary', () => {
      listener.plan('sync');
    });
    this.#repair = new PushButton('', 'secondary', () => {
      listener.plan('repair');
    });
    this.#refresh = new PushButton(t('Refresh'), 'secondary', () => {
      listener.refresh();
    });
    this.#exports = [
      new PushButton(t('Export CSV'), 'secondary', () => {
        listener.exportCsv();
      }),
      new PushButton(t('Export picture'), 'secondary', () => {
        listener.exportPicture();
      }),
    ];
    this.#sync.hint = t('Plans what makes the selected cells ready. Nothing is written before you apply the plan.');
    this.#repair.hint = t('Plans what puts right the selected cells that differ from the configuration. It may delete and create anew.');
    this.element.append(
      element('div', { class: 'filters' }, this.#connection.element, this.#collaboration.element, this.#table.element),
      element(
        'div',
        { class: 'actions' },
        this.#sync.element,
        this.#repair.element,
        this.#refresh.element,
        ...this.#exports.map((button) => button.element),
      ),
    );
  }

  showFilter({ connectionId, collaboration, table }: Filter, accounts: readonly PanelAccount[]): void {
    this.#connection.show(
      [
        { value: allAccounts, label: t('All accounts') },
        ...accounts.map((account) => ({ value: account.connectionId, label: accountWords(account) })),
      ],
      connectionId ?? allAccounts,
    );
    this.#collaboration.value = collaboration;
    this.#table.value = table;
  }

  /** Without a selection the buttons are about all that is shown, and say so. */
  show({ selected, rows, busy, reading }: ToolbarState): void {
    const cells = counted(selected, t('1 cell'), t('{0} cells', selected));
    this.#sync.label = selected === 0 ? t('Sync all shown…') : t('Sync {0}…', cells);
    this.#repair.label = selected === 0 ? t('Repair all shown…') : t('Repair {0}…', cells);
    for (const button of [this.#sync, this.#repair]) button.enabled = rows > 0 && !busy;
    this.#refresh.enabled = !reading && !busy;
    for (const button of this.#exports) button.enabled = rows > 0;
  }

  focusSync(): void {
    this.#sync.focus();
  }
}
