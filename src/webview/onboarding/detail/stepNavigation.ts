import type { OnboardingStep, PanelStep } from '../../../protocol/onboardingMessages.ts';
import { element } from '../../ui/element.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { picturedWords } from '../../ui/picturedWords.ts';
import { t } from '../../ui/text.ts';
import { keepFocus } from '../keepFocus.ts';
import { stepWords } from '../words.ts';

/** The six steps in their order; the one that is shown is the current one. */
export class StepNavigation {
  readonly element = element('ol', { class: 'steps', attributes: { 'aria-label': t('Steps') } });
  readonly #choose: (step: OnboardingStep) => void;
  #shown = '';

  constructor(choose: (step: OnboardingStep) => void) {
    this.#choose = choose;
  }

  show(steps: readonly PanelStep[], shown: OnboardingStep): void {
    const now = JSON.stringify([steps, shown]);
    if (now === this.#shown) return;
    this.#shown = now;
    keepFocus(this.element, () => {
      this.element.replaceChildren(...steps.map((each) => this.#line(each, each.step === shown)));
    });
  }

  #line({ step, title, state }: PanelStep, current: boolean): HTMLElement {
    const button = new LinkButton(title, () => {
      this.#choose(step);
    });
    button.element.dataset['key'] = step;
    if (current) button.element.setAttribute('aria-current', 'step');
    return element('li', { attributes: { 'data-state': state } }, button.element, picturedWords(stepWords(state), state));
  }
}
