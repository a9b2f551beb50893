import type { NewRoomWish } from '../../../protocol/invitationMessages.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { Details } from '../../ui/details.ts';
import { LabelledDropdown, type DropdownOption } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { LabelledTextArea } from '../../ui/textArea.ts';
import { LabelledTextField } from '../../ui/textField.ts';
import { cloudOptions, featureOptions, regionOptions, typeOptions } from './newRoomWords.ts';
import type { FormProblems } from './wishOf.ts';

/** What a clean room that is yet to be made is to be. */
export class NewRoomFields {
  readonly element: HTMLElement;
  readonly #name: LabelledTextField;
  readonly #type: LabelledDropdown;
  readonly #cloud: LabelledDropdown;
  readonly #region: LabelledDropdown;
  readonly #subRegion: LabelledTextField;
  readonly #startAt: LabelledTextField;
  readonly #endAt: LabelledTextField;
  readonly #description: LabelledTextArea;
  readonly #features: { feature: NewRoomWish['features'][number]; box: CheckBox }[];

  constructor(change: (change: Partial<NewRoomWish>) => void) {
    this.#name = new LabelledTextField({ label: t('Name of the clean room'), required: true }, (name) => {
      change({ name });
    });
    this.#type = dropdownOf({ label: t('Type') }, typeOptions(), (type) => {
      change({ type });
    });
    this.#cloud = dropdownOf({ label: t('Cloud') }, cloudOptions(), (cloud) => {
      change({ cloud });
    });
    this.#region = dropdownOf({ label: t('Region') }, regionOptions(), (region) => {
      change({ region });
    });
    this.#subRegion = new LabelledTextField(
      {
        label: t('Part of the Region'),
        help: t('As LiveRamp names it, for example SUB_REGION_EAST1. Leave it empty where the Region has no parts.'),
      },
      (subRegion) => {
        change({ subRegion });
      },
    );
    this.#startAt = new LabelledTextField({ label: t('Starts on'), help: t('yyyy-mm-dd; today where it is empty.') }, (startAt) => {
      change({ startAt });
    });
    this.#endAt = new LabelledTextField({ label: t('Ends on'), help: t('yyyy-mm-dd; never where it is empty.') }, (endAt) => {
      change({ endAt });
    });
    this.#description = new LabelledTextArea({ label: t('Description'), rows: 2 }, (description) => {
      change({ description });
    });
    this.#features = featureOptions().map(({ value, label }) => ({
      feature: value,
      box: new CheckBox({ label }, () => {
        change({ features: this.#features.filter(({ box }) => box.checked).map(({ feature }) => feature) });
      }),
    }));
    const features = element(
      'fieldset',
      { class: 'features' },
      element('legend', { class: 'field-label', text: t('Switched on') }),
      ...this.#features.map(({ box }) => box.element),
    );
    const details = new Details(
      t('Details of the new clean room'),
      this.#name.element,
      element('div', { class: 'form-row' }, this.#type.element, this.#cloud.element, this.#region.element),
      this.#subRegion.element,
      element('div', { class: 'form-row' }, this.#startAt.element, this.#endAt.element),
      this.#description.element,
      features,
    );
    details.open = true;
    this.element = details.element;
  }

  show(room: NewRoomWish, problems: Pick<FormProblems, 'startAt' | 'endAt'>): void {
    this.#name.value = room.name;
    this.#type.value = room.type;
    this.#cloud.value = room.cloud;
    this.#region.value = room.region;
    this.#subRegion.value = room.subRegion;
    this.#startAt.value = room.startAt;
    this.#endAt.value = room.endAt;
    this.#description.value = room.description;
    for (const { feature, box } of this.#features) box.checked = room.features.includes(feature);
    this.#startAt.error = problems.startAt;
    this.#endAt.error = problems.endAt;
  }

  focus(): void {
    this.#name.focus();
  }
}

/** A dropdown that knows which values its options have. */
function dropdownOf<Value extends string>(
  words: { label: string },
  options: readonly (DropdownOption & { value: Value })[],
  choose: (value: Value) => void,
): LabelledDropdown {
  const dropdown = new LabelledDropdown(words, (chosen) => {
    const option = options.find(({ value }) => value === chosen);
    if (option !== undefined) choose(option.value);
  });
  dropdown.show(options);
  return dropdown;
}
