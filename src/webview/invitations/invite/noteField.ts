import { noteVariables } from '../../../protocol/invitationText.ts';
import type { NoteTemplate } from '../../../protocol/partnerMessages.ts';
import type { NotePreview } from '../../partners/notePreview.ts';
import { NoteText } from '../../partners/noteText.ts';
import { PushButton } from '../../ui/button.ts';
import { Details } from '../../ui/details.ts';
import { element } from '../../ui/element.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { t } from '../../ui/text.ts';
import { LabelledTextField } from '../../ui/textField.ts';

/** The note, with variables to put in, and a place to keep it as a template. */
export class NoteField {
  readonly element = element('div', { class: 'form note' });
  readonly #text: NoteText;
  readonly #name: LabelledTextField;
  readonly #keep: Details;
  readonly #form = element('div', { class: 'form' });
  readonly #none = element('p', {
    class: 'muted',
    text: t('The service sends no words along. Tell the partner in a mail of your own: once invited, "Copy reminder" has one ready.'),
  });
  #note = '';

  constructor(change: (note: string) => void, keep: (name: string, text: string) => void) {
    const variables = noteVariables.map((variable) => {
      const words = `{{${variable}}}`;
      const button = new LinkButton(words, () => {
        this.#text.insert(words);
      });
      button.name = t('{0}: add to the note', words);
      return button.element;
    });
    const variableButtons = element(
      'div',
      { class: 'variables', attributes: { role: 'group', 'aria-label': t('Variables') } },
      ...variables,
    );
    this.#text = new NoteText(6, change, variableButtons);
    this.#name = new LabelledTextField({ label: t('Name of the template'), required: true }, () => {
      this.#name.error = '';
    });
    const keepButton = new PushButton(t('Keep'), 'secondary', () => {
      const name = this.#name.value.trim();
      if (name === '') this.#name.error = t('Give the template a name.');
      else keep(name, this.#note);
    });
    this.#keep = new Details(t('Keep as template…'), this.#name.element, element('div', { class: 'form-row' }, keepButton.element));
    this.#form.append(this.#text.element, this.#keep.element);
    this.element.append(this.#form, this.#none);
  }

  show(state: {
    note: string;
    carriesNote: boolean;
    templates: readonly NoteTemplate[];
    mayKeep: boolean;
    preview: NotePreview;
    problem: string;
  }): void {
    const { note, carriesNote, templates, mayKeep, preview, problem } = state;
    this.#form.hidden = !carriesNote;
    this.#none.hidden = carriesNote;
    this.#note = note;
    this.#text.show(note, templates, preview, problem);
    this.#keep.element.hidden = !mayKeep || note === '' || templates.some(({ text }) => text === note);
  }

  /** The template is kept: nothing is left to be named. */
  kept(): void {
    this.#keep.open = false;
    this.#name.value = '';
  }
}
