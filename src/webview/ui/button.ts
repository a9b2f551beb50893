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

  /** What a screen reader says where the label alone does not tell it from others; it begins with the label. */
  set name(name: string) {
    this.element.setAttribute('aria-label', name);
  }

  set enabled(enabled: boolean) {
    this.element.disabled = !enabled;
  }

  /** Why it is as it is; shown on hover. */
  set hint(hint: string) {
    this.element.title = hint;
  }

  focus(): void {
    this.element.focus();
  }
}
