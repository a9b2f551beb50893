import { element } from '../ui/element.ts';
import { MembersSection } from './collaboration/membersSection.ts';
import { ProvidersSection } from './collaboration/providersSection.ts';
import { ReceiversSection } from './collaboration/receiversSection.ts';
import type { ChangeDraft, FormPart, RoomForm } from './form.ts';
import { DatasetsSection } from './liveRamp/datasetsSection.ts';
import { KeepSection, type KeepListener } from './liveRamp/keepSection.ts';
import { QuestionsSection } from './liveRamp/questionsSection.ts';
import { RolesSection } from './liveRamp/rolesSection.ts';
import { SharesSection } from './liveRamp/sharesSection.ts';
import { TemplateSection } from './liveRamp/templateSection.ts';
import { t } from '../ui/text.ts';

export interface FormListener extends KeepListener {
  change: ChangeDraft;
  /** What questions are filtered by. */
  filter(filter: string): void;
  /** Result shares are looked at, or no longer. */
  openShares(open: boolean): void;
}

/** The parts of the form: those that the room's service has. */
export class PermissionsForm {
  readonly element = element('div', { class: 'parts' });
  readonly #keep: KeepSection;
  readonly #questions: QuestionsSection;
  readonly #shares: SharesSection;
  readonly #liveRamp: readonly FormPart[];
  readonly #collaboration: readonly FormPart[];
  readonly #legend = element(
    'p',
    { class: 'muted legend' },
    element(
      'span',
      { class: 'legend-mark', attributes: { 'data-marks': 'changed', 'aria-hidden': 'true' } },
      element('span', { class: 'mark' }),
    ),
    element('span', { text: t('changed here') }),
    element(
      'span',
      { class: 'legend-mark', attributes: { 'data-marks': 'differs', 'aria-hidden': 'true' } },
      element('span', { class: 'mark' }),
    ),
    element('span', { text: t('not as the kept template has it') }),
  );

  constructor(listener: FormListener) {
    const { change } = listener;
    this.#keep = new KeepSection(change, listener);
    this.#questions = new QuestionsSection(change, (filter) => {
      listener.filter(filter);
    });
    this.#shares = new SharesSection(change, (open) => {
      listener.openShares(open);
    });
    const template = new TemplateSection(change);
    template.element.append(this.#keep.element);
    this.#questions.element.append(this.#legend);
    this.#liveRamp = [template, this.#questions, new DatasetsSection(change), new RolesSection(change), this.#shares];
    this.#collaboration = [new MembersSection(change), new ReceiversSection(change), new ProvidersSection(change)];
    this.element.append(...[...this.#liveRamp, ...this.#collaboration].map((part) => part.element));
    this.hide();
  }

  /** What the person had set up before. */
  restore({ filter, sharesOpen }: { filter: string; sharesOpen: boolean }): void {
    this.#questions.filter = filter;
    this.#shares.open = sharesOpen;
  }

  /** @param mayKeep whether there is a folder to keep templates in */
  show(form: RoomForm, mayKeep: boolean): void {
    const { questions } = form.permissions;
    this.#keep.allow(mayKeep);
    for (const [parts, there] of [
      [this.#liveRamp, questions !== undefined],
      [this.#collaboration, questions === undefined],
    ] as const) {
      for (const part of parts) {
        part.element.hidden = !there;
        if (there) part.show(form);
      }
    }
    if (questions !== undefined) this.#keep.show(form);
  }

  /** Nothing has been read yet. */
  hide(): void {
    for (const part of [...this.#liveRamp, ...this.#collaboration]) part.element.hidden = true;
  }
}
