import type { PanelEngagement } from '../../../protocol/onboardingMessages.ts';
import { dayWords } from '../../partners/words.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { element } from '../../ui/element.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { picturedWords } from '../../ui/picturedWords.ts';
import { scrollRegion } from '../../ui/scrollRegion.ts';
import { t } from '../../ui/text.ts';
import { keepFocus } from '../keepFocus.ts';
import { stepWords } from '../words.ts';
import { isDue, keyOf } from './engagementRows.ts';

export interface TableListener {
  select(keys: readonly string[]): void;
  open(key: string): void;
}

/** The engagements, one in a row: partner, room, flow, step, age, state, and what is to be done next. */
export class EngagementTable {
  readonly element: HTMLElement;
  readonly #listener: TableListener;
  readonly #all: CheckBox;
  readonly #body = element('tbody');
  #rows: readonly PanelEngagement[] = [];
  #shown = '';

  constructor(listener: TableListener) {
    this.#listener = listener;
    this.#all = new CheckBox({ label: t('Select all'), labelUnseen: true }, (checked) => {
      listener.select(checked ? this.#rows.map(keyOf) : []);
    });
    const header = (text: string): HTMLElement => element('th', { text, attributes: { scope: 'col' } });
    const head = element(
      'tr',
      {},
      element('td', { class: 'choose' }, this.#all.element),
      header(t('Partner')),
      header(t('Clean room')),
      header(t('Step')),
      header(t('Age')),
      header(t('Next')),
    );
    const table = element('table', { class: 'data engagements' }, element('thead', {}, head), this.#body);
    this.element = scrollRegion(t('Partners being brought on board'), table);
  }

  show(rows: readonly PanelEngagement[], selected: ReadonlySet<string>, open: string | undefined): void {
    this.#rows = rows;
    const chosen = rows.filter((row) => selected.has(keyOf(row))).length;
    this.#all.checked = rows.length > 0 && chosen === rows.length;
    this.#all.partly = chosen > 0 && chosen < rows.length;
    // Rows are made anew only where they say something else: a picture comes with every step of a run.
    const now = JSON.stringify([rows.map(rowWords), [...selected], open]);
    if (now === this.#shown) return;
    this.#shown = now;
    keepFocus(this.#body, () => {
      this.#body.replaceChildren(...rows.map((row) => this.#row(row, selected, open)));
    });
  }

  #row(row: PanelEngagement, selected: ReadonlySet<string>, open: string | undefined): HTMLElement {
    const key = keyOf(row);
    const { partner, address, room, flow, next, ageDays, expectedDays, steps, current, closedAt } = row;
    const choose = new CheckBox({ label: t('Select {0}', partner), labelUnseen: true }, (checked) => {
      const others = [...selected].filter((each) => each !== key);
      this.#listener.select(checked ? [...others, key] : others);
    });
    choose.checked = selected.has(key);
    choose.element.querySelector('input')?.setAttribute('data-key', `choose ${key}`);
    const link = new LinkButton(partner, () => {
      this.#listener.open(key);
    });
    link.name = t('{0} in {1}', partner, room);
    link.element.dataset['key'] = `open ${key}`;
    const step = steps.find((each) => each.step === current);
    const late = expectedDays !== undefined && current !== undefined && closedAt === undefined && ageDays > expectedDays;
    const line = element(
      'tr',
      { attributes: { 'aria-selected': String(selected.has(key)), ...(open === key ? { 'aria-current': 'true' } : {}) } },
      element('td', { class: 'choose' }, choose.element),
      element(
        'th',
        { attributes: { scope: 'row' } },
        link.element,
        element('span', { class: 'muted address', text: partner === address ? flow : `${address} · ${flow}` }),
      ),
      element('td', { text: room }),
      element(
        'td',
        { class: 'step' },
        element('span', { text: closedAt !== undefined ? t('Closed') : (step?.title ?? t('On board')) }),
        step === undefined || closedAt !== undefined ? element('span') : picturedWords(stepWords(step.state), step.state),
      ),
      element('td', { class: 'age' }, element('span', { text: dayWords(ageDays) })),
      element('td', { class: 'next', text: next }),
    );
    if (late) line.querySelector('.age')?.append(element('span', { class: 'badge', text: t('expected: {0}', dayWords(expectedDays)) }));
    if (isDue(row)) line.dataset['due'] = 'true';
    return line;
  }
}

/** Everything that a row shows. */
function rowWords(row: PanelEngagement): unknown[] {
  const { partner, address, room, flow, next, ageDays, expectedDays, steps, current, closedAt } = row;
  return [keyOf(row), partner, address, room, flow, next, ageDays, expectedDays, steps, current, closedAt, isDue(row)];
}
