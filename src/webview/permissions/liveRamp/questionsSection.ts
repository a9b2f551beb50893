import type { PanelQuestion, QuestionPermissionName, RoomPermissions } from '../../../protocol/permissionMessages.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { t } from '../../ui/text.ts';
import { LabelledTextField } from '../../ui/textField.ts';
import { isTicked, withTicks, type Draft } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';
import { CheckMatrix } from '../matrix/checkMatrix.ts';
import { isSettable } from '../ticks.ts';
import { questionColumns, questionRow } from './questionRows.ts';

/** The questions of a room by what partners may do with them; whole columns can be set for the selected ones. */
export class QuestionsSection implements FormPart {
  readonly element: HTMLElement;
  readonly #filter: LabelledTextField;
  readonly #count = element('span', { class: 'muted', attributes: { role: 'status' } });
  readonly #matrix: CheckMatrix;
  readonly #choices: PushButton[];
  #form: RoomForm | undefined;
  #shown: readonly PanelQuestion[] = [];

  /** @param filtered told what the questions are filtered by */
  constructor(change: ChangeDraft, filtered: (filter: string) => void) {
    this.#filter = new LabelledTextField({ label: t('Filter questions') }, (filter) => {
      filtered(filter);
      if (this.#form !== undefined) this.show(this.#form);
    });
    this.#matrix = new CheckMatrix(
      { name: t('Questions'), rowTitle: t('Question') },
      {
        tick: (questionId, column, ticked) => {
          const permission = this.#settable(column);
          if (permission === undefined) return;
          change((draft, { now }) => withTicks(draft, now, [{ tick: { kind: 'question', questionId, permission }, ticked }]));
        },
        select: (questionId, selected) => {
          change((draft) => {
            const next = new Set(draft.selected);
            if (selected) next.add(questionId);
            else next.delete(questionId);
            return { ...draft, selected: next };
          });
        },
        pressColumn: (column) => {
          const permission = this.#settable(column);
          if (permission !== undefined) change((draft, form) => toggled(draft, form, permission));
        },
      },
    );
    const choose = (label: string, isMeant: (question: PanelQuestion) => boolean): PushButton =>
      new PushButton(label, 'secondary', () => {
        // What the filter hides stays as it is.
        const shown = new Set(this.#shown.map(({ id }) => id));
        const meant = this.#shown.filter((each) => isSettable(each) && isMeant(each)).map(({ id }) => id);
        change((draft) => ({ ...draft, selected: new Set([...[...draft.selected].filter((id) => !shown.has(id)), ...meant]) }));
      });
    this.#choices = [
      choose(t('Select all'), () => true),
      choose(t('Select none'), () => false),
      choose(t('Select ready only'), ({ status }) => status === 'READY'),
    ];
    this.element = formSection(
      t('Questions'),
      element('p', {
        class: 'muted',
        text: t(
          'A tick opens a permission to all partners of the clean room; without it only the owner of the question has it. A column’s header sets the selected questions.',
        ),
      }),
      element(
        'div',
        { class: 'form-row question-tools' },
        this.#filter.element,
        ...this.#choices.map((button) => button.element),
        this.#count,
      ),
      this.#matrix.element,
    );
  }

  set filter(filter: string) {
    this.#filter.value = filter;
  }

  show(form: RoomForm): void {
    this.#form = form;
    const { permissions, draft, enabled } = form;
    const all = permissions.questions ?? [];
    const wanted = this.#filter.value.trim().toLowerCase();
    this.#shown = all.filter(({ name, displayId = '', status }) =>
      [name, displayId, status].some((words) => words.toLowerCase().includes(wanted)),
    );
    for (const button of this.#choices) button.enabled = enabled && this.#shown.length > 0;
    this.#matrix.show({ columns: questionColumns(permissions), rows: this.#shown.map((question) => questionRow(question, form)) });
    const selected = all.filter(({ id }) => draft.selected.has(id)).length;
    this.#count.textContent = t('{0} of {1} shown, {2} selected', this.#shown.length, all.length, selected);
  }

  #settable(column: string): QuestionPermissionName | undefined {
    const { flags }: Pick<RoomPermissions, 'flags'> = this.#form?.permissions ?? { flags: [] };
    return flags.find(({ permission }) => permission === column)?.permission;
  }
}

/** Opens a permission on the selected questions; where all of them have it, closes it. */
function toggled(draft: Draft, { now }: RoomForm, permission: QuestionPermissionName): Draft {
  const ticks = [...draft.selected].map((questionId) => ({ kind: 'question' as const, questionId, permission }));
  const ticked = !ticks.every((tick) => isTicked(draft, now, tick));
  return withTicks(
    draft,
    now,
    ticks.map((tick) => ({ tick, ticked })),
  );
}
