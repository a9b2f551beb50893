import type { PanelCheck } from '../../../protocol/onboardingMessages.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { picturedWords } from '../../ui/picturedWords.ts';
import { t } from '../../ui/text.ts';
import { time } from '../../ui/time.ts';
import { keepFocus } from '../keepFocus.ts';
import { checkWords } from '../words.ts';
import type { DetailListener } from './detailListener.ts';
import { MailBlock } from './mailBlock.ts';
import { mayAct, type StepContext, type StepView } from './stepView.ts';

/** Step 5: the checks, what came of each, and how to mend what failed. */
export class ValidationView implements StepView {
  readonly element = element('div', { class: 'step-view' });
  readonly #listener: DetailListener;
  readonly #run: PushButton;
  readonly #when = element('p', { class: 'muted' });
  readonly #checks = element('ul', { class: 'checks items' });
  #shown = '';
  #fixes: PushButton[] = [];

  constructor(listener: DetailListener) {
    this.#listener = listener;
    this.#run = new PushButton(t('Run checks'), 'primary', () => {
      listener.advance('validate');
    });
    this.element.append(element('div', { class: 'form-actions' }, this.#run.element), this.#when, this.#checks);
  }

  show(context: StepContext): void {
    const { validation, id } = context.engagement;
    const failed = validation?.checks.filter(({ state }) => state === 'failed') ?? [];
    const unexplained = failed.length > 0 && failed.every(({ remedies }) => remedies.length === 0);
    this.#run.enabled = mayAct(context);
    this.#when.textContent =
      validation === undefined
        ? t('Nothing was checked yet.')
        : [t('Checked {0}.', time(validation.at)), unexplained ? t('Run the checks to see how to mend what failed.') : ''].join(' ').trim();
    const now = JSON.stringify([id, validation?.checks]);
    if (now !== this.#shown) {
      this.#shown = now;
      this.#fixes = [];
      keepFocus(this.#checks, () => {
        this.#checks.replaceChildren(...(validation?.checks ?? []).map((check) => this.#line(check)));
      });
    }
    for (const fix of this.#fixes) fix.enabled = mayAct(context);
  }

  #line(check: PanelCheck): HTMLElement {
    const { title, state, detail, evidence } = check;
    const line = element(
      'li',
      { attributes: { 'data-state': state } },
      picturedWords(checkWords(state), state),
      element('span', { class: 'what', text: title }),
    );
    if (detail !== '') line.append(element('p', { class: 'why', text: detail }));
    if (evidence.length > 0) line.append(element('ul', { class: 'why' }, ...evidence.map((text) => element('li', { text }))));
    const remedies = check.remedies.map((remedy, index) => this.#remedy(check, remedy, index));
    if (remedies.length > 0) line.append(element('div', { class: 'remedies' }, ...remedies));
    return line;
  }

  #remedy({ id, title: about }: PanelCheck, { title, runs, text }: PanelCheck['remedies'][number], index: number): HTMLElement {
    if (runs) {
      const fix = new PushButton(t('{0}…', title), 'secondary', () => {
        this.#listener.mend(id, index);
      });
      fix.name = t('{0}… ({1})', title, about);
      fix.element.dataset['key'] = `fix ${id} ${index}`;
      this.#fixes.push(fix);
      return fix.element;
    }
    if (text === undefined) return element('p', { text: title });
    const mail = new MailBlock(title, {
      copy: (words) => {
        this.#listener.copy(words);
      },
      open: (words) => {
        this.#listener.openMail(words, true);
      },
    });
    mail.show(text);
    return mail.element;
  }
}
