import { element } from '../../ui/element.ts';
import { inside, moved, type GridPosition } from '../../ui/gridMovement.ts';
import { MatrixTable, type MatrixWords } from './matrixTable.ts';
import type { MatrixContent } from './matrixContent.ts';

/** What the matrix tells. */
export interface MatrixListener {
  tick(rowId: string, columnId: string, ticked: boolean): void;
  select?(rowId: string, selected: boolean): void;
  pressColumn?(columnId: string): void;
}

/** How many rows Page Up and Page Down go. */
const pageOfRows = 10;

/**
 * A table of check boxes in which the focus moves by keys, as the ARIA pattern of a grid has it: one place for Tab, arrows
 * lead from cell to cell, Space ticks.
 */
export class CheckMatrix {
  readonly element = element('div', { class: 'matrix' });
  readonly #table: MatrixTable;
  #active: GridPosition = { row: 1, column: 0 };
  #focusable: HTMLElement | undefined;

  constructor(words: MatrixWords, listener: MatrixListener) {
    this.#table = new MatrixTable(words);
    const table = this.#table.element;
    // No region of its own: the grid has a name, and is the place for the keyboard.
    this.element.append(element('div', { class: 'scroll-region' }, table));
    table.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    table.addEventListener('focusin', ({ target }) => {
      this.#active = (target instanceof Element ? this.#table.positionOf(target) : undefined) ?? this.#active;
      this.#makeFocusable();
    });
    table.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const place = this.#table.placeOf(target);
      if (place?.rowId === undefined) return;
      if (place.columnId === undefined) listener.select?.(place.rowId, target.checked);
      else listener.tick(place.rowId, place.columnId, target.checked);
    });
    table.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('thead button') : null;
      const columnId = button === null ? undefined : this.#table.placeOf(button)?.columnId;
      if (columnId !== undefined) listener.pressColumn?.(columnId);
    });
  }

  /** Brings rows, columns and cells to this content. */
  show(content: MatrixContent): void {
    const focused = this.#table.element.contains(document.activeElement);
    this.#table.show(content);
    this.#active = inside(this.#active, this.#table.size);
    this.#makeFocusable();
    // The focused cell may have gone with its row.
    if (focused && !this.#table.element.contains(document.activeElement)) this.#focusable?.focus();
  }

  #press(event: KeyboardEvent): void {
    const { target, altKey } = event;
    const from = target instanceof Element ? this.#table.positionOf(target) : undefined;
    if (from === undefined || altKey) return;
    const to = moved(event, from, { ...this.#table.size, page: pageOfRows });
    if (to === undefined) return;
    // VS Code would scroll the page as well.
    event.preventDefault();
    event.stopPropagation();
    this.#active = to;
    this.#makeFocusable();
    this.#focusable?.focus();
  }

  #makeFocusable(): void {
    const target = this.#table.targetAt(this.#active);
    if (target === this.#focusable) return;
    if (this.#focusable !== undefined) this.#focusable.tabIndex = -1;
    if (target !== undefined) target.tabIndex = 0;
    this.#focusable = target;
  }
}
