import './toolkit.ts';
import { element } from './element.ts';

/** A push button of the toolkit with words on it. */
export class PushButton {
  readonly element = element('vscode-button');

  /** @param press what a click or the keyboard does, unless the button is disabled */
  constructor(label: string, appearance: 'primary' | 'secondary', press: () => void) {
    this.element.setAttribute('appearance', appearance);
    this.label = label;
    this.element.addEventListener('click', () => {
      if (!this.element.disabled) press();
    });
  }

  set label(label: string) {
    this.element.textContent = label;
  }

  set enabled(enabled: boolean) {
    this.element.disabled = !enabled;
  }

  /** Why it is as it is; shown on hover. */
  set hint(hint: string) {
    this.element.title = hint;
  }
}
