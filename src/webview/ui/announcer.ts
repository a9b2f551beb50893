import { element } from './element.ts';

/**
 * Says things to a screen reader without moving the focus: politely, and not more often than a person can listen. Of
 * what comes faster only the newest is said.
 */
export class Announcer {
  readonly element = element('div', { class: 'unseen', attributes: { role: 'status', 'aria-live': 'polite' } });
  readonly #pauseMs: number;
  #next: string | undefined;
  #pausing: number | undefined;

  constructor(pauseMs = 3000) {
    this.#pauseMs = pauseMs;
  }

  /** Says the sentence now, or after the pause where something was said a moment ago. */
  say(sentence: string): void {
    this.#next = sentence;
    if (this.#pausing === undefined) this.#speak();
  }

  /** Says the sentence now, whatever was said before. */
  sayNow(sentence: string): void {
    clearTimeout(this.#pausing);
    this.#next = sentence;
    this.#speak();
  }

  #speak(): void {
    this.#pausing = undefined;
    if (this.#next === undefined) return;
    this.element.textContent = this.#next;
    this.#next = undefined;
    this.#pausing = setTimeout(() => {
      this.#speak();
    }, this.#pauseMs);
  }
}
