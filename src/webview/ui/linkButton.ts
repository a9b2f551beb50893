import { element } from './element.ts';

/** A button that looks like a link and stands among words. */
export class LinkButton {
  readonly element = element('button', { class: 'link', attributes: { type: 'button' } });

  constructor(label: string, press: () => void) {
    this.label = label;
    this.element.addEventListener('click', () => {
      press();
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

  focus(): void {
    this.element.focus();
  }
}
