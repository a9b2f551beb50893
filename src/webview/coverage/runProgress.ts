import type { PanelProgress } from '../../protocol/coverageMessages.ts';
import type { Announcer } from '../ui/announcer.ts';
import { PushButton } from '../ui/button.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';

/** How far the running job is, and the way to stop it. */
export class RunProgress {
  readonly element = element('div', { class: 'run' });
  readonly #bar = element('progress', { attributes: { 'aria-label': t('Progress') } });
  readonly #words = element('span', { class: 'run-words' });
  readonly #cancel: PushButton;
  readonly #announcer: Announcer;
  #running = false;

  constructor(announcer: Announcer, cancel: () => void) {
    this.#announcer = announcer;
    this.#cancel = new PushButton(t('Cancel'), 'secondary', () => {
      this.#cancel.enabled = false;
      cancel();
    });
    this.element.append(this.#bar, this.#words, this.#cancel.element);
    this.element.hidden = true;
  }

  get running(): boolean {
    return this.#running;
  }

  show({ running, done, total, message }: PanelProgress): void {
    if (running && !this.#running) this.#cancel.enabled = true;
    this.#running = running;
    this.element.hidden = !running;
    this.#bar.max = Math.max(total, 1);
    if (total > 0) this.#bar.value = done;
    else this.#bar.removeAttribute('value');
    this.#words.textContent = total > 0 ? t('{0} of {1}: {2}', done, total, message) : message;
    if (running) this.#announcer.say(this.#words.textContent);
  }

  /** The request to stop was not heard: it may be made again. */
  allowCancel(): void {
    this.#cancel.enabled = true;
  }
}
