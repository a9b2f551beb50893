import type { OnboardingStep } from '../../../protocol/onboardingMessages.ts';
import { dayWords } from '../../partners/words.ts';
import { element } from '../../ui/element.ts';
import { idOf } from '../../ui/ids.ts';
import { t } from '../../ui/text.ts';
import { AcceptanceView } from './acceptanceView.ts';
import { ActivationView } from './activationView.ts';
import type { DetailListener } from './detailListener.ts';
import { GuidanceView } from './guidanceView.ts';
import { SendView } from './sendView.ts';
import { SetupView } from './setupView.ts';
import { StepNavigation } from './stepNavigation.ts';
import type { StepContext, StepView } from './stepView.ts';
import { ValidationView } from './validationView.ts';

/** One engagement: who and where, what is next, the six steps, and the part of the one that is shown. */
export class EngagementDetail {
  readonly element = element('section', { class: 'detail' });
  readonly #title = element('h2', { attributes: { tabindex: '-1' } });
  readonly #place = element('p', { class: 'muted' });
  readonly #next = element('p', { class: 'next-words', attributes: { role: 'status' } });
  readonly #navigation: StepNavigation;
  readonly #stepTitle = element('h3', { attributes: { tabindex: '-1' } });
  readonly #stepDetail = element('p');
  readonly #step = element('section', { class: 'step-part' });
  readonly #views: Readonly<Record<OnboardingStep, StepView>>;

  constructor(listener: DetailListener) {
    this.#navigation = new StepNavigation((step) => {
      listener.showStep(step);
    });
    this.#views = {
      invitation_setup: new SetupView(listener),
      send_invitations: new SendView(listener),
      monitor_acceptance: new AcceptanceView(listener),
      setup_guidance: new GuidanceView(listener),
      validation: new ValidationView(listener),
      activation: new ActivationView(listener),
    };
    this.element.setAttribute('aria-labelledby', idOf(this.#title));
    this.#step.setAttribute('aria-labelledby', idOf(this.#stepTitle));
    this.#step.append(this.#stepTitle, this.#stepDetail, ...Object.values(this.#views).map((view) => view.element));
    this.element.append(this.#title, this.#place, this.#next, this.#navigation.element, this.#step);
  }

  /** @param shown the step whose part is shown */
  show(context: StepContext, shown: OnboardingStep): void {
    const { partner, address, room, ageDays, steps, next } = context.engagement;
    this.#title.textContent = partner;
    this.#place.textContent = [address === partner ? '' : address, room, t('begun: {0}', dayWords(ageDays))]
      .filter((part) => part !== '')
      .join(' · ');
    const words = t('Next: {0}', next);
    // A live region that is written anew is spoken anew.
    if (this.#next.textContent !== words) this.#next.textContent = words;
    this.#navigation.show(steps, shown);
    const step = steps.find((each) => each.step === shown);
    this.#stepTitle.textContent = step?.title ?? '';
    this.#stepDetail.textContent = step?.detail ?? '';
    for (const [name, view] of Object.entries(this.#views)) view.element.hidden = name !== shown;
    this.#views[shown].show(context);
  }

  focus(): void {
    this.#title.focus();
  }

  /** Leads to the part of the step that was just chosen. */
  focusStep(): void {
    this.#stepTitle.focus();
  }
}
