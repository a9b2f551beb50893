import { element } from './element.ts';
import { icon } from './icon.ts';

/** What is said around a form control. */
export interface FieldWords {
  /** Its name, for eyes and for a screen reader. */
  label: string;
  /** The name is heard and not seen: something else on the screen says what the control is for. */
  labelUnseen?: boolean;
  /** What to put in, or what it does. */
  help?: string;
  /** It has to be filled in: a mark says so, and so does a screen reader. */
  required?: boolean;
}

/** What every form control is: a frame with its label above, and its help and what is wrong with it below. */
export abstract class Field {
  readonly element = element('div', { class: 'field' });
  readonly #help = element('p', { class: 'field-help' });
  readonly #problem = element('p', { class: 'field-problem', attributes: { 'aria-live': 'polite' } });
  readonly #required: boolean;
  #described: HTMLElement | undefined;
  #error = '';
  #warning = '';

  /** @param control the part that is seen; a click on the label leads there */
  protected constructor(control: HTMLElement, { label, labelUnseen = false, help = '', required = false }: FieldWords) {
    this.#required = required;
    if (!labelUnseen) {
      const words = labelOf('span', label, required);
      words.addEventListener('click', () => {
        this.focus();
      });
      this.element.append(words);
    }
    this.element.append(control, this.#help, this.#problem);
    this.help = help;
  }

  abstract set enabled(enabled: boolean);

  abstract focus(): void;

  set help(help: string) {
    this.#help.textContent = help;
    this.#help.hidden = help === '';
  }

  /** Why it cannot stay as it is, and what to do; empty where all is well. */
  set error(error: string) {
    this.#error = error;
    this.#show();
  }

  /** What to mind, though it can stay as it is; an error goes before it. */
  set warning(warning: string) {
    this.#warning = warning;
    this.#show();
  }

  /**
   * Has help and problems said by the part that has the focus. It may lie in the toolkit's shadow, where the ids of the
   * page do not reach.
   */
  protected describe(described: HTMLElement): void {
    this.#described = described;
    described.ariaDescribedByElements = [this.#help, this.#problem];
    // Not `required`, which only the browser's own controls know.
    if (this.#required) described.setAttribute('aria-required', 'true');
    this.#mark();
  }

  #show(): void {
    const [kind, words] = this.#error === '' ? (['warning', this.#warning] as const) : (['error', this.#error] as const);
    this.#problem.dataset['kind'] = kind;
    // Not hidden while it is empty: a live region has to be there before its words are.
    this.#problem.replaceChildren(...(words === '' ? [] : [icon(kind), element('span', { text: words })]));
    this.#mark();
  }

  #mark(): void {
    this.#described?.setAttribute('aria-invalid', String(this.#error !== ''));
  }
}

/** A label as it is seen, with a mark where the field has to be filled in. */
export function labelOf<Tag extends 'span' | 'legend'>(tag: Tag, words: string, required = false): HTMLElementTagNameMap[Tag] {
  const mark = element('span', { class: 'field-required', text: '*', attributes: { 'aria-hidden': 'true' } });
  return element(tag, { class: 'field-label' }, element('span', { text: words }), ...(required ? [mark] : []));
}
