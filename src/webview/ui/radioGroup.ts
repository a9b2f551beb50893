import { element } from './element.ts';
import { Field, labelOf, type FieldWords } from './field.ts';
import { idOf } from './ids.ts';

export interface RadioOption {
  value: string;
  label: string;
  /** What choosing it means. */
  help?: string;
}

/** The browser's own radio buttons in a group with a legend. */
export class RadioGroup extends Field {
  readonly #group: HTMLFieldSetElement;
  readonly #legend: HTMLLegendElement;
  readonly #choose: (value: string) => void;
  #radios: HTMLInputElement[] = [];
  #value = '';

  constructor(words: FieldWords, choose: (value: string) => void) {
    const { label, labelUnseen = false, required = false } = words;
    const group = element('fieldset', { class: 'radio-group', attributes: { role: 'radiogroup' } });
    super(group, { ...words, labelUnseen: true });
    this.#group = group;
    this.#choose = choose;
    this.#legend = labelOf('legend', label, required);
    this.#legend.classList.toggle('unseen', labelUnseen);
    group.append(this.#legend);
    this.describe(group);
  }

  /** Empty where none is chosen. */
  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = value;
    for (const radio of this.#radios) radio.checked = radio.value === value;
  }

  override set enabled(enabled: boolean) {
    this.#group.disabled = !enabled;
  }

  /** Shows these options, with `value` chosen; without it, the one that was chosen before. */
  show(options: readonly RadioOption[], value = this.#value): void {
    const choices = options.map((option) => this.#choice(option));
    this.#radios = choices.map(({ radio }) => radio);
    this.#group.replaceChildren(this.#legend, ...choices.map((choice) => choice.element));
    this.value = value;
  }

  /** Leads to the chosen one, or to the first. */
  override focus(): void {
    (this.#radios.find(({ checked }) => checked) ?? this.#radios[0])?.focus();
  }

  #choice({ value, label, help = '' }: RadioOption): { radio: HTMLInputElement; element: HTMLElement } {
    const radio = element('input', { attributes: { type: 'radio', name: idOf(this.#group), value } });
    radio.addEventListener('change', () => {
      this.#value = value;
      this.#choose(value);
    });
    const choice = element('label', { class: 'choice' }, radio, element('span', { text: label }));
    if (help === '') return { radio, element: choice };
    const words = element('p', { class: 'field-help', text: help });
    radio.setAttribute('aria-describedby', idOf(words));
    return { radio, element: element('div', { class: 'choice-with-help' }, choice, words) };
  }
}
