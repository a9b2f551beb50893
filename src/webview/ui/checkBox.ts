import { element } from './element.ts';
import { Field, labelOf, type FieldWords } from './field.ts';

/** The browser's own check box with its label beside it; in a table, where headers say what it is, without one. */
export class CheckBox extends Field {
  readonly #box: HTMLInputElement;

  constructor({ labelUnseen = false, ...words }: FieldWords, change: (checked: boolean) => void) {
    const box = element('input', { attributes: { type: 'checkbox' } });
    if (labelUnseen) box.setAttribute('aria-label', words.label);
    const choice = labelUnseen ? box : element('label', { class: 'choice' }, box, labelOf('span', words.label, words.required));
    super(choice, { ...words, labelUnseen: true });
    this.#box = box;
    box.addEventListener('change', () => {
      change(box.checked);
    });
    this.describe(box);
  }

  get checked(): boolean {
    return this.#box.checked;
  }

  set checked(checked: boolean) {
    this.#box.checked = checked;
    this.#box.indeterminate = false;
  }

  /** It stands for several things of which some are chosen; the next click chooses all. */
  set partly(partly: boolean) {
    this.#box.indeterminate = partly;
  }

  override set enabled(enabled: boolean) {
    this.#box.disabled = !enabled;
  }

  override focus(): void {
    this.#box.focus();
  }
}
