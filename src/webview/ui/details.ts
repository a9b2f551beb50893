import { element } from './element.ts';

/** What can be unfolded: a line that is always seen, and what belongs to it. */
export class Details {
  readonly element: HTMLDetailsElement;
  readonly #summary = element('summary');

  constructor(summary: string, ...content: Node[]) {
    this.summary = summary;
    this.element = element('details', { class: 'details' }, this.#summary, element('div', { class: 'details-content' }, ...content));
  }

  set summary(summary: string) {
    this.#summary.textContent = summary;
  }

  set open(open: boolean) {
    this.element.open = open;
  }
}
