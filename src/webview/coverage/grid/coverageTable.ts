import type { CoverageColumn, PanelAccount } from '../../../protocol/coverageMessages.ts';
import { element } from '../../ui/element.ts';
import type { GridPosition, GridSize } from '../../ui/gridMovement.ts';
import { t } from '../../ui/text.ts';
import { isShown, type Filter, type Shown } from '../filter.ts';
import type { Matrix, MatrixRow } from '../matrix.ts';
import { isSelected, rowChoice, type Selection } from '../selection.ts';
import { sameKey, type Sort, type SortKey } from '../sort.ts';
import { readyCount } from '../totals.ts';
import { accountWords, cellName } from '../words.ts';
import { shortName } from './shortName.ts';

/** Columns before the tables: the row's check box, the collaboration, the account, the ready count. */
const leading = 4;

/** What the table shows, and how. */
export interface TableContent {
  matrix: Matrix;
  /** The rows in their order, and the columns. */
  shown: Shown;
  filter: Filter;
  sort: Sort;
}

interface RowView {
  element: HTMLTableRowElement;
  check: HTMLInputElement;
  row: MatrixRow;
  /** What its cells show; a row that is hidden when its data changes is brought up to date once it is seen. */
  painted: MatrixRow | undefined;
  /** By the index of the column, as made. */
  cells: HTMLTableCellElement[];
}

/**
 * The elements of the grid, kept as what they show changes: only what differs is touched. It handles no events. Rows and
 * columns that a filter hides stay in the page, hidden.
 */
export class CoverageTable {
  readonly element = element('table', { class: 'coverage', attributes: { role: 'grid', 'aria-multiselectable': 'true' } });
  readonly #head = this.element.createTHead().insertRow();
  readonly #body = this.element.createTBody();
  readonly checkAll = element('input', { attributes: { type: 'checkbox', tabindex: '-1' } });
  #views = new Map<string, RowView>();
  #columns: readonly CoverageColumn[] = [];
  #columnIndex = new Map<string, number>();
  #blankRow = element('tr');
  #shownRows: RowView[] = [];
  #shownColumns: number[] = [];

  constructor() {
    this.element.setAttribute('aria-label', t('Coverage: collaborations down, tables across'));
    this.checkAll.setAttribute('aria-label', t('Select all that is shown'));
  }

