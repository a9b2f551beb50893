import { element } from '../ui/element.ts';
import type { FieldWords } from '../ui/field.ts';
import { t } from '../ui/text.ts';
import { LabelledTextArea } from '../ui/textArea.ts';
import { readingProblem, readingWarning, readingWords, type AddressReading, type AddressRules } from './addressReading.ts';

/** Pasted addresses of partners, with a line that says at once what of them can be used. */
export class AddressText {
  readonly element = element('div', { class: 'form' });
  readonly #byEmail: LabelledTextArea;
  readonly #byAccount: LabelledTextArea;
  readonly #reading = element('p', { class: 'reading', attributes: { role: 'status' } });

  /** @param byEmail the label, where the service names partners by e-mail address; `byAccount`: where by AWS account */
  constructor(
    { byEmail, byAccount, rows }: { byEmail: string; byAccount: Pick<FieldWords, 'label' | 'help'>; rows: number },
    change: (text: string) => void,
  ) {
    const help = t(
      "E-mail addresses of the partners' administrators: one per line or separated by commas, as Name <address>, or CSV with a column email.",
    );
    this.#byEmail = new LabelledTextArea({ label: byEmail, help, rows, required: true }, change);
    this.#byAccount = new LabelledTextArea({ ...byAccount, rows, required: true }, change);
    this.element.append(this.#byEmail.element, this.#byAccount.element, this.#reading);
  }

  show(text: string, reading: AddressReading, addressedBy: AddressRules['addressedBy']): void {
    const byEmail = addressedBy === 'email';
    this.#byEmail.element.hidden = !byEmail;
    this.#byAccount.element.hidden = byEmail;
    const field = byEmail ? this.#byEmail : this.#byAccount;
    field.value = text;
    field.error = readingProblem(reading);
    field.warning = readingWarning(reading);
    const words = readingWords(reading);
    // A live region that is written anew is spoken anew.
    if (this.#reading.textContent !== words) this.#reading.textContent = words;
  }

  focus(): void {
    (this.#byEmail.element.hidden ? this.#byAccount : this.#byEmail).focus();
  }
}
