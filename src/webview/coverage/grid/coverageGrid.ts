import { element } from '../../ui/element.ts';
import { inside, moved, type GridPosition } from '../../ui/gridMovement.ts';
import type { MatrixRow } from '../matrix.ts';
import { isShown, type Filter, type Shown } from '../filter.ts';
import { isSelected, nothingSelected, rowChoice, selectAll, withCells, withWholeRow, type Selection } from '../selection.ts';
import type { SortKey } from '../sort.ts';
import { accountWords, cellReasons, cellState, rowReasons } from '../words.ts';
import { CoverageTable, type TableContent } from './coverageTable.ts';
import { Tooltip, type TooltipWords } from './tooltip.ts';

/** What the grid tells the panel. */
export interface GridListener {
  select(selection: Selection): void;
  sort(by: SortKey): void;
  scrolled(): void;
}

/** The grid as a person handles it: the focus moves by keys, cells are selected, a tooltip says the reason. */
export class CoverageGrid {
  readonly element = element('div', { class: 'grid' });
  readonly tooltip = new Tooltip();
  readonly #table = new CoverageTable();
  readonly #listener: GridListener;
  #content: TableContent | undefined;
  #selection: Selection = nothingSelected;
  /** The one place that Tab leads to. */
  #active: GridPosition = { row: 1, column: 1 };
  #focusable: HTMLElement | undefined;
  /** Whether the scrolling to come follows the focus. */
  #following = false;
  /** Where an extended selection begins, and what was selected besides. */
  #anchor: { position: GridPosition; besides: Selection } | undefined;

  constructor(listener: GridListener) {
    this.#listener = listener;
    this.element.append(this.#table.element);
    const table = this.#table.element;
    table.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    table.addEventListener('click', (event) => {
      this.#click(event);
    });
    table.addEventListener('change', (event) => {
      this.#check(event);
    });
    table.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      this.#active = this.#table.positionOf(target) ?? this.#active;
      this.#makeFocusable();
      this.#explain(this.#active);
    });
    table.addEventListener('focusout', () => {
      this.tooltip.hide();
    });
    table.addEventListener('pointerover', ({ target }) => {
      const position = target instanceof Element ? this.#table.positionOf(target) : undefined;
      if (position !== undefined) this.#explainSoon(position);
    });
    table.addEventListener('pointerleave', () => {
      this.tooltip.hideSoon();
    });
    this.element.addEventListener('scroll', () => {
      // What scrolls away takes its tooltip along, unless the focus has just been moved there.
      if (this.#following) this.#explain(this.#active);
      else this.tooltip.hide();
      this.#following = false;
      listener.scrolled();
    });
  }

  get scroll(): { left: number; top: number } {
    return { left: this.element.scrollLeft, top: this.element.scrollTop };
  }

  set scroll({ left, top }: { left: number; top: number }) {
    this.element.scrollTo({ left, top, behavior: 'instant' });
  }

