import './toolkit.ts';
import type { Dropdown } from './toolkit.ts';
import { element } from './element.ts';
import { Field, type FieldWords } from './field.ts';

export interface DropdownOption {
  value: string;
  label: string;
}

/**
 * A dropdown of the toolkit. Healed: it has a name; a value survives that its options come later; Ctrl or Cmd with a
 * letter stays a shortcut of VS Code and does not choose an option.
 */
export class LabelledDropdown extends Field {
  readonly #dropdown: Dropdown;
  #options: readonly DropdownOption[] = [];
  #value = '';

  constructor(words: FieldWords, choose: (value: string) => void) {
    const dropdown = element('vscode-dropdown');
    super(dropdown, words);
    this.#dropdown = dropdown;
    dropdown.setAttribute('aria-label', words.label);
    if (words.labelUnseen === true) dropdown.title = words.label;
    const handle = dropdown.keydownHandler.bind(dropdown);
    // The event goes on to VS Code; only the toolkit does not see it.
    dropdown.keydownHandler = (event) => (event.ctrlKey || event.metaKey || event.altKey ? true : handle(event));
    dropdown.addEventListener('change', () => {
      this.#value = dropdown.value;
      choose(this.#value);
    });
    this.describe(dropdown);
  }

  /** The first option, where none has the value that was set. */
  get value(): string {
    return (this.#options.find(({ value }) => value === this.#value) ?? this.#options[0])?.value ?? this.#value;
  }

  set value(value: string) {
    this.show(this.#options, value);
  }

  override set enabled(enabled: boolean) {
    this.#dropdown.disabled = !enabled;
  }

  /** Shows these options, with `value` chosen; without it, the one that was chosen before. */
  show(options: readonly DropdownOption[], value = this.#value): void {
    this.#options = options;
    this.#value = value;
    const shown = [...this.#dropdown.querySelectorAll('vscode-option')];
    const same = shown.length === options.length && options.every((each, at) => sameOption(shown[at], each));
    if (!same) {
      this.#dropdown.replaceChildren(
        ...options.map((option) => element('vscode-option', { text: option.label, attributes: { value: option.value } })),
      );
    }
    // The toolkit learns of its options after they have been rendered, and forgets the value until then.
    requestAnimationFrame(() => {
      this.#dropdown.value = this.value;
    });
  }

  override focus(): void {
    this.#dropdown.focus();
  }
}

function sameOption(shown: Element | undefined, { value, label }: DropdownOption): boolean {
  return shown?.getAttribute('value') === value && shown.textContent === label;
}
