import type { AddressReading, AddressRules } from '../../partners/addressReading.ts';
import { AddressText } from '../../partners/addressText.ts';
import { PushButton } from '../../ui/button.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';

/** Whom to invite, pasted or from a file, and what AWS lets them do. */
export class AddressesField {
  readonly element = element('div', { class: 'form' });
  readonly #text: AddressText;
  readonly #mayReceive: CheckBox;

  constructor(change: { addresses: (text: string) => void; mayReceiveResults: (may: boolean) => void }, loadFile: () => void) {
    this.#text = new AddressText(
      {
        byEmail: t('Addresses'),
        byAccount: {
          label: t('AWS accounts'),
          help: t(
            'One per line, as Name <123456789012>, or CSV with the columns account_id and name. Under the name the members see the partner.',
          ),
        },
        rows: 5,
      },
      change.addresses,
    );
    this.#mayReceive = new CheckBox(
      { label: t('They can receive results'), help: t('That they can query cannot be given to a member who is added later.') },
      change.mayReceiveResults,
    );
    const load = new PushButton(t('Load CSV file…'), 'secondary', loadFile);
    this.element.append(this.#text.element, element('div', { class: 'form-row' }, load.element), this.#mayReceive.element);
  }

  show(text: string, mayReceiveResults: boolean, reading: AddressReading, { addressedBy }: AddressRules): void {
    this.#text.show(text, reading, addressedBy);
    this.#mayReceive.element.hidden = addressedBy === 'email';
    this.#mayReceive.checked = mayReceiveResults;
  }
}
