import type { PanelRun } from '../../protocol/partnerMessages.ts';
import { BusyIndicator } from '../ui/busyIndicator.ts';
import { PushButton } from '../ui/button.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';

/** What is under way: how far a run is, with a button that stops it. */
export class RunLine {
  readonly element = element('div', { class: 'run' });
  readonly #busy = new BusyIndicator();
  readonly #count = element('span', { class: 'muted' });
  readonly #stop: PushButton;

  constructor(stop: () => void) {
    this.#stop = new PushButton(t('Stop'), 'secondary', () => {
      this.#stop.enabled = false;
      stop();
    });
    this.#stop.hint = t('What is under way finishes; nothing new begins.');
    this.element.append(this.#busy.element, this.#count, this.#stop.element);
    this.hide();
  }

  /** @param words what the run does, as "Sending the invitations…" */
  showRun({ done, total, message }: PanelRun, words: string): void {
    this.#busy.show(words);
    this.#count.textContent = total === 0 ? message : t('{0} of {1}', done, total);
    this.#stop.element.hidden = false;
  }

  /** Something that cannot be stopped, as the making of a plan. */
  showWork(words: string): void {
    this.#busy.show(words);
    this.#count.textContent = '';
    this.#stop.element.hidden = true;
  }

  hide(): void {
    this.#busy.hide();
    this.#count.textContent = '';
    this.#stop.enabled = true;
    this.#stop.element.hidden = true;
  }
}
