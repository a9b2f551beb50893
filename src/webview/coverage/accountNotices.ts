import type { PanelAccount } from '../../protocol/coverageMessages.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { t } from '../ui/text.ts';
import { time } from '../ui/time.ts';
import { accountWords } from './words.ts';

/** A line for every account that could not be read, with the reason, and for each that is being read. */
export class AccountNotices {
  readonly element = element('ul', { class: 'notices', attributes: { 'aria-label': t('Accounts') } });
  #shown = '';

  show(accounts: readonly PanelAccount[]): void {
    const lines = accounts.filter(({ state }) => state !== 'read');
    // An alert that is made anew is spoken anew.
    const next = JSON.stringify(lines.map((account) => [account.state, accountWords(account), account.error, account.coverage?.takenAt]));
    if (next === this.#shown) return;
    this.#shown = next;
    this.element.hidden = lines.length === 0;
    this.element.replaceChildren(...lines.map(noticeOf));
  }
}

function noticeOf(account: PanelAccount): HTMLElement {
  const older = account.coverage === undefined ? '' : t('What is shown was read {0}.', time(account.coverage.takenAt));
  const failed = account.state === 'failed';
  const words = failed ? (account.error ?? t('It could not be read.')) : t('Reading…');
  return element(
    'li',
    { class: 'notice', attributes: { 'data-kind': failed ? 'error' : 'information' } },
    icon(failed ? 'error' : 'information'),
    element('strong', { text: accountWords(account) }),
    element('span', { text: [words, older].filter((part) => part !== '').join(' '), ...(failed ? { attributes: { role: 'alert' } } : {}) }),
  );
}
