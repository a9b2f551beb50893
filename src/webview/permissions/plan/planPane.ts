import type { PermissionPlan, PermissionRun } from '../../../protocol/permissionMessages.ts';
import { RankedList } from '../../partners/rankedList.ts';
import { BusyIndicator } from '../../ui/busyIndicator.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { idOf } from '../../ui/ids.ts';
import { Notice } from '../../ui/notice.ts';
import { reveal } from '../../ui/reveal.ts';
import { counted, t } from '../../ui/text.ts';
import { planParts, stepLine } from './planList.ts';

/** What can be done now. */
export interface PlanState {
  /** What the form would change, in one line. */
  impact: string;
  /** Whether the form wishes anything that can be checked. */
  checkable: boolean;
  /** Whether the plan that is shown is that of the form as it is. */
  fresh: boolean;
  busy: 'reading' | 'checking' | 'applying' | undefined;
}

/** Beside the form: what it would change, the plan, and what became of it. */
export class PlanPane {
  readonly element: HTMLElement;
  readonly #heading = element('h2', { text: t('What changes'), attributes: { tabindex: '-1' } });
  readonly #impact = element('p', { class: 'impact', attributes: { role: 'status' } });
  readonly #check: PushButton;
  readonly #apply: PushButton;
  readonly #stop: PushButton;
  readonly #busy = new BusyIndicator();
  readonly #stale = element('p', { class: 'muted', attributes: { role: 'status' } });
  readonly #plan = element('div', { class: 'plan' });
  readonly #summary = new Notice();
  readonly #results = new RankedList('results', t('What became of it'));
  readonly #body: HTMLElement;
  #shownPlan: PermissionPlan | undefined;
  #state: PlanState = { impact: '', checkable: false, fresh: false, busy: undefined };

  constructor(listener: { check: () => void; apply: () => void; stop: () => void }) {
    this.#check = new PushButton(t('Check'), 'secondary', () => {
      if (this.#state.busy === undefined) listener.check();
    });
    this.#apply = new PushButton(t('Apply…'), 'primary', listener.apply);
    this.#stop = new PushButton(t('Stop'), 'secondary', listener.stop);
    this.#body = element('div', { class: 'plan-body' }, this.#stale, this.#summary.element, this.#plan, this.#results.element);
    this.element = element(
      'aside',
      { class: 'plan-pane', attributes: { 'aria-labelledby': idOf(this.#heading) } },
      // Where it is narrow the bar stays at the bottom of the screen, and the rest stands at the end of the form.
      element(
        'div',
        { class: 'plan-bar' },
        this.#heading,
        this.#impact,
        element('div', { class: 'form-actions' }, this.#check.element, this.#apply.element, this.#stop.element),
        this.#busy.element,
      ),
      this.#body,
    );
    this.#results.element.hidden = true;
    this.show(this.#state);
  }

  show(state: PlanState): void {
    this.#state = state;
    const { impact, checkable, fresh, busy } = state;
    if (this.#impact.textContent !== impact) this.#impact.textContent = impact;
    const count = this.#shownPlan?.steps.length ?? 0;
    // While it checks it stays a button that can have the focus; a press then does nothing.
    this.#check.enabled = checkable && busy !== 'applying';
    this.#apply.enabled = fresh && count > 0 && busy === undefined;
    this.#apply.label = count === 0 ? t('Apply…') : counted(count, t('Apply 1 change…'), t('Apply {0} changes…', count));
    const { activeElement } = document;
    this.#stop.element.hidden = busy !== 'applying';
    if (busy === 'applying' && activeElement === this.#apply.element) this.#stop.focus();
    if (busy !== 'applying' && activeElement === this.#stop.element) this.#heading.focus();
    const stale = this.#shownPlan !== undefined && !fresh && busy === undefined ? t('The form has changed since: check it again.') : '';
    if (this.#stale.textContent !== stale) this.#stale.textContent = stale;
    this.#plan.classList.toggle('stale', stale !== '');
    if (busy === undefined) this.#busy.hide();
    else if (busy !== 'applying') this.#busy.show(busy === 'reading' ? t('Reading who may do what…') : t('Checking…'));
  }

  /** Shows what would be done; undefined takes it away. */
  showPlan(plan: PermissionPlan | undefined): void {
    this.#shownPlan = plan;
    this.showRun(undefined);
    this.show(this.#state);
    if (plan !== undefined) reveal(this.#body);
  }

  /** Shows what has become of the plan so far; undefined: nothing yet. */
  showRun(run: PermissionRun | undefined): void {
    if (run?.running === false) this.#shownPlan = undefined;
    // Once it has begun, its steps stand among the results.
    const plan = run === undefined || (run.running && run.steps.length === 0) ? this.#shownPlan : undefined;
    this.#plan.replaceChildren(...(plan === undefined ? [] : planParts(plan)));
    this.#results.clear();
    for (const step of run?.steps ?? []) if (step.code !== 'already_so') this.#results.add(step.outcome, stepLine(step));
    this.#results.element.hidden = this.#results.length === 0;
    if (run === undefined || run.running || run.summary === '') this.#summary.hide();
    else this.#summary.show(run.severity, t('{0}.', run.summary));
    if (run?.running === true) this.#showProgress(run);
    else if (run !== undefined) reveal(this.#body);
  }

  /** One more step is done. */
  addStep(run: PermissionRun): void {
    const step = run.steps.at(-1);
    if (step === undefined) return;
    this.#plan.replaceChildren();
    this.#results.add(step.outcome, stepLine(step));
    this.#results.element.hidden = false;
    this.#showProgress(run);
  }

  #showProgress({ steps, total }: PermissionRun): void {
    const all = Math.max(total, this.#shownPlan?.steps.length ?? 0);
    this.#busy.show(all === 0 ? t('Applying…') : t('Applying: {0} of {1} done', steps.length, all));
  }
}
