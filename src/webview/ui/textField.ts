import './toolkit.ts';
import { element } from './element.ts';

/**
 * A text field of the toolkit whose placeholder stands for its label. Healed: it has a name. The toolkit takes the name
 * from the field's own words, "Text field" where it has none, whatever the page has said before: so these words are its
 * name, unseen.
 */
export class LabelledTextField {
  readonly element = element('vscode-text-field', { class: 'label-unseen' });

  /** @param change called with every letter typed */
  constructor(label: string, placeholder: string, change: (value: string) => void) {
    this.element.textContent = label;
    this.element.setAttribute('placeholder', placeholder);
    this.element.title = label;
    this.element.addEventListener('input', () => {
      change(this.element.value);
    });
  }

  set value(value: string) {
    if (this.element.value !== value) this.element.value = value;
  }
}
