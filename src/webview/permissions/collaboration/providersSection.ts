import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { t } from '../../ui/text.ts';
import { withProvider } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';
import { ProviderRow } from './providerRow.ts';

/** AWS: accounts that may query our tables: they can be added and taken away, but for the last one. */
export class ProvidersSection implements FormPart {
  readonly element: HTMLElement;
  readonly #change: ChangeDraft;
  readonly #none = element('p', { class: 'muted', text: t('No table of ours in this collaboration names who may query it.') });
  readonly #rows = element('div', { class: 'form' });
  #parts = new Map<string, ProviderRow>();

  constructor(change: ChangeDraft) {
    this.#change = change;
    this.element = formSection(
      t('Who may query our tables'),
      element('p', {
        class: 'muted',
        text: t(
          'A table has one analysis rule: who is added or taken away here is so in every collaboration that it is in. A rule that allows any query names at least one account.',
        ),
      }),
      this.#none,
      this.#rows,
    );
  }

  show(form: RoomForm): void {
    // A configured table can be in the collaboration once; its rule is its own.
    const tables = (form.permissions.tables ?? []).filter(({ providers }) => providers !== undefined);
    this.#none.hidden = tables.length > 0;
    const ids = tables.map(({ configuredTableId }) => configuredTableId);
    if (ids.join() !== [...this.#parts.keys()].join()) {
      this.#parts = new Map(tables.map(({ configuredTableId, tableName }) => [configuredTableId, this.#row(configuredTableId, tableName)]));
      this.#rows.replaceChildren(...[...this.#parts.values()].map((row) => row.element));
    }
    for (const { configuredTableId, providers = [] } of tables) {
      const failure = form.failures.get(`providers|${configuredTableId}`);
      const { add = [], remove = [] } = form.draft.providers.get(configuredTableId) ?? {};
      this.#parts.get(configuredTableId)?.show({
        providers,
        added: add.filter((account) => !providers.includes(account)),
        removed: remove.filter((account) => providers.includes(account)),
        problem: failure === undefined ? '' : t('Not applied: {0}', failure),
        enabled: form.enabled,
      });
    }
  }

  #row(tableId: string, tableName: string): ProviderRow {
    return new ProviderRow(tableName, (account, mayQuery) => {
      this.#change((draft) => withProvider(draft, tableId, account, mayQuery));
    });
  }
}
