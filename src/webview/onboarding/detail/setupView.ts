import { PushButton } from '../../ui/button.ts';
import { Details } from '../../ui/details.ts';
import { element } from '../../ui/element.ts';
import { LinkButton } from '../../ui/linkButton.ts';
import { t } from '../../ui/text.ts';
import { time } from '../../ui/time.ts';
import { flagList } from '../setup/flagList.ts';
import type { DetailListener } from './detailListener.ts';
import type { StepContext, StepView } from './stepView.ts';

/** Step 1 of an engagement that was begun: what was set up, where it is kept, and what has happened since. */
export class SetupView implements StepView {
  readonly element = element('div', { class: 'step-view' });
  readonly #facts = element('dl', { class: 'facts' });
  readonly #flags = element('div');
  readonly #flagsShown = new Details(t('What it opens, and for whom'), this.#flags);
  readonly #note = element('p', { class: 'lines' });
  readonly #noteShown = new Details(t('Note'), this.#note);
  readonly #events = element('ul', { class: 'events' });
  readonly #close: PushButton;
  readonly #reopen: PushButton;

  constructor(listener: DetailListener) {
    const file = new LinkButton(t('Open the file'), () => {
      listener.openFile();
    });
    this.#close = new PushButton(t('Close this onboarding'), 'secondary', () => {
      listener.advance('close');
    });
    this.#close.hint = t('The file stays; an invitation that still waits is not taken back.');
    this.#reopen = new PushButton(t('Reopen'), 'secondary', () => {
      listener.advance('reopen');
    });
    this.element.append(
      this.#facts,
      this.#flagsShown.element,
      this.#noteShown.element,
      new Details(t('What has happened'), this.#events).element,
      element('div', { class: 'form-actions' }, file.element, this.#close.element, this.#reopen.element),
    );
  }

  show({ engagement, picture, activity }: StepContext): void {
    const { address, room, flow, template, flags, note, events, closedAt } = engagement;
    const facts: [string, string][] = [
      [t('Partner'), address],
      [t('Clean room'), room],
      [t('Flow'), picture.flows.find(({ id }) => id === flow)?.title ?? flow],
      [t('Permissions'), picture.templates.find(({ id }) => id === template)?.title ?? template],
    ];
    this.#facts.replaceChildren(...facts.flatMap(([name, value]) => [element('dt', { text: name }), element('dd', { text: value })]));
    this.#flags.replaceChildren(flagList(flags, picture.flags));
    this.#noteShown.element.hidden = note === '';
    this.#note.textContent = note;
    this.#events.replaceChildren(
      ...events.map(({ at, by, what, detail }) =>
        element('li', { text: `${time(at)} · ${by}: ${what}${detail === '' ? '' : ` (${detail})`}` }),
      ),
    );
    const free = activity.mayWrite && !activity.busy;
    this.#close.enabled = free;
    this.#reopen.enabled = free;
    this.#close.element.hidden = closedAt !== undefined;
    this.#reopen.element.hidden = closedAt === undefined;
  }
}
