import type { CellState } from '../../../protocol/coverageMessages.ts';
import { element } from '../../ui/element.ts';

/** What is said about a place in the grid. */
export interface TooltipWords {
  title: string;
  /** Of a cell that there is: its state, for the glyph, and in words. */
  state?: CellState;
  stateWords?: string;
  /** Collaboration and account. */
  place: string;
  /** Why it is so; this is what describes the place to a screen reader. */
  reasons: readonly string[];
}

/** How long the pointer rests before it asks for words, and how long it may take on its way onto the tooltip. */
const restMs = 250;

/**
 * The one tooltip of the grid. It keeps off the neighbours of its cell, so that it is never in the way of the pointer.
 * One that the pointer has asked for stays while the pointer is on it; Escape takes any away.
 */
export class Tooltip {
  readonly element = element('div', { class: 'tooltip', attributes: { role: 'tooltip' } });
  readonly #title = element('strong');
  readonly #glyph = element('span', { class: 'swatch' });
  readonly #stateWords = element('span');
  readonly #state = element('span', { class: 'tooltip-state' }, this.#glyph, this.#stateWords);
  readonly #placeWords = element('p', { class: 'tooltip-place' });
  readonly #reasons = element('div', { attributes: { id: 'tooltip-reasons' } });
  #target: HTMLElement | undefined;
  /** What the pointer is about to do: show another one, or hide this one. */
  #soon: number | undefined;

  constructor() {
    this.element.hidden = true;
    this.element.append(element('header', {}, this.#title, this.#state), this.#placeWords, this.#reasons);
    this.element.addEventListener('pointerenter', () => {
      clearTimeout(this.#soon);
    });
    this.element.addEventListener('pointerleave', () => {
      this.hideSoon();
    });
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** Shows the words for the focus, now; the pointer goes through it to the cells below. */
  show(target: HTMLElement, words: TooltipWords): void {
    this.#show(target, words);
    this.element.classList.add('passed-through');
  }

  /** Shows the words for the pointer, once it rests. */
  showSoon(target: HTMLElement, words: TooltipWords): void {
    clearTimeout(this.#soon);
    if (this.isShown && this.#target === target) return;
    this.#soon = setTimeout(() => {
      this.#show(target, words);
      this.element.classList.remove('passed-through');
    }, restMs);
  }

  hide(): void {
    clearTimeout(this.#soon);
    this.element.hidden = true;
    this.#describe(undefined);
  }

  hideSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => {
      this.hide();
    }, restMs);
  }

  #show(target: HTMLElement, { title, state, stateWords, place, reasons }: TooltipWords): void {
    clearTimeout(this.#soon);
    this.#describe(target);
    this.#title.textContent = title;
    this.#glyph.hidden = state === undefined;
    this.#state.dataset['state'] = state;
    this.#stateWords.textContent = stateWords ?? '';
    this.#placeWords.textContent = place;
    this.#reasons.replaceChildren(...reasons.map((text) => element('p', { text })));
    this.element.hidden = false;
    this.#place(target);
  }

  #describe(target: HTMLElement | undefined): void {
    this.#target?.removeAttribute('aria-describedby');
    this.#target = target;
    target?.setAttribute('aria-describedby', this.#reasons.id);
  }

  /** A row below the target, or a row above it where there is no room. */
  #place(target: HTMLElement): void {
    const place = target.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const gap = place.height + 2;
    const below = place.bottom + gap;
    const top = below + height <= window.innerHeight ? below : Math.max(0, place.top - gap - height);
    const left = Math.max(4, Math.min(place.left, window.innerWidth - width - 4));
    this.element.style.top = `${top}px`;
    this.element.style.left = `${left}px`;
  }
}