  get size(): Omit<GridSize, 'page'> {
    return { rows: this.#shownRows.length + 1, columns: this.#shownColumns.length + leading };
  }

  /** Brings the table to this content. */
  show({ matrix, shown, filter, sort }: TableContent): void {
    if (!sameColumns(this.#columns, matrix.columns)) this.#rebuild(matrix.columns);
    this.#keepRows(matrix.rows);
    this.#order(shown);
    this.#hideColumns(shown);
    for (const view of this.#shownRows) if (view.painted !== view.row) this.#paintRow(view);
    this.#paintSort(sort);
    this.element.classList.toggle('filtered', filter.states.size > 0);
    for (const { row, cells } of this.#shownRows) {
      for (const index of this.#shownColumns) {
        const dimmed = !isShown(row.cells.get(this.#columns[index]?.id ?? ''), filter);
        cells[index]?.classList.toggle('dimmed', dimmed && filter.states.size > 0);
      }
    }
  }

  /** Brings one cell, and the count of its row, to what the row says now. */
  showCell(key: string, columnId: string): void {
    const view = this.#views.get(key);
    const index = this.#columnIndex.get(columnId);
    if (view === undefined || index === undefined || view.painted !== view.row) return;
    this.#paintCell(view, index);
    this.#paintReady(view);
  }

  showSelection(selection: Selection, shown: Shown, filter: Filter): void {
    const choices = this.#shownRows.map((view) => {
      for (const index of this.#shownColumns) {
        const columnId = this.#columns[index]?.id ?? '';
        const cell = view.row.cells.get(columnId);
        const selected = isShown(cell, filter) && isSelected(selection, view.row, columnId);
        if (cell !== undefined) setAttribute(view.cells[index], 'aria-selected', String(selected));
      }
      const choice = rowChoice(selection, view.row, shown, filter);
      show(view.check, choice);
      setAttribute(view.element, 'aria-selected', String(choice === 'all'));
      return choice;
    });
    const every = choices.length > 0 && choices.every((choice) => choice === 'all');
    show(this.checkAll, every ? 'all' : choices.some((choice) => choice !== 'none') ? 'some' : 'none');
  }

  /** The element of a place that takes the focus: the control in the cell, or the cell. */
  targetAt(position: GridPosition): HTMLElement | undefined {
    const cell = this.cellAt(position);
    return cell?.querySelector<HTMLElement>('input, button') ?? cell;
  }

  cellAt({ row, column }: GridPosition): HTMLTableCellElement | undefined {
    const line = row === 0 ? this.#head : this.#shownRows[row - 1]?.element;
    const index = column < leading ? column : (this.#shownColumns[column - leading] ?? -leading) + leading;
    return line?.cells[index];
  }

  /** Where an element of the table stands. */
  positionOf(inner: Element): GridPosition | undefined {
    const cell = inner.closest<HTMLTableCellElement>('td, th');
    const line = cell?.closest('tr');
    if (!cell || !line || !this.element.contains(line)) return undefined;
    const row = line === this.#head ? 0 : this.#shownRows.findIndex((view) => view.element === line) + 1;
    const column = cell.cellIndex < leading ? cell.cellIndex : this.#shownColumns.indexOf(cell.cellIndex - leading) + leading;
    return { row, column };
  }

  rowAt({ row }: GridPosition): MatrixRow | undefined {
    return this.#shownRows[row - 1]?.row;
  }

  /** The table of a place; undefined left of the tables. */
  columnAt({ column }: GridPosition): CoverageColumn | undefined {
    const index = this.#shownColumns[column - leading];
    return index === undefined ? undefined : this.#columns[index];
  }

  /** What a click on the header at this place sorts by. */
  sortKeyAt(position: GridPosition): SortKey | undefined {
    const column = this.columnAt(position);
    if (column !== undefined) return { columnId: column.id };
    return ([undefined, 'collaboration', 'account', 'ready'] as const)[position.column];
  }

  #rebuild(columns: readonly CoverageColumn[]): void {
    this.#columns = columns;
    this.#columnIndex = new Map(columns.map(({ id }, index) => [id, index]));
    // The header is as high as its longest name.
    this.element.style.setProperty('--letters', String(Math.max(6, ...columns.map(({ name }) => shortName(name).length))));
    this.#views = new Map();
    this.#body.replaceChildren();
    this.#head.replaceChildren(
      element('th', { class: 'choose', attributes: { scope: 'col' } }, this.checkAll),
      sortHeader('name', t('Collaboration'), t('Collaboration')),
      sortHeader('account', t('Account'), t('Account')),
      sortHeader('ready', t('Ready'), t('Ready cells')),
      ...columns.map(({ name }) => sortHeader('table', shortName(name), name)),
    );
    this.#blankRow = element(
      'tr',
      {},
      element('td', { class: 'choose' }, element('input', { attributes: { type: 'checkbox', tabindex: '-1' } })),
      element('th', { class: 'name', attributes: { scope: 'row', tabindex: '-1' } }),
      element('td', { class: 'account', attributes: { tabindex: '-1' } }),
      element('td', { class: 'ready', attributes: { tabindex: '-1' } }),
      ...columns.map(() => element('td', { class: 'cell', attributes: { tabindex: '-1' } })),
    );
  }

  /** A view for every row of the matrix, and for no other. */
  #keepRows(rows: readonly MatrixRow[]): void {
    const before = this.#views;
    this.#views = new Map();
    for (const row of rows) {
      const view = before.get(row.key) ?? this.#newView(row);
      view.row = row;
      this.#views.set(row.key, view);
    }
    for (const [key, view] of before) if (!this.#views.has(key)) view.element.remove();
  }

  #newView(row: MatrixRow): RowView {
    const line = element('tr');
    line.append(...[...this.#blankRow.childNodes].map((cell) => cell.cloneNode(true)));
    const check = line.querySelector('input') ?? element('input');
    return { element: line, check, row, painted: undefined, cells: [...line.cells].slice(leading) };
  }

  #order({ rows }: Shown): void {
    this.#shownRows = rows.flatMap(({ key }) => this.#views.get(key) ?? []);
    const visible = new Set(this.#shownRows);
    for (const view of this.#views.values()) view.element.hidden = !visible.has(view);
    const wanted = [...this.#shownRows, ...[...this.#views.values()].filter((view) => !visible.has(view))].map((view) => view.element);
    // Most often the order is as it was: moving rows is dear.
    const same = wanted.length === this.#body.rows.length && wanted.every((line, index) => this.#body.rows[index] === line);
    if (!same) this.#body.replaceChildren(...wanted);
  }

  #hideColumns({ columns }: Shown): void {
    const visible = new Set(columns.map(({ id }) => id));
    this.#shownColumns = this.#columns.flatMap(({ id }, index) => (visible.has(id) ? [index] : []));
    this.#columns.forEach(({ id }, index) => {
      const hidden = !visible.has(id);
      const header = this.#head.cells[index + leading];
      if (header !== undefined) header.hidden = hidden;
      for (const { cells } of this.#views.values()) {
        const cell = cells[index];
        if (cell !== undefined && cell.hidden !== hidden) cell.hidden = hidden;
      }
    });
  }

  #paintSort(sort: Sort): void {
    [...this.#head.cells].forEach((header, index) => {
      if (index === 0) return;
      const key = index < leading ? this.sortKeyAt({ row: 0, column: index }) : { columnId: this.#columns[index - leading]?.id ?? '' };
      const sorted = key !== undefined && sameKey(key, sort.by);
      setAttribute(header, 'aria-sort', sorted ? (sort.descending ? 'descending' : 'ascending') : 'none');
    });
  }

  #paintRow(view: RowView): void {
    const { row, element: line } = view;
    const [, name, account] = line.cells;
    if (name === undefined || account === undefined) return;
    view.painted = row;
    setText(name, row.row.name);
    name.classList.toggle('trouble', row.row.problem !== undefined);
    name.classList.toggle('unmanaged', !row.row.managed);
    if (row.row.problem === undefined) name.removeAttribute('aria-label');
    else setAttribute(name, 'aria-label', t('{0}, with a problem', row.row.name));
    setAttribute(view.check, 'aria-label', t('Select {0}, account {1}', row.row.name, accountWords(row.account)));
    paintAccount(account, row.account);
    this.#columns.forEach((_, index) => {
      this.#paintCell(view, index);
    });
    this.#paintReady(view);
  }

  #paintCell({ row, cells }: RowView, index: number): void {
    const [column, shown] = [this.#columns[index], cells[index]];
    if (column === undefined || shown === undefined) return;
    const cell = row.cells.get(column.id);
    if (cell === undefined) {
      shown.removeAttribute('data-state');
      shown.removeAttribute('aria-selected');
    } else {
      setAttribute(shown, 'data-state', cell.state);
      if (!shown.hasAttribute('aria-selected')) shown.setAttribute('aria-selected', 'false');
    }
    shown.classList.toggle('working', cell?.working ?? false);
    shown.classList.toggle('unwished', cell?.wished === false);
    setAttribute(shown, 'aria-label', cellName(row, column, cell));
  }

  #paintReady({ row, element: line }: RowView): void {
    const { ready, all } = readyCount(row);
    const shown = line.cells[leading - 1];
    if (shown === undefined) return;
    setText(shown, `${ready}/${all}`);
    shown.classList.toggle('complete', all > 0 && ready === all);
  }
}

