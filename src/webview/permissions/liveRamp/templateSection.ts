import type { PanelFlag, PermissionFlagName } from '../../../protocol/permissionMessages.ts';
import { PushButton } from '../../ui/button.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { RadioGroup } from '../../ui/radioGroup.ts';
import { counted, t } from '../../ui/text.ts';
import { withFlags } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';

/** The value of the radio button for flags of one's own. */
const custom = 'custom';
/** A template's id may be anything, `custom` too. */
const valueOf = (id: string): string => (id === '' ? custom : `template:${id}`);

/** Templates, the nine flags with what moves each, and the role. What is chosen here sets the tables below. */
export class TemplateSection implements FormPart {
  readonly element: HTMLElement;
  readonly #change: ChangeDraft;
  readonly #templates: RadioGroup;
  readonly #flags = element('fieldset', { class: 'flags' });
  readonly #role: LabelledDropdown;
  readonly #again: PushButton;
  readonly #boxes = new Map<PermissionFlagName, CheckBox>();
  #shownTemplates = '';
  #form: RoomForm | undefined;

  constructor(change: ChangeDraft) {
    this.#change = change;
    this.#templates = new RadioGroup(
      {
        label: t('Template'),
        help: t('Sets the selected questions, our datasets and the roles below; nothing is sent before you apply it.'),
      },
      (value) => {
        this.#choose(value);
      },
    );
    this.#role = new LabelledDropdown(
      {
        label: t('Role of partner users'),
        help: t('Administrators and Partner Administrators keep theirs: the API does not change these roles.'),
      },
      (role) => {
        this.#set({ role: role === '' ? undefined : role });
      },
    );
    this.#again = new PushButton('', 'secondary', () => {
      change((draft, { permissions, now }) => withFlags(draft, permissions, now, draft.template, draft.flags));
    });
    this.element = formSection(
      t('What partners may do'),
      element(
        'div',
        { class: 'template-columns' },
        this.#templates.element,
        element('div', { class: 'form' }, this.#flags, this.#role.element),
      ),
      element('div', { class: 'form-actions' }, this.#again.element),
    );
  }

  show(form: RoomForm): void {
    this.#form = form;
    const { draft, permissions, enabled } = form;
    const { flags } = draft;
    if (this.#boxes.size === 0) this.#makeFlags(permissions.flags);
    const templates = [
      ...permissions.templates.map(({ id, title }) => ({ value: valueOf(id), label: title })),
      { value: custom, label: t('Custom') },
    ];
    // Made anew only where they differ: a radio button that is pressed has the focus.
    if (JSON.stringify(templates) !== this.#shownTemplates) this.#templates.show(templates);
    this.#shownTemplates = JSON.stringify(templates);
    this.#templates.value = valueOf(draft.template);
    this.#templates.enabled = enabled;
    for (const { name, lever } of permissions.flags) {
      const box = this.#boxes.get(name);
      if (box === undefined) continue;
      box.checked = lever === 'always' || flags[name];
      box.enabled = enabled && (lever === 'question_permission' || lever === 'dataset_assignment');
    }
    const names = new Set(permissions.partners.flatMap(({ roles }) => roles.map(({ name }) => name)));
    if (flags.role !== undefined) names.add(flags.role);
    this.#role.show(
      [{ value: '', label: t('Leave roles as they are') }, ...[...names].map((name) => ({ value: name, label: name }))],
      flags.role ?? '',
    );
    this.#role.enabled = enabled && names.size > 0;
    const { size } = draft.selected;
    this.#again.label = counted(size, t('Set 1 selected question'), t('Set {0} selected questions', size));
    this.#again.hint = t('Sets them again by template or flags, as after selecting others.');
    this.#again.enabled = enabled && size > 0;
  }

  #makeFlags(flags: readonly PanelFlag[]): void {
    this.#flags.append(element('legend', { class: 'field-label', text: t('Flags') }));
    for (const { name, title, sentence } of flags) {
      const box = new CheckBox({ label: title, help: sentence }, (checked) => {
        this.#set({ [name]: checked });
      });
      this.#boxes.set(name, box);
      this.#flags.append(box.element);
    }
  }

  #choose(value: string): void {
    const template = this.#form?.permissions.templates.find(({ id }) => valueOf(id) === value);
    this.#change((draft, { permissions, now }) =>
      template === undefined ? { ...draft, template: '', chosen: true } : withFlags(draft, permissions, now, template.id, template.flags),
    );
  }

  /** Flags of one's own: the template that was chosen does not say this. */
  #set(flags: Partial<RoomForm['draft']['flags']>): void {
    this.#change((draft, { permissions, now }) => withFlags(draft, permissions, now, '', { ...draft.flags, ...flags }));
  }
}
