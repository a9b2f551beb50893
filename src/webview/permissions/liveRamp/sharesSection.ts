import { BusyIndicator } from '../../ui/busyIndicator.ts';
import { Details } from '../../ui/details.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { isChanged, isTicked, withTicks } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';
import { CheckMatrix } from '../matrix/checkMatrix.ts';
import type { MatrixCell, MatrixRow } from '../matrix/matrixContent.ts';
import { tickKey } from '../ticks.ts';

/** Which results go to which partner: read only when it is opened, for it takes a call more for each question. */
export class SharesSection implements FormPart {
  readonly element: HTMLElement;
  readonly #details: Details;
  readonly #busy = new BusyIndicator();
  readonly #matrix: CheckMatrix;

  /** @param opened told whether it is open */
  constructor(change: ChangeDraft, opened: (open: boolean) => void) {
    this.#matrix = new CheckMatrix(
      { name: t('Result shares'), rowTitle: t('Question') },
      {
        tick: (questionId, partnerId, ticked) => {
          change((draft, { now }) => withTicks(draft, now, [{ tick: { kind: 'share', questionId, partnerId }, ticked }]));
        },
      },
    );
    this.#details = new Details(
      t('Result shares: which results go to which partner'),
      element('p', { class: 'muted', text: t('The one lever of the service that is per partner.') }),
      this.#busy.element,
      this.#matrix.element,
    );
    this.#details.element.addEventListener('toggle', () => {
      opened(this.#details.element.open);
    });
    this.element = element('div', { class: 'form-section' }, this.#details.element);
  }

  set open(open: boolean) {
    this.#details.open = open;
  }

  show(form: RoomForm): void {
    const { questions = [], partners } = form.permissions;
    const read = questions.some(({ sharedWith }) => sharedWith !== undefined);
    this.#matrix.element.hidden = !read;
    if (read || questions.length === 0) this.#busy.hide();
    else if (this.#details.element.open) this.#busy.show(t('Reading result shares…'));
    if (!read) return;
    this.#matrix.show({
      columns: partners.map(({ id, name }) => ({ id, title: name })),
      rows: questions.map((question) => shareRow(question, form)),
    });
  }
}

function shareRow(
  { id, displayId, name, problem, sharedWith }: NonNullable<RoomForm['permissions']['questions']>[number],
  form: RoomForm,
): MatrixRow {
  const { draft, now, enabled, failures, permissions } = form;
  const failure = failures.get(`shares|${id}`);
  return {
    id,
    name,
    detail: displayId ?? '',
    problem: failure === undefined ? (problem ?? '') : t('Not applied: {0}', failure),
    cells: new Map(
      permissions.partners.map((partner): [string, MatrixCell] => {
        const tick = { kind: 'share' as const, questionId: id, partnerId: partner.id };
        if (!now.has(tickKey(tick)))
          return [
            partner.id,
            { kind: 'text', text: sharedWith === undefined ? t('not read') : sharedWith.includes(partner.id) ? t('yes') : t('no') },
          ];
        const marks = isChanged(draft, now, tick) ? (['changed'] as const) : [];
        return [partner.id, { kind: 'check', ticked: isTicked(draft, now, tick), enabled, marks }];
      }),
    ),
  };
}
