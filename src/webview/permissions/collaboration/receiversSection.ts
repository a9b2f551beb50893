import type { PanelTable } from '../../../protocol/permissionMessages.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { t } from '../../ui/text.ts';
import { isChanged, isTicked, withTicks } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';
import { CheckMatrix } from '../matrix/checkMatrix.ts';
import type { MatrixCell, MatrixRow } from '../matrix/matrixContent.ts';
import { tickKey } from '../ticks.ts';

/** AWS: to which members the results of our tables may go. */
export class ReceiversSection implements FormPart {
  readonly element: HTMLElement;
  readonly #none = element('p', { class: 'muted' });
  readonly #matrix: CheckMatrix;

  constructor(change: ChangeDraft) {
    this.#matrix = new CheckMatrix(
      { name: t('Receivers of results'), rowTitle: t('Table') },
      {
        tick: (associationId, accountId, ticked) => {
          change((draft, { now }) => withTicks(draft, now, [{ tick: { kind: 'receiver', associationId, accountId }, ticked }]));
        },
      },
    );
    this.element = formSection(
      t('Receivers of results'),
      element('p', {
        class: 'muted',
        text: t('Members to whom the results of our tables may go. Only who can receive results can be one.'),
      }),
      this.#none,
      this.#matrix.element,
    );
  }

  show(form: RoomForm): void {
    const { tables = [], partners } = form.permissions;
    const columns = partners.filter(({ id, canBeReceiver }) => canBeReceiver || tables.some(({ receivers }) => receivers.includes(id)));
    const empty = tables.length === 0 || columns.length === 0;
    this.#none.hidden = !empty;
    this.#none.textContent =
      tables.length === 0 ? t('No table of ours is in this collaboration.') : t('No other member can receive results.');
    this.#matrix.element.hidden = empty;
    this.#matrix.show({
      columns: columns.map(({ id, name }) => ({ id, title: `${name} (${id})` })),
      rows: tables.map((table) => receiverRow(table, columns, form)),
    });
  }
}

function receiverRow(
  { associationId, associationName, hasRule }: PanelTable,
  columns: readonly { id: string }[],
  { draft, now, enabled, failures }: RoomForm,
): MatrixRow {
  const failure = failures.get(`receivers|${associationId}`);
  return {
    id: associationId,
    name: associationName,
    detail: hasRule ? '' : t('has no collaboration analysis rule yet: sync the collaboration first'),
    problem: failure === undefined ? '' : t('Not applied: {0}', failure),
    cells: new Map(
      columns.map(({ id: accountId }): [string, MatrixCell] => {
        const tick = { kind: 'receiver' as const, associationId, accountId };
        if (!now.has(tickKey(tick))) return [accountId, { kind: 'text', text: t('no rule') }];
        const marks = isChanged(draft, now, tick) ? (['changed'] as const) : [];
        return [accountId, { kind: 'check', ticked: isTicked(draft, now, tick), enabled, marks }];
      }),
    ),
  };
}
