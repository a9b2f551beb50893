import type { PanelAccount, PanelPlan, PlannedChange } from '../../../protocol/coverageMessages.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { counted, t } from '../../ui/text.ts';
import { accountWords } from '../words.ts';
import { groupPlan, type PlanAccount, type PlanGroup } from './planGroups.ts';
import { PlanTicks } from './planTicks.ts';

/** What the pane asks the panel for. */
export interface PlanListener {
  apply(planId: string, changeIds: string[]): void;
  discard(planId: string): void;
  ticked(unticked: string[]): void;
}

interface Tick {
  box: HTMLInputElement;
  ids: readonly string[];
}

/** The plan beside the grid: every change with its reason, to be ticked or not, and what is left out, with its reason. */
export class PlanPane {
  readonly element = element('section', { class: 'plan', attributes: { 'aria-labelledby': 'plan-title' } });
  readonly #listener: PlanListener;
  readonly #title = element('h2', { attributes: { id: 'plan-title', tabindex: '-1' } });
  readonly #summary = element('p', { class: 'plan-summary' });
  readonly #list = element('div', { class: 'plan-list' });
  readonly #note = element('p', { class: 'plan-note' });
  readonly #apply: PushButton;
  readonly #discard: PushButton;
  #plan: PanelPlan | undefined;
  #ticks = new PlanTicks([]);
  #boxes: Tick[] = [];
  #mayApply = { mayWrite: false, running: false, asking: false };

