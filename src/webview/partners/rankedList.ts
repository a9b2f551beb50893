import type { RunItem } from '../../protocol/partnerMessages.ts';
import { element } from '../ui/element.ts';

const worstFirst: readonly RunItem['outcome'][] = ['failed', 'differs', 'planned', 'left_out', 'existing', 'done'];

/** Results as they come: what failed stands first, then what differs, what was not begun or left out, what is done. */
export class RankedList {
  readonly element: HTMLUListElement;
  /** The rank of each line, from above. */
  #ranks: number[] = [];

  /** @param name what a screen reader calls it */
  constructor(style: string, name?: string) {
    this.element = element('ul', { class: style, ...(name === undefined ? {} : { attributes: { 'aria-label': name } }) });
  }

  get length(): number {
    return this.#ranks.length;
  }

  clear(): void {
    this.#ranks = [];
    this.element.replaceChildren();
  }

  /** Below those that are as bad or worse. */
  add(outcome: RunItem['outcome'], line: HTMLElement): void {
    const rank = worstFirst.indexOf(outcome);
    const better = this.#ranks.findIndex((each) => each > rank);
    const at = better < 0 ? this.#ranks.length : better;
    this.#ranks.splice(at, 0, rank);
    this.element.insertBefore(line, this.element.children[at] ?? null);
  }
}
