import { PushButton } from './button.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';

export type NoticeKind = 'information' | 'warning' | 'error';

/** What the person can do about a notice. */
export interface NoticeAction {
  label: string;
  press: () => void;
}

/** A line that says something now: an error at once, the rest when the screen reader has time. */
export class Notice {
  readonly element = element('div');
  readonly #icon = element('span', { class: 'notice-icon' });
  // Both are there from the beginning: a live region has to be there before its words are.
  readonly #alert = element('span', { attributes: { role: 'alert' } });
  readonly #status = element('span', { attributes: { role: 'status' } });
  readonly #button: PushButton;
  #press: (() => void) | undefined;

  constructor() {
    this.#button = new PushButton('', 'secondary', () => this.#press?.());
    this.element.append(this.#icon, this.#alert, this.#status, this.#button.element);
    this.hide();
  }

  show(kind: NoticeKind, sentence: string, action?: NoticeAction): void {
    this.element.className = 'notice';
    this.element.dataset['kind'] = kind;
    this.#icon.replaceChildren(icon(kind));
    this.#alert.textContent = kind === 'error' ? sentence : '';
    this.#status.textContent = kind === 'error' ? '' : sentence;
    this.#press = action?.press;
    this.#button.label = action?.label ?? '';
    this.#button.element.hidden = action === undefined;
  }

  hide(): void {
    this.element.className = 'unseen';
    this.#icon.replaceChildren();
    this.#alert.textContent = '';
    this.#status.textContent = '';
    this.#button.element.hidden = true;
  }
}