function sortHeader(kind: string, label: string, name: string): HTMLTableCellElement {
  const button = element(
    'button',
    { attributes: { type: 'button', tabindex: '-1', title: name, 'aria-label': name } },
    element('span', { text: label }),
  );
  return element('th', { class: kind, attributes: { scope: 'col' } }, button);
}

function paintAccount(cell: HTMLTableCellElement, { name, accountId, sandbox }: PanelAccount): void {
  const parts = [
    element('span', { class: 'account-name', text: name }),
    element('span', { class: 'account-id', text: accountId }),
    ...(sandbox ? [element('span', { class: 'badge', text: t('sandbox') })] : []),
  ];
  // The spaces are for a screen reader.
  const words = element('div', {}, ...parts.flatMap((part) => [part, document.createTextNode(' ')]));
  if (cell.textContent !== words.textContent) cell.replaceChildren(words);
}

function show(check: HTMLInputElement, choice: 'none' | 'some' | 'all'): void {
  check.checked = choice === 'all';
  check.indeterminate = choice === 'some';
}

function setAttribute(shown: Element | undefined, name: string, value: string): void {
  if (shown !== undefined && shown.getAttribute(name) !== value) shown.setAttribute(name, value);
}

function setText(shown: Element, text: string): void {
  if (shown.textContent !== text) shown.textContent = text;
}

function sameColumns(a: readonly CoverageColumn[], b: readonly CoverageColumn[]): boolean {
  return a.length === b.length && a.every(({ id, name }, index) => id === b[index]?.id && name === b[index].name);
}
