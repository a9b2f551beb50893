import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import type { DetailListener } from './detailListener.ts';
import { mayAct, type StepContext, type StepView } from './stepView.ts';

/** Step 2: checks what would be sent, and sends it. */
export class SendView implements StepView {
  readonly element = element('div', { class: 'step-view' });
  readonly #check: PushButton;
  readonly #send: PushButton;

  constructor(listener: DetailListener) {
    this.#check = new PushButton(t('Check'), 'secondary', () => {
      listener.check('send');
    });
    this.#send = new PushButton(t('Send the invitation…'), 'primary', () => {
      listener.advance('send');
    });
    this.#send.hint = t('VS Code asks you before anything is sent.');
    this.element.append(element('div', { class: 'form-actions' }, this.#check.element, this.#send.element));
  }

  show(context: StepContext): void {
    const step = context.engagement.steps.find((each) => each.step === 'send_invitations');
    this.#check.enabled = mayAct(context);
    // One that waits already would be left out: it is resent in the invitations panel, which says what that takes.
    this.#send.enabled = mayAct(context) && step?.state !== 'done';
  }
}
