import './toolkit.ts';
import { element } from './element.ts';

/**
 * The toolkit's ring with words beside it, while something is under way. Healed: the ring, which a screen reader does
 * not meet, is silent, and the words are said politely.
 */
export class BusyIndicator {
  readonly element = element('div', { class: 'busy' });
  readonly #ring = element('span', { class: 'busy-ring', attributes: { 'aria-hidden': 'true' } });
  readonly #words = element('span', { attributes: { role: 'status' } });

  constructor() {
    this.#ring.append(element('vscode-progress-ring'));
    this.element.append(this.#ring, this.#words);
    this.hide();
  }

  /** @param words what is under way, as "Sending the invitations…" */
  show(words: string): void {
    this.#ring.hidden = false;
    if (this.#words.textContent !== words) this.#words.textContent = words;
  }

  hide(): void {
    // The words' place stays: a live region has to be there before its words are.
    this.#ring.hidden = true;
    this.#words.textContent = '';
  }
}
