import type { PanelConnection } from '../../../protocol/invitationMessages.ts';
import type { Activity } from '../../partners/activity.ts';
import { connectionOptions } from '../../partners/words.ts';
import { PushButton } from '../../ui/button.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { counted, t } from '../../ui/text.ts';
import { LabelledTextField } from '../../ui/textField.ts';
import { isWaiting, mayBeReminded, stateFilters, type InvitationFilter, type InvitationRow } from './invitationRows.ts';

/** What the person does with the list as a whole, and with the rows that are chosen. */
export interface ListToolbarListener {
  readonly filter: (filter: InvitationFilter) => void;
  readonly refresh: () => void;
  readonly cancel: () => void;
  readonly resend: () => void;
  readonly copyReminders: () => void;
  readonly openMail: () => void;
}

/** Filters above the table, what can be done with the chosen rows, and how many there are. */
export class ListToolbar {
  readonly element: HTMLElement;
  readonly #text: LabelledTextField;
  readonly #state: LabelledDropdown;
  readonly #connection: LabelledDropdown;
  readonly #refresh: PushButton;
  readonly #cancel: PushButton;
  readonly #resend: PushButton;
  readonly #copy: PushButton;
  readonly #mail: PushButton;
  readonly #count = element('p', { class: 'muted', attributes: { role: 'status' } });
  #filter: InvitationFilter | undefined;

  constructor(listener: ListToolbarListener) {
    const change = (part: Partial<InvitationFilter>): void => {
      if (this.#filter !== undefined) listener.filter({ ...this.#filter, ...part });
    };
    this.#text = new LabelledTextField(
      { label: t('Filter invitations by address, partner or clean room'), labelUnseen: true, placeholder: t('Filter invitations') },
      (text) => {
        change({ text });
      },
    );
    this.#state = new LabelledDropdown({ label: t('Show'), labelUnseen: true }, (chosen) => {
      const state = stateFilters.find((each) => each === chosen);
      if (state !== undefined) change({ state });
    });
    this.#connection = new LabelledDropdown({ label: t('Invitations of'), labelUnseen: true }, (connectionId) => {
      change({ connectionId });
    });
    const button = (label: string, press: () => void): PushButton => new PushButton(label, 'secondary', press);
    this.#refresh = button(t('Refresh'), listener.refresh);
    this.#cancel = button(t('Cancel…'), listener.cancel);
    this.#resend = button(t('Resend…'), listener.resend);
    this.#copy = button(t('Copy reminder'), listener.copyReminders);
    this.#mail = button(t('Open mail'), listener.openMail);
    this.#resend.hint = t('The service cannot send an invitation again: it is cancelled and a new one is made.');
    this.#copy.hint = t('Puts a mail that is ready into the clipboard.');
    this.#mail.hint = t('Opens a mail that is ready in your mail program.');
    const actions = [this.#cancel, this.#resend, this.#copy, this.#mail, this.#refresh];
    this.element = element(
      'div',
      { class: 'list-toolbar' },
      element('div', { class: 'form-row' }, this.#text.element, this.#state.element, this.#connection.element),
      element('div', { class: 'form-row' }, ...actions.map((each) => each.element)),
      this.#count,
    );
  }

  show(
    filter: InvitationFilter,
    connections: readonly PanelConnection[],
    { all, shown, chosen }: { all: number; shown: number; chosen: readonly InvitationRow[] },
    { mayWrite, busy, reading }: Activity & { reading: boolean },
  ): void {
    this.#filter = filter;
    this.#text.value = filter.text;
    this.#state.show(
      [
        { value: 'all', label: t('All invitations') },
        { value: 'waiting', label: t('Waiting for an answer') },
        { value: 'answered', label: t('Answered or ended') },
      ],
      filter.state,
    );
    this.#connection.element.hidden = connections.length < 2;
    this.#connection.show([{ value: '', label: t('All connections') }, ...connectionOptions(connections)], filter.connectionId);
    const count = chosen.length;
    this.#cancel.label = count === 0 ? t('Cancel…') : t('Cancel {0}…', count);
    this.#resend.label = count === 0 ? t('Resend…') : t('Resend {0}…', count);
    const reminded = chosen.filter(mayBeReminded).length;
    this.#copy.label = counted(Math.max(reminded, 1), t('Copy reminder'), t('Copy {0} reminders', reminded));
    const mayDo = mayWrite && !busy;
    this.#cancel.enabled = mayDo && chosen.some(({ invitation }) => isWaiting(invitation));
    this.#resend.enabled = mayDo && chosen.some(({ invitation }) => invitation.state !== 'accepted');
    this.#copy.enabled = reminded > 0;
    this.#mail.enabled = count === 1 && reminded === 1;
    this.#refresh.enabled = !reading && !busy;
    const words = countWords(all, shown, count);
    if (this.#count.textContent !== words) this.#count.textContent = words;
  }
}

function countWords(all: number, shown: number, chosen: number): string {
  if (all === 0) return '';
  const many = shown < all ? t('{0} of {1} invitations', shown, all) : counted(all, t('1 invitation'), t('{0} invitations', all));
  return chosen === 0 ? many : `${many} · ${t('{0} selected', chosen)}`;
}
