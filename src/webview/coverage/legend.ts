import { cellStates, type CellState } from '../../protocol/coverageMessages.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';
import { stateWord } from './words.ts';

interface Entry {
  button: HTMLButtonElement;
  count: HTMLSpanElement;
}

/** The states with their glyphs and how many cells are in each; pressed, a state is all that the grid shows. */
export class Legend {
  readonly element = element('div', { class: 'legend', attributes: { role: 'group' } });
  readonly #entries = new Map<CellState, Entry>();

  constructor(toggle: (state: CellState) => void) {
    this.element.setAttribute('aria-label', t('Show only cells that are'));
    for (const state of cellStates) {
      const count = element('span', { class: 'count', text: '0' });
      const button = element(
        'button',
        { attributes: { type: 'button', 'data-state': state, 'aria-pressed': 'false' } },
        element('span', { class: 'swatch', attributes: { 'aria-hidden': 'true' } }),
        element('span', { text: stateWord(state) }),
        count,
      );
      button.addEventListener('click', () => {
        toggle(state);
      });
      this.#entries.set(state, { button, count });
      this.element.append(button);
    }
  }

  showCounts(counts: Readonly<Record<CellState, number>>): void {
    for (const [state, { count }] of this.#entries) {
      const words = String(counts[state]);
      if (count.textContent !== words) count.textContent = words;
    }
  }

  showPressed(states: ReadonlySet<CellState>): void {
    for (const [state, { button }] of this.#entries) button.setAttribute('aria-pressed', String(states.has(state)));
  }
}
