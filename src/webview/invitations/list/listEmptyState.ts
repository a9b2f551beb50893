import type { PanelConnection } from '../../../protocol/invitationMessages.ts';
import { noConnectionWords } from '../../partners/words.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';

/** What stands where the table would be while there is nothing to show: why, and what to do next. */
export class ListEmptyState {
  readonly element = element('div', { class: 'empty' });
  readonly #sentence = element('p');
  readonly #clear: PushButton;

  constructor(clearFilter: () => void) {
    this.#clear = new PushButton(t('Clear filters'), 'secondary', clearFilter);
    this.element.append(this.#sentence, this.#clear.element);
  }

  /**
   * @param connections undefined until the extension has said which there are
   * @param rows how many there are, and how many of them are shown
   */
  show(connections: readonly PanelConnection[] | undefined, rows: { all: number; shown: number }): void {
    this.element.hidden = rows.shown > 0;
    this.#clear.element.hidden = rows.all === 0;
    this.#sentence.textContent = rows.all > 0 ? t('The filters hide every invitation.') : whyEmpty(connections);
  }
}

function whyEmpty(connections: readonly PanelConnection[] | undefined): string {
  if (connections === undefined) return t('Reading…');
  if (connections.length === 0) return noConnectionWords();
  if (connections.some(({ state }) => state === 'reading')) return t('Reading the invitations…');
  if (connections.every(({ content }) => content === undefined))
    return t('No connection could be read. Mend what its line above says, then refresh.');
  return t('Nobody has been invited yet. Choose a clean room and give addresses under "Invite partners".');
}
