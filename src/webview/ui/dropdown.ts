import './toolkit.ts';
import { element } from './element.ts';

export interface DropdownOption {
  value: string;
  label: string;
}

/**
 * A dropdown of the toolkit. Healed: it has a name; a value survives that its options come later; Ctrl or Cmd with a
 * letter stays a shortcut of VS Code and does not choose an option.
 */
export class LabelledDropdown {
  readonly element = element('vscode-dropdown');
  #value = '';

  constructor(label: string, choose: (value: string) => void) {
    this.element.setAttribute('aria-label', label);
    this.element.title = label;
    const handle = this.element.keydownHandler.bind(this.element);
    // The event goes on to VS Code; only the toolkit does not see it.
    this.element.keydownHandler = (event) => (event.ctrlKey || event.metaKey || event.altKey ? true : handle(event));
    this.element.addEventListener('change', () => {
      this.#value = this.element.value;
      choose(this.#value);
    });
  }

  /** Shows these options with `value` chosen. */
  show(options: readonly DropdownOption[], value: string): void {
    this.#value = value;
    const shown = [...this.element.querySelectorAll('vscode-option')];
    const same = shown.length === options.length && options.every((each, at) => sameOption(shown[at], each));
    if (!same) {
      this.element.replaceChildren(
        ...options.map((option) => element('vscode-option', { text: option.label, attributes: { value: option.value } })),
      );
    }
    // The toolkit learns of its options after they have been rendered, and forgets the value until then.
    requestAnimationFrame(() => {
      this.element.value = this.#value;
    });
  }
}

function sameOption(shown: Element | undefined, { value, label }: DropdownOption): boolean {
  return shown?.getAttribute('value') === value && shown.textContent === label;
}
