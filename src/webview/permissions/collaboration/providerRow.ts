import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { t } from '../../ui/text.ts';
import { LabelledTextField } from '../../ui/textField.ts';

/** What a table's row shows. */
interface ProviderContent {
  /** Accounts that may query it now. */
  providers: readonly string[];
  /** Those that are to be added. */
  added: readonly string[];
  /** Those of now that are to be taken away. */
  removed: readonly string[];
  problem: string;
  enabled: boolean;
}

/** Told whether an account is to query the table. */
type ProviderListener = (account: string, mayQuery: boolean) => void;

/** One table of ours: who may query it, each with a button that takes it away, and a field for one more account. */
export class ProviderRow {
  readonly element: HTMLElement;
  readonly #name: string;
  readonly #wish: ProviderListener;
  readonly #now = element('p', { class: 'accounts' });
  readonly #added = element('p', { class: 'accounts' });
  readonly #removed = element('p', { class: 'accounts' });
  readonly #problem = element('p', { class: 'row-problem' });
  readonly #field: LabelledTextField;
  readonly #add: PushButton;
  #content: ProviderContent = { providers: [], added: [], removed: [], problem: '', enabled: false };

  constructor(name: string, wish: ProviderListener) {
    this.#name = name;
    this.#wish = wish;
    this.#field = new LabelledTextField({ label: t('Account that may query {0} as well', name), placeholder: '123456789012' }, () => {
      this.#showField();
    });
    this.#add = new PushButton(t('Add'), 'secondary', () => {
      this.#addAccount();
    });
    this.#add.name = t('Add to {0}', name);
    this.#field.element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#addAccount();
    });
    this.element = element(
      'div',
      { class: 'provider' },
      element('h3', { text: name }),
      this.#now,
      this.#added,
      this.#removed,
      this.#problem,
      element('div', { class: 'form-row' }, this.#field.element, this.#add.element),
    );
  }

  show(content: ProviderContent): void {
    this.#content = content;
    const { providers, added, removed, problem, enabled } = content;
    const kept = providers.filter((account) => !removed.includes(account));
    const last = kept.length + added.length === 1;
    this.#field.enabled = enabled;
    this.#now.replaceChildren(
      element('span', { text: t('May query it now: ') }),
      ...(kept.length === 0 ? [element('span', { text: t('nobody') })] : []),
      ...kept.flatMap((account) => {
        const name = t('Take away {0} from {1}', account, this.#name);
        return this.#account(account, { label: t('Take away'), name, mayQuery: false, enabled: enabled && !last });
      }),
    );
    this.#showAccounts(this.#added, t('To be added: '), added, (account) => ({
      label: t('Take out'),
      name: t('Take out {0} from {1}', account, this.#name),
      mayQuery: false,
      enabled,
    }));
    this.#showAccounts(this.#removed, t('To be taken away: '), removed, (account) => ({
      label: t('Keep'),
      name: t('Keep {0} for {1}', account, this.#name),
      mayQuery: true,
      enabled,
    }));
    this.#problem.textContent = problem !== '' ? problem : kept.length + added.length === 0 ? t('At least one account has to stay.') : '';
    this.#showField();
  }

  #showAccounts(line: HTMLElement, title: string, accounts: readonly string[], action: (account: string) => AccountAction): void {
    line.hidden = accounts.length === 0;
    line.replaceChildren(element('span', { text: title }), ...accounts.flatMap((account) => this.#account(account, action(account))));
  }

  #account(account: string, { label, name, mayQuery, enabled }: AccountAction): HTMLElement[] {
    const button = new LinkButton(label, () => {
      this.#wish(account, mayQuery);
      this.#field.focus();
    });
    button.name = name;
    button.enabled = enabled;
    return [element('span', { class: 'badge', text: account }), button.element];
  }

  #addAccount(): void {
    const account = this.#field.value.trim();
    if (account === '' || problemOf(account, this.#content) !== '') return;
    this.#field.value = '';
    this.#wish(account, true);
    this.#field.focus();
  }

  #showField(): void {
    const account = this.#field.value.trim();
    const problem = account === '' ? '' : problemOf(account, this.#content);
    this.#field.error = problem;
    this.#add.enabled = this.#content.enabled && account !== '' && problem === '';
  }
}

/** The button beside an account, and what it wishes. */
interface AccountAction {
  label: string;
  name: string;
  mayQuery: boolean;
  enabled: boolean;
}

function problemOf(account: string, { providers, added, removed }: ProviderContent): string {
  if (!/^\d{12}$/.test(account)) return t('An account id has 12 digits.');
  const isThere = (providers.includes(account) && !removed.includes(account)) || added.includes(account);
  return isThere ? t('It is there already.') : '';
}
