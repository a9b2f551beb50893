import { connectionWords, roomWords } from '../../partners/words.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { element } from '../../ui/element.ts';
import { idOf } from '../../ui/ids.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { picturedWords } from '../../ui/picturedWords.ts';
import { t } from '../../ui/text.ts';
import { ageWords, stateWords } from '../words.ts';
import { invitationDetails } from './invitationDetails.ts';
import type { InvitationRow } from './invitationRows.ts';

/** Which control of a row has the focus. */
export type RowFocus = 'box' | 'toggle';

/** An invitation in the table: its row, and the row below that unfolds. */
export class InvitationTableRow {
  readonly parts: readonly [row: HTMLTableRowElement, details: HTMLTableRowElement];
  readonly #box: CheckBox;
  readonly #toggle: LinkButton;

  /** @param severalConnections whether the row has to say through which it was sent */
  constructor(row: InvitationRow, severalConnections: boolean, press: { select: () => void; expand: () => void }) {
    const { to } = row.invitation;
    this.#box = new CheckBox({ label: t('Select {0}', to), labelUnseen: true }, press.select);
    this.#toggle = new LinkButton(t('Details'), press.expand);
    this.#toggle.name = t('Details of {0}', to);
    const cells = [
      element('td', { class: 'choose' }, this.#box.element),
      ...cellsOf(row, severalConnections),
      element('td', {}, this.#toggle.element),
    ];
    const details = element(
      'tr',
      {},
      element('td'),
      element('td', { attributes: { colspan: String(cells.length - 1) } }, invitationDetails(row.invitation)),
    );
    this.#toggle.element.setAttribute('aria-controls', idOf(details));
    this.parts = [element('tr', {}, ...cells), details];
  }

  show(selected: boolean, expanded: boolean): void {
    const [row, details] = this.parts;
    this.#box.checked = selected;
    row.setAttribute('aria-selected', String(selected));
    details.hidden = !expanded;
    this.#toggle.element.setAttribute('aria-expanded', String(expanded));
  }

  /** Undefined where the focus is elsewhere. */
  get focused(): RowFocus | undefined {
    if (this.#box.element.contains(document.activeElement)) return 'box';
    return this.#toggle.element.contains(document.activeElement) ? 'toggle' : undefined;
  }

  /** Brings what has been unfolded onto the screen. */
  reveal(): void {
    const [row, details] = this.parts;
    details.scrollIntoView({ block: 'nearest' });
    row.scrollIntoView({ block: 'nearest' });
  }

  focus(part: RowFocus): void {
    if (part === 'box') this.#box.focus();
    else this.#toggle.focus();
  }
}

/** What is the same in every row, whoever looks at it. */
function cellsOf({ connection, room, invitation }: InvitationRow, severalConnections: boolean): HTMLTableCellElement[] {
  const { to, partnerName = '', invitedBy = '', ageDays, reminderDue, state } = invitation;
  const age = element('td', { class: 'age' }, element('span', { text: ageWords(ageDays) }));
  if (reminderDue) age.append(element('span', { class: 'badge', text: t('reminder due') }));
  return [
    element('th', { class: 'to', text: to, attributes: { scope: 'row' } }),
    element('td', { text: partnerName }),
    element('td', { text: roomWords(room) }),
    ...(severalConnections ? [element('td', { text: connection.name, attributes: { title: connectionWords(connection) } })] : []),
    element('td', { class: 'state' }, picturedWords(stateWords(invitation), state)),
    age,
    element('td', { class: 'invited-by', text: invitedBy }),
  ];
}
