import { PushButton } from '../../ui/button.ts';
import { Details } from '../../ui/details.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';

/** A ready mail: its words, which can be unfolded, and buttons that copy or open it. */
export class MailBlock {
  readonly element = element('div', { class: 'mail' });
  readonly #words = element('p', { class: 'lines' });
  readonly #copy: PushButton;
  readonly #open: PushButton;
  #text = '';

  /** @param about what the mail is about, for a screen reader; it tells its buttons from others */
  constructor(about: string, listener: { copy(text: string): void; open(text: string): void }) {
    this.#copy = new PushButton(t('Copy'), 'secondary', () => {
      listener.copy(this.#text);
    });
    this.#copy.name = t('Copy: {0}', about);
    this.#open = new PushButton(t('Open mail'), 'secondary', () => {
      listener.open(this.#text);
    });
    this.#open.name = t('Open mail: {0}', about);
    this.element.append(
      new Details(about, this.#words).element,
      element('div', { class: 'form-actions' }, this.#copy.element, this.#open.element),
    );
  }

  /** Words beside the two buttons. */
  append(...more: Node[]): void {
    this.element.querySelector('.form-actions')?.append(...more);
  }

  show(text: string): void {
    this.#text = text;
    if (this.#words.textContent !== text) this.#words.textContent = text;
  }
}
