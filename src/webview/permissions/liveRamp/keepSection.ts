import type { PermissionFlags } from '../../../protocol/permissionMessages.ts';
import { PushButton } from '../../ui/button.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { Details } from '../../ui/details.ts';
import { element } from '../../ui/element.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { counted, t } from '../../ui/text.ts';
import { LabelledTextField } from '../../ui/textField.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';

/** What is asked of the folder's settings, which are no part of a plan. */
export interface KeepListener {
  keepTemplate(name: string, flags: PermissionFlags): void;
  forgetTemplate(): void;
}

/** Keeping: flags as a template of one's own, and a template on the room, from which questions may not differ later. */
export class KeepSection implements FormPart {
  readonly element: HTMLElement;
  readonly #onRoom: CheckBox;
  readonly #kept = element('span', { class: 'muted' });
  readonly #forget: LinkButton;
  readonly #name: LabelledTextField;
  readonly #keep: PushButton;
  #mayKeep = false;
  #form: RoomForm | undefined;

  constructor(change: ChangeDraft, listener: KeepListener) {
    this.#onRoom = new CheckBox({ label: t('Keep this template on the clean room') }, (checked) => {
      change((draft) => ({ ...draft, keepOnRoom: checked }));
    });
    this.#forget = new LinkButton(t('Stop keeping it'), () => {
      listener.forgetTemplate();
    });
    this.#name = new LabelledTextField({ label: t('Name of the template') }, () => {
      this.#showKeep();
    });
    this.#keep = new PushButton(t('Keep'), 'secondary', () => {
      const { draft } = this.#form ?? {};
      if (draft !== undefined) listener.keepTemplate(this.#name.value.trim(), draft.flags);
    });
    this.element = element(
      'div',
      { class: 'form' },
      this.#onRoom.element,
      element('p', { class: 'kept' }, this.#kept, this.#forget.element),
      new Details(
        t('Keep these flags as a template…'),
        element('div', { class: 'form-row keep-template' }, this.#name.element, this.#keep.element),
      ).element,
    );
  }

  /** @param mayKeep whether there is a folder to keep templates in */
  allow(mayKeep: boolean): void {
    this.#mayKeep = mayKeep;
  }

  show(form: RoomForm): void {
    this.#form = form;
    const { draft, permissions, enabled } = form;
    const { kept, templates } = permissions;
    this.#onRoom.checked = draft.keepOnRoom;
    this.#onRoom.enabled = enabled && this.#mayKeep && (draft.template !== '' || draft.keepOnRoom);
    this.#onRoom.help = !this.#mayKeep
      ? t('There is no folder in which it could be kept. Open one first.')
      : draft.template === ''
        ? t('Flags of your own have no name yet: keep them as a template first.')
        : t(
            'Questions that differ from it later are findings in Needs You, each with its remedy. It is for the questions that are selected now.',
          );
    this.#onRoom.error = draft.keepOnRoom && draft.template === '' ? t('Choose a template, or clear this box.') : '';
    const title = templates.find(({ id }) => id === kept?.template)?.title ?? kept?.template ?? '';
    this.#kept.textContent =
      kept === undefined
        ? t('No template is kept on it now.')
        : kept.questionIds === undefined
          ? t('Kept on it now: {0}, for all questions.', title)
          : counted(
              kept.questionIds.length,
              t('Kept on it now: {0}, for 1 question.', title),
              t('Kept on it now: {0}, for {1} questions.', title, kept.questionIds.length),
            );
    this.#forget.element.hidden = kept === undefined;
    this.#forget.enabled = this.#mayKeep;
    this.#showKeep();
  }

  #showKeep(): void {
    const name = this.#name.value.trim();
    const taken = this.#form?.permissions.templates.find(({ id }) => id === name);
    this.#name.enabled = this.#mayKeep;
    this.#name.help = this.#mayKeep ? '' : t('There is no folder in which it could be kept. Open one first.');
    const open = this.#form?.draft.asTheyAre.size ?? 0;
    this.#name.warning =
      open > 0
        ? t('Flags that some questions have and others have not would be kept as closed: choose them first.')
        : taken === undefined
          ? ''
          : t('It takes the place of the template "{0}".', taken.title);
    this.#keep.enabled = this.#mayKeep && name !== '' && name.length <= 80;
  }
}
