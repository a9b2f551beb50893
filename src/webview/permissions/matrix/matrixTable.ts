import { element } from '../../ui/element.ts';
import type { GridPosition } from '../../ui/gridMovement.ts';
import { t } from '../../ui/text.ts';
import type { CellMark, MatrixCell, MatrixColumn, MatrixContent, MatrixRow } from './matrixContent.ts';

export interface MatrixWords {
  /** The table's name, for a screen reader. */
  name: string;
  /** What a row is. */
  rowTitle: string;
}

/** The elements of a matrix: rows are made when they change, cells are brought to what they say. */
export class MatrixTable {
  readonly element: HTMLTableElement;
  readonly #words: MatrixWords;
  readonly #head = element('thead');
  readonly #body = element('tbody');
  readonly #notes: Readonly<Record<CellMark, HTMLElement>> = {
    changed: element('span', { text: t('Changed here, not applied yet.') }),
    differs: element('span', { text: t('Not as the template that is kept on the clean room has it.') }),
  };
  #content: MatrixContent = { columns: [], rows: [] };
  #structure = '';

  constructor(words: MatrixWords) {
    this.#words = words;
    const notes = element('caption', { class: 'unseen' }, element('span', { text: words.name }));
    this.element = element(
      'table',
      { class: 'data', attributes: { role: 'grid', 'aria-label': words.name } },
      notes,
      this.#head,
      this.#body,
    );
    for (const note of Object.values(this.#notes)) {
      note.hidden = true;
      notes.append(note);
    }
  }

  get size(): { rows: number; columns: number } {
    return { rows: this.#content.rows.length + 1, columns: this.#content.columns.length + this.#first };
  }

  /** Cells before those of the columns: the name, and the check box that selects. */
  get #first(): number {
    return this.#selects ? 2 : 1;
  }

  get #selects(): boolean {
    return this.#content.rows.some(({ selected }) => selected !== undefined);
  }

  show(content: MatrixContent): void {
    this.#content = content;
    const structure = structureOf(content);
    if (structure !== this.#structure) {
      this.#structure = structure;
      this.#head.replaceChildren(this.#headerRow());
      this.#body.replaceChildren(...content.rows.map((row) => this.#row(row)));
    }
    for (const [index, row] of content.rows.entries()) this.#showRow(index + 1, row);
  }

  positionOf(part: Element): GridPosition | undefined {
    const cell = part.closest<HTMLTableCellElement>('th, td');
    const row = cell?.parentElement;
    if (!(row instanceof HTMLTableRowElement) || cell === null || !this.element.contains(cell)) return undefined;
    return { row: row.rowIndex, column: cell.cellIndex };
  }

  /** Which row and column an element stands in; no row is the header, no column the selection. */
  placeOf(part: Element): { rowId: string | undefined; columnId: string | undefined } | undefined {
    const position = this.positionOf(part);
    if (position === undefined) return undefined;
    return { rowId: this.#content.rows[position.row - 1]?.id, columnId: this.#content.columns[position.column - this.#first]?.id };
  }

  /** What has the focus in a cell: its check box or button, else the cell itself. */
  targetAt(position: GridPosition): HTMLElement | undefined {
    const cell = this.#cellAt(position);
    return cell?.querySelector<HTMLElement>('input:enabled, button') ?? cell;
  }

  #cellAt({ row, column }: GridPosition): HTMLTableCellElement | undefined {
    return this.element.rows[row]?.cells[column];
  }

  #headerRow(): HTMLTableRowElement {
    return element(
      'tr',
      {},
      ...(this.#selects
        ? [element('th', { attributes: { scope: 'col', tabindex: '-1' } }, element('span', { class: 'unseen', text: t('Selected') }))]
        : []),
      element('th', { text: this.#words.rowTitle, attributes: { scope: 'col', tabindex: '-1' } }),
      ...this.#content.columns.map(columnHeader),
    );
  }

  #row({ name, detail, cells, selected }: MatrixRow): HTMLTableRowElement {
    const chooser = element('td', { attributes: { tabindex: '-1' } });
    if (selected !== undefined) chooser.append(checkBox(t('Select {0}', name)));
    const header = element('th', { attributes: { scope: 'row', tabindex: '-1' } }, element('span', { text: name }));
    if (detail !== '') header.append(element('span', { class: 'row-detail muted', text: detail }));
    header.append(element('span', { class: 'row-problem' }));
    return element(
      'tr',
      {},
      ...(this.#selects ? [chooser] : []),
      header,
      ...this.#content.columns.map(({ id, title }) => cellOf(cells.get(id), `${title}: ${name}`)),
    );
  }

  #showRow(index: number, { cells, problem, selected }: MatrixRow): void {
    const row = this.element.rows[index];
    const note = row?.querySelector('.row-problem');
    if (note != null && note.textContent !== problem) note.textContent = problem;
    const chooser = this.#selects ? this.#cellAt({ row: index, column: 0 })?.querySelector('input') : undefined;
    if (chooser != null) chooser.checked = selected === true;
    for (const [at, { id }] of this.#content.columns.entries()) {
      const cell = cells.get(id);
      const shown = this.#cellAt({ row: index, column: at + this.#first });
      if (shown !== undefined && cell?.kind === 'check') this.#showCheck(shown, cell);
    }
  }

  #showCheck(shown: HTMLTableCellElement, { ticked, enabled, marks }: Extract<MatrixCell, { kind: 'check' }>): void {
    const box = shown.querySelector('input');
    if (box === null) return;
    box.checked = ticked;
    box.disabled = !enabled;
    shown.dataset['marks'] = marks.join(' ');
    box.ariaDescribedByElements = marks.map((mark) => this.#notes[mark]);
  }
}

/** What makes rows be made anew: everything but ticks, marks and problems. */
function structureOf({ columns, rows }: MatrixContent): string {
  return JSON.stringify([
    columns,
    rows.map(({ id, name, detail, cells, selected }) => [
      id,
      name,
      detail,
      selected !== undefined,
      [...cells].map(([column, cell]) => [column, cell.kind === 'text' ? cell.text : null]),
    ]),
  ]);
}

function columnHeader({ title, pressHint }: MatrixColumn): HTMLTableCellElement {
  const header = element('th', { attributes: { scope: 'col', tabindex: '-1' } });
  if (pressHint === undefined) header.textContent = title;
  else header.append(element('button', { class: 'link', text: title, attributes: { type: 'button', title: pressHint, tabindex: '-1' } }));
  return header;
}

function cellOf(cell: MatrixCell | undefined, name: string): HTMLTableCellElement {
  const made = element('td', { attributes: { tabindex: '-1' } });
  if (cell?.kind === 'text') made.textContent = cell.text;
  // What a mark looks like is the style's; a screen reader is told it as the box's description.
  else if (cell !== undefined) made.append(checkBox(name), element('span', { class: 'mark', attributes: { 'aria-hidden': 'true' } }));
  return made;
}

function checkBox(name: string): HTMLInputElement {
  return element('input', { attributes: { type: 'checkbox', 'aria-label': name, title: name, tabindex: '-1' } });
}
