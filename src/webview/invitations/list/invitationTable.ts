import { connectionWords, roomWords } from '../../partners/words.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import type { InvitationRow } from './invitationRows.ts';
import { InvitationTableRow } from './invitationTableRow.ts';

export interface TableListener {
  select(keys: string[]): void;
  expand(keys: string[]): void;
}

/** A row on the screen, and what it says: made anew only where that changes. */
interface ShownRow {
  said: string;
  view: InvitationTableRow;
}

/** Every invitation in a row of a real table, with what else is known of it in a row below that unfolds. */
export class InvitationTable {
  readonly element = element('table', { class: 'data invitation-table', attributes: { 'aria-label': t('Invitations') } });
  readonly #listener: TableListener;
  readonly #all: CheckBox;
  readonly #connectionHeader = header(t('Connection'));
  readonly #body = element('tbody');
  #shown = new Map<string, ShownRow>();
  #selected: ReadonlySet<string> = new Set();
  #expanded: ReadonlySet<string> = new Set();

  constructor(listener: TableListener) {
    this.#listener = listener;
    this.#all = new CheckBox({ label: t('Select all invitations that are shown'), labelUnseen: true }, (checked) => {
      listener.select(checked ? [...this.#shown.keys()] : []);
    });
    const headers = element(
      'tr',
      {},
      element('td', { class: 'choose' }, this.#all.element),
      header(t('To')),
      header(t('Partner')),
      header(t('Clean room')),
      this.#connectionHeader,
      header(t('Status')),
      header(t('Age')),
      header(t('Invited by'), 'invited-by'),
      header(t('More')),
    );
    this.element.append(element('thead', {}, headers), this.#body);
  }

  /** @param severalConnections whether a row has to say through which it was sent */
  show(rows: readonly InvitationRow[], selected: ReadonlySet<string>, expanded: ReadonlySet<string>, severalConnections: boolean): void {
    this.#selected = selected;
    this.#expanded = expanded;
    this.#connectionHeader.hidden = !severalConnections;
    const [focusedKey, focused] = this.#focused();
    this.#shown = new Map(rows.map((row) => [row.key, this.#rowFor(row, severalConnections)]));
    for (const [key, { view }] of this.#shown) view.show(selected.has(key), expanded.has(key));
    placeIn(
      this.#body,
      [...this.#shown.values()].flatMap(({ view }) => view.parts),
    );
    const view = this.#shown.get(focusedKey)?.view;
    // A row that was made anew or moved has lost it.
    if (focused !== undefined && view?.focused === undefined) view?.focus(focused);
    const chosen = rows.filter(({ key }) => selected.has(key)).length;
    this.#all.checked = chosen > 0 && chosen === rows.length;
    this.#all.partly = chosen > 0 && chosen < rows.length;
  }

  #focused(): [key: string, part: InvitationTableRow['focused']] {
    for (const [key, { view }] of this.#shown) if (view.focused !== undefined) return [key, view.focused];
    return ['', undefined];
  }

  #rowFor(row: InvitationRow, severalConnections: boolean): ShownRow {
    const { key, connection, room, invitation } = row;
    const said = JSON.stringify([invitation, roomWords(room), connectionWords(connection), severalConnections]);
    const known = this.#shown.get(key);
    if (known?.said === said) return known;
    const view = new InvitationTableRow(row, severalConnections, {
      select: () => {
        this.#listener.select(toggled(this.#selected, key));
      },
      expand: () => {
        this.#listener.expand(toggled(this.#expanded, key));
        if (this.#expanded.has(key)) view.reveal();
      },
    });
    return { said, view };
  }
}

function header(words: string, name = ''): HTMLTableCellElement {
  return element('th', { class: name, text: words, attributes: { scope: 'col' } });
}

/** The keys with this one added, or taken away where it was among them. */
function toggled(keys: ReadonlySet<string>, key: string): string[] {
  return keys.has(key) ? [...keys].filter((each) => each !== key) : [...keys, key];
}

/** Makes these the children, in this order. What is in its place already stays untouched, and so does its focus. */
function placeIn(parent: HTMLElement, parts: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(parts);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  for (const [at, part] of parts.entries()) {
    const there = parent.children[at] ?? null;
    if (there !== part) parent.insertBefore(part, there);
  }
}
