import type { PanelAccount } from '../../protocol/coverageMessages.ts';
import { PushButton } from '../ui/button.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';

/** What stands where the grid would be while there is nothing to show: why, and what to do next. */
export class EmptyState {
  readonly element = element('div', { class: 'empty' });
  readonly #sentence = element('p');
  readonly #clear: PushButton;

  constructor(clearFilter: () => void) {
    this.#clear = new PushButton(t('Clear filters'), 'secondary', clearFilter);
    this.element.append(this.#sentence, this.#clear.element);
    this.element.hidden = true;
  }

  /**
   * @param accounts undefined until the extension has said which there are
   * @param rows how many there are, and how many of them are shown
   */
  show(accounts: readonly PanelAccount[] | undefined, rows: { all: number; shown: number }): void {
    this.element.hidden = rows.shown > 0;
    this.#clear.element.hidden = rows.all === 0;
    this.#sentence.textContent = rows.all > 0 ? t('The filters hide every collaboration.') : whyEmpty(accounts);
  }
}

function whyEmpty(accounts: readonly PanelAccount[] | undefined): string {
  if (accounts === undefined) return t('Reading…');
  if (accounts.length === 0) return t('No account is connected. Add an AWS account or try the sandbox in the Clean Rooms view.');
  if (accounts.some(({ state }) => state === 'reading')) return t('Reading the collaborations…');
  if (accounts.every(({ coverage }) => coverage === undefined))
    return t('No account could be read. Mend what its line above says, then refresh.');
  return t('There are no memberships yet. Accept an invitation in the Clean Rooms view, then its tables appear here.');
}
