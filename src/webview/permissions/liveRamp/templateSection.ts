import type { PanelFlag, PermissionFlagName } from '../../../protocol/permissionMessages.ts';
import { PushButton } from '../../ui/button.ts';
import { CheckBox } from '../../ui/checkBox.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { RadioGroup } from '../../ui/radioGroup.ts';
import { counted, t } from '../../ui/text.ts';
import { asItIsNow, isUntouched, withFlags } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';

/** The value of the radio button for flags of one's own, and of the one that takes everything back. */
const custom = 'custom';
const now = 'now';
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
      change((draft, form) => withFlags(draft, form.permissions, form.now, draft));
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
      { value: now, label: t('As it is now') },
      ...permissions.templates.map(({ id, title }) => ({ value: valueOf(id), label: title })),
      { value: custom, label: t('Custom') },
    ];
    // Made anew only where they differ: a radio button that is pressed has the focus.
    if (JSON.stringify(templates) !== this.#shownTemplates) this.#templates.show(templates);
    this.#shownTemplates = JSON.stringify(templates);
    this.#templates.value = isUntouched(draft) ? now : valueOf(draft.template);
    this.#templates.enabled = enabled;
    for (const { name } of permissions.flags) {
      const box = this.#boxes.get(name);
      if (box === undefined) continue;
      box.checked = flags[name];
      box.partly = draft.asTheyAre.has(name);
      box.enabled = enabled;
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
    this.#again.enabled = enabled && size > 0 && !isUntouched(draft);
  }

  #makeFlags(flags: readonly PanelFlag[]): void {
    this.#flags.append(element('legend', { class: 'field-label', text: t('Flags') }));
    for (const { name, title, lever, sentence } of flags) {
      if (lever === 'none' || lever === 'always') {
        const words = lever === 'always' ? t('{0}: always', title) : t('{0}: no lever', title);
        this.#flags.append(
          element('div', { class: 'field' }, element('span', { text: words }), element('p', { class: 'field-help', text: sentence })),
        );
        continue;
      }
      const box = new CheckBox({ label: title, help: sentence }, (checked) => {
        this.#set({ [name]: checked });
      });
      this.#boxes.set(name, box);
      this.#flags.append(box.element);
    }
  }

  #choose(value: string): void {
    const template = this.#form?.permissions.templates.find(({ id }) => valueOf(id) === value);
    this.#change((draft, form) => {
      if (value === now) return asItIsNow(draft, form.permissions, form.now);
      if (template === undefined) return { ...draft, template: '', chosen: true };
      return withFlags(draft, form.permissions, form.now, { template: template.id, flags: template.flags });
    });
  }

  /** Flags of one's own: the template that was chosen does not say this. */
  #set(flags: Partial<RoomForm['draft']['flags']>): void {
    this.#change((draft, form) =>
      withFlags(draft, form.permissions, form.now, {
        template: '',
        flags: { ...draft.flags, ...flags },
        asTheyAre: new Set([...draft.asTheyAre].filter((name) => !(name in flags))),
      }),
    );
  }
}
