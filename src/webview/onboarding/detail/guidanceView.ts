import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { keepFocus } from '../keepFocus.ts';
import type { DetailListener } from './detailListener.ts';
import { MailBlock } from './mailBlock.ts';
import { mayAct, type StepContext, type StepView } from './stepView.ts';

/** Step 4: what each side has to do, ready to be sent, and the permissions that were chosen. */
export class GuidanceView implements StepView {
  readonly element = element('div', { class: 'step-view' });
  readonly #listener: DetailListener;
  readonly #mail: MailBlock;
  readonly #roles = element('div', { class: 'guidance' });
  readonly #given: PushButton;
  readonly #check: PushButton;
  readonly #apply: PushButton;
  #shown = '';

  constructor(listener: DetailListener) {
    this.#listener = listener;
    this.#mail = new MailBlock(t('Mail to the partner'), {
      copy: (text) => {
        listener.copy(text);
      },
      open: (text) => {
        listener.openMail(text, true);
      },
    });
    this.#given = new PushButton(t('Guidance was given'), 'secondary', () => {
      listener.advance('guidance_sent');
    });
    this.#mail.append(this.#given.element);
    this.#check = new PushButton(t('Check'), 'secondary', () => {
      listener.check('apply_permissions');
    });
    this.#check.name = t('Check the permissions');
    this.#apply = new PushButton(t('Apply permissions…'), 'primary', () => {
      listener.advance('apply_permissions');
    });
    this.#apply.hint = t('They hold for all partners of the clean room. VS Code asks you before anything is changed.');
    this.element.append(
      element('div', { class: 'form-actions' }, this.#check.element, this.#apply.element),
      this.#mail.element,
      this.#roles,
    );
  }

  show(context: StepContext): void {
    const { guidance } = context.engagement;
    this.#mail.show(guidance.mail);
    this.#given.enabled = mayAct(context);
    this.#check.enabled = mayAct(context);
    this.#apply.enabled = mayAct(context);
    const now = JSON.stringify(guidance.roles);
    if (now === this.#shown) return;
    this.#shown = now;
    keepFocus(this.#roles, () => {
      this.#roles.replaceChildren(...guidance.roles.map((each) => this.#role(each)));
    });
  }

  #role({ role, title, lines }: StepContext['engagement']['guidance']['roles'][number]): HTMLElement {
    const copy = new PushButton(t('Copy'), 'secondary', () => {
      this.#listener.copy(lines.map((line, index) => `${index + 1}. ${line}`).join('\n'));
    });
    copy.name = t('Copy: {0}', title);
    copy.element.dataset['key'] = `copy ${role}`;
    return element(
      'section',
      {},
      element('div', { class: 'form-actions' }, element('h4', { text: title }), copy.element),
      element('ol', {}, ...lines.map((text) => element('li', { text }))),
    );
  }
}