  /** Brings rows, columns, order and selection to this content. */
  show(content: TableContent, selection: Selection): void {
    const focused = this.#table.element.contains(document.activeElement);
    const [row, column] = [this.#table.rowAt(this.#active), this.#table.columnAt(this.#active)];
    this.#content = content;
    this.#table.show(content);
    this.#active = this.#placeOf(row, column?.id) ?? inside(this.#active, this.#table.size);
    this.#anchor = undefined;
    this.showSelection(selection);
    this.#makeFocusable();
    // The focused cell may have gone with its row or column.
    if (focused && !this.#table.element.contains(document.activeElement)) this.#focus(this.#active);
  }

  /** Brings one cell to what its row says now. */
  showCell(row: MatrixRow, columnId: string): void {
    this.#table.showCell(row.key, columnId);
  }

  showSelection(selection: Selection): void {
    this.#selection = selection;
    if (this.#content !== undefined) this.#table.showSelection(selection, this.#content.shown, this.#content.filter);
  }

  /** Where a row and column stand now that the order may have changed. */
  #placeOf(row: MatrixRow | undefined, columnId: string | undefined): GridPosition | undefined {
    const { rows = [], columns = [] } = this.#content?.shown ?? {};
    const rowIndex = rows.findIndex(({ key }) => key === row?.key);
    if (rowIndex === -1) return undefined;
    const columnIndex = columns.findIndex(({ id }) => id === columnId);
    const first = this.#table.size.columns - columns.length;
    return { row: rowIndex + 1, column: columnId === undefined ? this.#active.column : Math.max(0, columnIndex) + first };
  }

  #press(event: KeyboardEvent): void {
    if (!this.#handle(event)) return;
    event.preventDefault();
    // VS Code would do what it does with the key as well: with Ctrl+A it selects the words of the whole page.
    event.stopPropagation();
  }

  /** Does what a key asks for; false for a key that is not the grid's. */
  #handle(event: KeyboardEvent): boolean {
    const { key, shiftKey, ctrlKey, metaKey, target } = event;
    const from = target instanceof Element ? this.#table.positionOf(target) : undefined;
    if (from === undefined || event.altKey) return false;
    if (key === 'Escape') {
      const shown = this.tooltip.isShown;
      this.tooltip.hide();
      return shown;
    }
    if (key.toLowerCase() === 'a' && (ctrlKey || metaKey) && !shiftKey) {
      this.#selectEverything(true);
      return true;
    }
    if (key === ' ') {
      // In the header and on a check box, Space does what it does on any button and check box.
      if (target instanceof HTMLInputElement || target instanceof HTMLButtonElement) return false;
      this.#toggle(from, shiftKey);
      return true;
    }
    const to = moved(event, from, { ...this.#table.size, page: this.#rowsOnScreen() });
    if (to === undefined) return false;
    if (shiftKey) this.#extend(from, to);
    else this.#anchor = undefined;
    this.#focus(to);
    return true;
  }

  #click(event: MouseEvent): void {
    const { target } = event;
    const position = target instanceof Element ? this.#table.positionOf(target) : undefined;
    if (position === undefined || target instanceof HTMLInputElement) return;
    if (position.row === 0) {
      const by = this.#table.sortKeyAt(position);
      if (by !== undefined) this.#listener.sort(by);
      return;
    }
    if (event.shiftKey) this.#extend(this.#active, position);
    else if (event.ctrlKey || event.metaKey) this.#toggle(position, false);
    else this.#chooseOnly(position);
    this.#focus(position);
  }

  /** A check box of a row, or that of the header, was changed. */
  #check({ target }: Event): void {
    const position = target instanceof Element ? this.#table.positionOf(target) : undefined;
    if (position === undefined || !(target instanceof HTMLInputElement)) return;
    if (position.row === 0) this.#selectEverything(target.checked);
    else this.#toggle(position, true);
  }

  #selectEverything(chosen: boolean): void {
    if (this.#content === undefined) return;
    this.#anchor = undefined;
    this.#listener.select(chosen ? selectAll(this.#content.shown, this.#content.filter) : nothingSelected);
  }

  /** Selects a cell, or takes it from the selection; left of the tables, or with `wholeRow`, the row. */
  #toggle(position: GridPosition, wholeRow: boolean): void {
    const place = this.#rowAndCell(position);
    if (place === undefined) return;
    const { row, columnId, shown, filter } = place;
    if (wholeRow || columnId === undefined) {
      const chosen = rowChoice(this.#selection, row, shown, filter) !== 'all';
      this.#select(withWholeRow(this.#selection, row, shown, filter, chosen), position);
    } else if (isShown(row.cells.get(columnId), filter)) {
      this.#select(withCells(this.#selection, row, [columnId], !isSelected(this.#selection, row, columnId)), position);
    }
  }

  /** Selects this and nothing else. */
  #chooseOnly(position: GridPosition): void {
    const place = this.#rowAndCell(position);
    if (place === undefined) return;
    const { row, columnId, shown, filter } = place;
    if (columnId === undefined) this.#select(withWholeRow(nothingSelected, row, shown, filter, true), position);
    else {
      const chosen = isShown(row.cells.get(columnId), filter) ? [columnId] : [];
      this.#select(withCells(nothingSelected, row, chosen, true), position, nothingSelected);
    }
  }

  /** Selects the rectangle from where the extending began to `to`, beside what was selected before. */
  #extend(from: GridPosition, to: GridPosition): void {
    if (this.#content === undefined) return;
    const { shown, filter } = this.#content;
    this.#anchor ??= { position: from, besides: this.#selection };
    const { position, besides } = this.#anchor;
    const [top, bottom] = [Math.max(1, Math.min(position.row, to.row)), Math.max(position.row, to.row)];
    const [left, right] = [Math.min(position.column, to.column), Math.max(position.column, to.column)];
    let selection = besides;
    for (let row = top; row <= bottom; row += 1) {
      const inRow = this.#table.rowAt({ row, column: 0 });
      if (inRow === undefined) continue;
      const cells: string[] = [];
      for (let column = left; column <= right; column += 1) {
        const id = this.#table.columnAt({ row, column })?.id;
        if (id !== undefined && isShown(inRow.cells.get(id), filter)) cells.push(id);
      }
      // From the names on the left whole rows are extended.
      const whole = this.#table.columnAt({ row, column: right }) === undefined;
      selection = whole ? withWholeRow(selection, inRow, shown, filter, true) : withCells(selection, inRow, cells, true);
    }
    this.#listener.select(selection);
  }

  /** Takes a selection, from which the next extending begins. */
  #select(selection: Selection, position: GridPosition, besides = selection): void {
    this.#anchor = { position, besides };
    this.#listener.select(selection);
  }