  constructor(listener: PlanListener) {
    this.#listener = listener;
    this.#apply = new PushButton('', 'primary', () => {
      if (this.#plan !== undefined) listener.apply(this.#plan.planId, this.#ticks.ticked);
    });
    this.#discard = new PushButton(t('Discard'), 'secondary', () => {
      if (this.#plan !== undefined) listener.discard(this.#plan.planId);
    });
    const buttons = element('div', { class: 'plan-buttons' }, this.#apply.element, this.#discard.element);
    this.element.append(element('header', {}, this.#title, this.#summary), this.#list, element('footer', {}, this.#note, buttons));
    this.element.hidden = true;
  }

  get plan(): PanelPlan | undefined {
    return this.#plan;
  }

  /** @param unticked changes that the person has unticked before, where the page has been loaded anew */
  show(plan: PanelPlan, accounts: readonly PanelAccount[], unticked: readonly string[]): void {
    this.#plan = plan;
    this.#ticks = new PlanTicks(plan.changes, unticked);
    this.#boxes = [];
    this.#title.textContent = plan.kind === 'sync' ? t('Sync plan') : t('Repair plan');
    this.#summary.replaceChildren(...summaryOf(plan).map((text) => element('span', { text })));
    this.#list.replaceChildren(...groupPlan(plan, accounts).map((account) => this.#account(account)));
    this.element.hidden = false;
    this.#paint();
  }

  close(): void {
    this.#plan = undefined;
    this.#boxes = [];
    this.#list.replaceChildren();
    this.element.hidden = true;
  }

  focus(): void {
    this.#title.focus();
  }

  /** Whether the plan can be applied now, and if not, why. */
  allow(may: { mayWrite: boolean; running: boolean; asking: boolean }): void {
    this.#mayApply = may;
    this.#paint();
  }

  #account({ account, connectionId, groups, errors }: PlanAccount): HTMLElement {
    const name = account === undefined ? connectionId : accountWords(account);
    const ids = groups.flatMap(({ changes }) => changes.map(({ id }) => id));
    const heading = element(
      'h3',
      {},
      ...(ids.length > 0 ? [this.#box(ids, t('All changes in {0}', name))] : []),
      element('span', { text: name }),
    );
    return element(
      'section',
      { class: 'plan-account', attributes: { 'aria-label': name } },
      heading,
      ...errors.map((text) => element('p', { class: 'plan-error', text })),
      ...groups.map((group) => this.#group(group)),
    );
  }

  #group({ collaborationId, name, changes, leftOut }: PlanGroup): HTMLElement {
    const title = collaborationId === '' ? t('Configured tables of the account') : name;
    const details = element(
      'details',
      {},
      element(
        'summary',
        {},
        element('span', { class: 'plan-name', text: title }),
        element('span', { class: 'plan-count', text: countOf(changes.length, leftOut.length) }),
      ),
      element('ul', {}, ...changes.map((change) => this.#change(change)), ...leftOut.map(leftOutItem)),
    );
    details.open = true;
    const ids = changes.map(({ id }) => id);
    return element('div', { class: 'plan-group' }, ...(ids.length > 0 ? [this.#box(ids, t('All changes in {0}', title))] : []), details);
  }

  #change({ id, sentence, reason, deletes }: PlannedChange): HTMLElement {
    const words = element('span', { text: sentence });
    if (deletes) words.append(' ', element('span', { class: 'badge deletes', text: t('deletes') }));
    const item = element('li', { class: 'plan-change' }, element('label', {}, this.#box([id]), words));
    if (reason !== '') {
      const why = element('p', { class: 'plan-reason', text: reason, attributes: { id: `plan-reason-${this.#boxes.length}` } });
      item.querySelector('input')?.setAttribute('aria-describedby', why.id);
      item.append(why);
    }
    return item;
  }

  /** A check box for some changes. @param label its name where no words stand beside it */
  #box(ids: readonly string[], label?: string): HTMLInputElement {
    const box = element('input', { attributes: { type: 'checkbox' } });
    if (label !== undefined) box.setAttribute('aria-label', label);
    box.addEventListener('change', () => {
      for (const id of ids) this.#ticks.set(id, box.checked);
      this.#paint();
      this.#listener.ticked(this.#ticks.unticked);
    });
    this.#boxes.push({ box, ids });
    return box;
  }

  #paint(): void {
    const { mayWrite, running, asking } = this.#mayApply;
    for (const { box, ids } of this.#boxes) {
      const choice = this.#ticks.choice(ids);
      box.checked = choice === 'all';
      box.indeterminate = choice === 'some';
      box.disabled = running || asking;
    }
    const count = this.#ticks.ticked.length;
    this.#apply.label = counted(count, t('Apply 1 change'), t('Apply {0} changes', count));
    this.#apply.enabled = mayWrite && !running && !asking && count > 0;
    this.#discard.enabled = !running && !asking;
    this.#note.textContent = noteOf(this.#mayApply);
  }
}

function noteOf({ mayWrite, running, asking }: { mayWrite: boolean; running: boolean; asking: boolean }): string {
  if (!mayWrite) return t('This workspace is not trusted: the plan can be read, not applied.');
  if (running) return t('The plan is being carried out.');
  return asking ? t('VS Code asks you before anything is written.') : t('You are asked once before anything is written.');
}

function summaryOf({ changes, leftOut, errors }: PanelPlan): string[] {
  const deleting = changes.filter(({ deletes }) => deletes).length;
  return [
    changes.length === 0 ? t('Nothing to change.') : counted(changes.length, t('1 change.'), t('{0} changes.', changes.length)),
    deleting === 0 ? '' : counted(deleting, t('1 deletes something.'), t('{0} delete something, most of them to make it anew.', deleting)),
    leftOut.length === 0 ? '' : counted(leftOut.length, t('1 thing is left out.'), t('{0} things are left out.', leftOut.length)),
    errors.length === 0 ? '' : counted(errors.length, t('No plan for 1 account.'), t('No plan for {0} accounts.', errors.length)),
  ].filter((sentence) => sentence !== '');
}

function countOf(changes: number, leftOut: number): string {
  return [changes > 0 ? counted(changes, t('1 change'), t('{0} changes', changes)) : '', leftOut > 0 ? t('{0} left out', leftOut) : '']
    .filter((part) => part !== '')
    .join(' · ');
}

function leftOutItem(sentence: string): HTMLElement {
  return element(
    'li',
    { class: 'plan-left-out' },
    element('span', { class: 'badge', text: t('left out') }),
    element('span', { text: sentence }),
  );
}
