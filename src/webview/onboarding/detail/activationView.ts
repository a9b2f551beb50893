import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { LabelledTextArea } from '../../ui/textArea.ts';
import { time } from '../../ui/time.ts';
import type { DetailListener } from './detailListener.ts';
import { MailBlock } from './mailBlock.ts';
import { mayAct, type StepContext, type StepView } from './stepView.ts';

/** Step 6: activates where everything has passed, else only with a reason; afterwards whom to tell. */
export class ActivationView implements StepView {
  readonly element = element('div', { class: 'step-view' });
  readonly #state = element('p');
  readonly #activate: PushButton;
  readonly #reason: LabelledTextArea;
  readonly #override: PushButton;
  readonly #mail: MailBlock;
  readonly #deed = element('div', { class: 'form' });
  readonly #otherwise = element('div', { class: 'form' });
  #said = '';

  constructor(listener: DetailListener) {
    this.#activate = new PushButton(t('Activate'), 'primary', () => {
      listener.advance('activate');
    });
    this.#reason = new LabelledTextArea(
      {
        label: t('Reason to activate all the same'),
        help: t('It is kept in the file, with your name and with what did not pass.'),
        rows: 2,
      },
      (text) => {
        listener.reason(text);
      },
    );
    this.#override = new PushButton(t('Activate with this reason'), 'secondary', () => {
      listener.advance('activate', { overrideReason: this.#said });
    });
    this.#mail = new MailBlock(t('Mail to the partner: ready'), {
      copy: (text) => {
        listener.copy(text);
      },
      open: (text) => {
        listener.openMail(text, true);
      },
    });
    this.#otherwise.append(this.#reason.element, element('div', { class: 'form-actions' }, this.#override.element));
    this.#deed.append(element('div', { class: 'form-actions' }, this.#activate.element), this.#otherwise);
    this.element.append(this.#state, this.#deed, this.#mail.element);
  }

  show(context: StepContext): void {
    const { engagement, reason } = context;
    const { activatedAt, overrideReason, activationMail, steps, address } = engagement;
    const passed = steps.find(({ step }) => step === 'validation')?.state === 'done';
    this.#deed.hidden = activatedAt !== undefined;
    this.#mail.element.hidden = activatedAt === undefined;
    this.#mail.show(activationMail);
    this.#activate.enabled = mayAct(context) && passed;
    this.#otherwise.hidden = passed;
    this.#reason.value = reason;
    this.#said = reason.trim();
    this.#override.enabled = mayAct(context) && this.#said !== '';
    this.#state.textContent =
      activatedAt !== undefined
        ? [
            t('Activated {0}. Tell {1}, and whoever waits for it here.', time(activatedAt), address),
            overrideReason === undefined ? '' : t('Not everything had passed; the reason: {0}', overrideReason),
          ]
            .join(' ')
            .trim()
        : passed
          ? t('Everything passed. The checks run once more before it is activated.')
          : t('The checks have not all passed: mend what failed in the step before, or give a reason.');
  }
}