  #rowAndCell(position: GridPosition): { row: MatrixRow; columnId: string | undefined; shown: Shown; filter: Filter } | undefined {
    const row = this.#table.rowAt(position);
    if (row === undefined || this.#content === undefined) return undefined;
    const { shown, filter } = this.#content;
    return { row, columnId: this.#table.columnAt(position)?.id, shown, filter };
  }

  #focus(position: GridPosition): void {
    const target = this.#table.targetAt(position);
    if (target === undefined) return;
    this.#active = position;
    this.#makeFocusable();
    target.focus({ preventScroll: true });
    const before = this.scroll;
    this.#scrollTo(position);
    this.#following = this.scroll.left !== before.left || this.scroll.top !== before.top;
    this.#explain(position);
  }

  #makeFocusable(): void {
    const target = this.#table.targetAt(this.#active);
    if (target === this.#focusable) return;
    if (this.#focusable !== undefined) this.#focusable.tabIndex = -1;
    if (target !== undefined) target.tabIndex = 0;
    this.#focusable = target;
  }

  /** Scrolls as little as shows the cell beside the header and the first columns, which stay where they are. */
  #scrollTo(position: GridPosition): void {
    const cell = this.#table.cellAt(position);
    const corner = this.#table.cellAt({ row: 0, column: this.#lastSticky() });
    if (cell === undefined || corner === undefined) return;
    const [view, place, fixed] = [this.element.getBoundingClientRect(), cell.getBoundingClientRect(), corner.getBoundingClientRect()];
    if (position.row > 0) this.element.scrollTop += overhang(place.top, place.bottom, fixed.bottom, view.top + this.element.clientHeight);
    if (this.#table.sortKeyAt(position) instanceof Object) {
      this.element.scrollLeft += overhang(place.left, place.right, fixed.right, view.left + this.element.clientWidth);
    }
  }

  /** In a narrow panel only the names stay where they are. */
  #lastSticky(): number {
    const ready = this.#table.cellAt({ row: 0, column: 3 });
    return ready !== undefined && getComputedStyle(ready).position === 'sticky' ? 3 : 1;
  }

  #rowsOnScreen(): number {
    const [header, row] = [this.#table.cellAt({ row: 0, column: 1 }), this.#table.cellAt({ row: 1, column: 1 })];
    if (header === undefined || row === undefined) return 1;
    return Math.max(1, Math.floor((this.element.clientHeight - header.offsetHeight) / row.offsetHeight) - 1);
  }

  #explain(position: GridPosition): void {
    const target = this.#table.targetAt(position);
    const words = this.#wordsAbout(position);
    if (target !== undefined && words !== undefined) this.tooltip.show(target, words);
    else this.tooltip.hide();
  }

  /** The pointer has come here. */
  #explainSoon(position: GridPosition): void {
    const target = this.#table.targetAt(position);
    const words = this.#wordsAbout(position);
    if (target !== undefined && words !== undefined) this.tooltip.showSoon(target, words);
    else this.tooltip.hideSoon();
  }

  #wordsAbout(position: GridPosition): TooltipWords | undefined {
    const row = this.#table.rowAt(position);
    if (row === undefined || position.column === 0) return undefined;
    const column = this.#table.columnAt(position);
    if (column === undefined) return { title: row.row.name, place: accountWords(row.account), reasons: rowReasons(row) };
    const cell = row.cells.get(column.id);
    return {
      title: column.name,
      ...(cell === undefined ? {} : { state: cell.state }),
      stateWords: cellState(cell),
      place: `${row.row.name} · ${accountWords(row.account)}`,
      reasons: cellReasons(row, cell),
    };
  }
}

/** How far something sticks out of where it should be seen: negative at the near end. */
function overhang(start: number, end: number, from: number, to: number): number {
  if (start < from) return start - from;
  return end > to ? Math.min(end - to, start - from) : 0;
}
