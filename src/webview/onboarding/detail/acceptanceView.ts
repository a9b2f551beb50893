import type { PanelFollowUp } from '../../../protocol/onboardingMessages.ts';
import { dayWords } from '../../partners/words.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { time } from '../../ui/time.ts';
import { keepFocus } from '../keepFocus.ts';
import { followUpState, followUpTitle } from '../words.ts';
import type { DetailListener } from './detailListener.ts';
import { MailBlock } from './mailBlock.ts';
import { mayAct, type StepContext, type StepView } from './stepView.ts';

/** Step 3: what the service says of the invitation, and whether the partner wants a word. */
export class AcceptanceView implements StepView {
  readonly element = element('div', { class: 'step-view' });
  readonly #listener: DetailListener;
  readonly #facts = element('dl', { class: 'facts' });
  readonly #refresh: PushButton;
  readonly #record: PushButton;
  readonly #followUps = element('ul', { class: 'follow-ups' });
  #shown = '';
  #doneButtons: { button: PushButton; followUp: PanelFollowUp }[] = [];

  constructor(listener: DetailListener) {
    this.#listener = listener;
    this.#refresh = new PushButton(t('Look again'), 'secondary', () => {
      listener.refresh();
    });
    this.#record = new PushButton(t('Note the answer in the file'), 'secondary', () => {
      listener.advance('record');
    });
    this.element.append(
      this.#facts,
      element('div', { class: 'form-actions' }, this.#refresh.element, this.#record.element),
      element('h4', { text: t('Follow-ups') }),
      this.#followUps,
    );
  }

  show(context: StepContext): void {
    const { engagement, readAt, reading } = context;
    const { invitationStatus, invitedDays, problem, followUps } = engagement;
    const facts: [string, string][] = [
      [t('Status'), problem ?? invitationStatus ?? t('no invitation')],
      [t('Sent'), invitedDays === undefined ? t('not yet') : dayWords(invitedDays)],
      [t('Last seen'), reading ? t('Reading…') : readAt === undefined ? t('never') : time(readAt)],
    ];
    this.#facts.replaceChildren(...facts.flatMap(([name, value]) => [element('dt', { text: name }), element('dd', { text: value })]));
    this.#refresh.enabled = !reading;
    this.#record.enabled = mayAct(context);
    const now = JSON.stringify([engagement.id, followUps]);
    if (now !== this.#shown) {
      this.#doneButtons = [];
      keepFocus(this.#followUps, () => {
        this.#followUps.replaceChildren(...followUps.map((each) => this.#line(each)));
      });
    }
    this.#shown = now;
    for (const { button, followUp } of this.#doneButtons) button.enabled = mayAct(context) && followUp.state !== 'done';
  }

  #line(followUp: PanelFollowUp): HTMLElement {
    const { day, kind, state, text } = followUp;
    const title = followUpTitle(followUp);
    const mail = new MailBlock(title, {
      copy: (words) => {
        this.#listener.copy(words);
      },
      open: (words) => {
        // An escalation is not for the partner.
        this.#listener.openMail(words, kind !== 'escalation');
      },
    });
    mail.show(text);
    const done = new PushButton(t('Done'), 'secondary', () => {
      this.#listener.advance('follow_up_done', { day });
    });
    done.name = t('Done: {0}', title);
    done.element.dataset['key'] = `done ${day}`;
    this.#doneButtons.push({ button: done, followUp });
    mail.append(done.element, element('span', { class: state === 'due' ? 'badge' : 'muted', text: followUpState(followUp) }));
    return element('li', { attributes: { 'data-state': state } }, mail.element);
  }
}
