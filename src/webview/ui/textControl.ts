import './toolkit.ts';
import type { TextArea, TextField } from './toolkit.ts';
import { Field, type FieldWords } from './field.ts';

export interface TextWords extends FieldWords {
  /** An example of what to put in; it goes away with the first letter, so nothing that is needed belongs here. */
  placeholder?: string;
}

/** What a text field and a text area of the toolkit have in common. */
export abstract class TextControl extends Field {
  readonly #input: TextField | TextArea;

  /** @param change called with every letter typed */
  protected constructor(input: TextField | TextArea, words: TextWords, change: (value: string) => void) {
    super(input, words);
    this.#input = input;
    // The toolkit takes the name from the control's own words, "Text field" where it has none, whatever the page has said
    // before. They are its name, and unseen: the frame shows the label.
    input.textContent = words.label;
    input.classList.add('label-unseen');
    if (words.labelUnseen === true) input.title = words.label;
    if (words.placeholder !== undefined) input.setAttribute('placeholder', words.placeholder);
    input.addEventListener('input', () => {
      change(input.value);
    });
    whenMade(input, (control) => {
      this.describe(control);
    });
  }

  get value(): string {
    return this.#input.value;
  }

  set value(value: string) {
    if (this.#input.value !== value) this.#input.value = value;
  }

  /** Puts words in at the cursor, in place of what is selected, as if they were typed. */
  insert(words: string): void {
    const { control } = this.#input;
    const { selectionStart, selectionEnd, value } = control;
    control.setRangeText(words, selectionStart ?? value.length, selectionEnd ?? value.length, 'end');
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.focus();
  }

  override set enabled(enabled: boolean) {
    this.#input.disabled = !enabled;
  }

  override focus(): void {
    this.#input.focus();
  }
}

/** Gives the control that takes the letters, which the toolkit makes when its element first comes into the page. */
function whenMade(input: TextField | TextArea, then: (control: HTMLElement) => void): void {
  const { shadowRoot } = input;
  if (shadowRoot === null) return;
  new MutationObserver((_changes, observer) => {
    const control = shadowRoot.querySelector<HTMLElement>('.control');
    if (control === null) return;
    observer.disconnect();
    then(control);
  }).observe(shadowRoot, { childList: true });
}
