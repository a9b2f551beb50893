import type { PanelRun, RunItem, RunPlan } from '../../protocol/partnerMessages.ts';
import { element } from '../ui/element.ts';
import { noticeItem } from '../ui/noticeItem.ts';
import { picturedWords } from '../ui/picturedWords.ts';
import { t } from '../ui/text.ts';
import { reveal } from '../ui/reveal.ts';
import { RankedList } from './rankedList.ts';
import { outcomeWords } from './words.ts';

/** What would be done or was, item by item: each with what becomes of it and why. */
export class OutcomeList {
  readonly element = element('section', { class: 'outcome', attributes: { 'aria-label': t('Plan and results') } });
  readonly #title: HTMLHeadingElement;
  readonly #warnings = element('ul', { class: 'warnings' });
  readonly #plan = element('ul', { class: 'items' });
  readonly #results = new RankedList('items');
  readonly #whyOf: (item: RunItem) => string;
  /** The run that is shown, and how many of its items: more are added to them. */
  #shown: { runId: string; items: number } | undefined;

  /** @param whyOf what is said below an item; empty where the page has said it elsewhere */
  constructor(heading: 'h2' | 'h3', whyOf: (item: RunItem) => string = ({ reason }) => reason) {
    this.#title = element(heading, { attributes: { tabindex: '-1' } });
    this.#whyOf = whyOf;
    this.element.append(this.#title, this.#warnings, this.#plan, this.#results.element);
    this.hide();
  }

  hide(): void {
    this.element.hidden = true;
    this.#shown = undefined;
  }

  /** Leads there, and brings as much of it onto the screen as there is room for. */
  focus(): void {
    this.#title.focus({ preventScroll: true });
    reveal(this.element);
  }

  /** Brings it onto the screen. */
  reveal(): void {
    reveal(this.element);
  }

  showPlan({ headline, items, warnings }: RunPlan): void {
    this.#shown = undefined;
    this.#title.textContent = items.some(({ outcome }) => outcome === 'planned') ? t('Plan: {0}', headline) : t('Nothing to do');
    this.#warnings.replaceChildren(...warnings.map(({ sentence }) => noticeItem('warning', element('span', { text: sentence }))));
    this.#plan.replaceChildren(...items.map((item) => this.#line(item)));
    this.#results.clear();
    this.element.hidden = false;
  }

  showRun({ runId, running, message, items }: PanelRun): void {
    this.#title.textContent = running ? t('Under way') : message;
    this.#warnings.replaceChildren();
    const known = running && this.#shown?.runId === runId ? Math.min(this.#shown.items, items.length) : 0;
    if (known === 0) {
      this.#plan.replaceChildren();
      this.#results.clear();
    }
    for (const item of items.slice(known)) this.#results.add(item.outcome, this.#line(item));
    this.#shown = { runId, items: items.length };
    this.element.hidden = false;
  }

  #line(item: RunItem): HTMLElement {
    const { action, name, sentence, outcome } = item;
    const why = this.#whyOf(item);
    const line = element(
      'li',
      {},
      picturedWords(outcomeWords(outcome), outcome),
      element('span', { class: 'what', text: action === 'left_out' ? name : sentence }),
    );
    if (why !== '') line.append(element('p', { class: 'why', text: why }));
    return line;
  }
}
