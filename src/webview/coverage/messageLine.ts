import { PushButton } from '../ui/button.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';

/** The answer to what the person has just done: what went wrong, or what has been done. It stays until it is dismissed. */
export class MessageLine {
  readonly element = element('div', { class: 'message' });
  readonly #alert = element('span', { attributes: { role: 'alert' } });
  readonly #status = element('span', { attributes: { role: 'status' } });
  readonly #dismiss = new PushButton(t('Dismiss'), 'secondary', () => {
    this.clear();
  });

  constructor() {
    this.element.append(this.#alert, this.#status, this.#dismiss.element);
    this.clear();
  }

  showError(sentence: string): void {
    this.#show(sentence, '');
  }

  showDone(sentence: string): void {
    this.#show('', sentence);
  }

  clear(): void {
    this.#show('', '');
  }

  #show(error: string, done: string): void {
    this.#alert.textContent = error;
    this.#status.textContent = done;
    this.element.classList.toggle('failed', error !== '');
    // Not `hidden`: a live region has to be there before its words are.
    this.element.classList.toggle('unseen', error === '' && done === '');
    this.#dismiss.element.hidden = error === '' && done === '';
  }
}
