import type { PanelPartner, PanelUser } from '../../../protocol/permissionMessages.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { scrollRegion } from '../../ui/scrollRegion.ts';
import { t } from '../../ui/text.ts';
import { withRole } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';

/** The users of each partner, and their roles. */
export class RolesSection implements FormPart {
  readonly element: HTMLElement;
  readonly #change: ChangeDraft;
  readonly #none = element('p', { class: 'muted', text: t('Nobody takes part in this clean room yet.') });
  readonly #body = element('tbody');
  readonly #table: HTMLElement;
  #rows = new Map<string, { dropdown: LabelledDropdown | undefined; cell: HTMLElement; problem: HTMLElement; user: PanelUser }>();
  #structure = '';

  constructor(change: ChangeDraft) {
    this.#change = change;
    const headers = [t('Partner'), t('User'), t('Role')].map((text) => element('th', { text, attributes: { scope: 'col' } }));
    this.#table = scrollRegion(
      t('Roles of users'),
      element('table', { class: 'data' }, element('thead', {}, element('tr', {}, ...headers)), this.#body),
    );
    this.element = formSection(t('Partners and their users'), this.#none, this.#table);
  }

  show({ permissions: { partners }, draft, enabled, failures }: RoomForm): void {
    this.#none.hidden = partners.length > 0;
    this.#table.hidden = partners.length === 0;
    const structure = JSON.stringify(partners);
    if (structure !== this.#structure) {
      this.#structure = structure;
      this.#rows = new Map();
      this.#body.replaceChildren(...partners.flatMap((partner) => this.#partnerRows(partner)));
    }
    for (const [userId, { dropdown, cell, problem, user }] of this.#rows) {
      const wished = draft.roles.get(userId) ?? user.roleId;
      if (dropdown !== undefined) {
        dropdown.value = wished;
        dropdown.enabled = enabled;
      }
      cell.dataset['marks'] = wished === user.roleId || user.fixed ? '' : 'changed';
      const failure = failures.get(`role|${userId}`);
      problem.textContent = failure === undefined ? '' : t('Not applied: {0}', failure);
    }
  }

  #partnerRows(partner: PanelPartner): HTMLElement[] {
    const { name, users, problem } = partner;
    const words = problem === undefined ? [] : [element('span', { class: 'row-problem', text: problem })];
    if (users.length === 0) {
      const nobody = element('td', { class: 'muted', text: t('no users'), attributes: { colspan: '2' } });
      return [element('tr', {}, element('th', { text: name, attributes: { scope: 'row' } }, ...words), nobody)];
    }
    return users.map((user) => {
      const header = element('th', { text: name, attributes: { scope: 'row' } }, ...words);
      const who = element('td', {}, element('span', { text: user.name }), element('span', { class: 'row-detail muted', text: user.email }));
      return element('tr', {}, header, who, this.#roleCell(partner, user));
    });
  }

  #roleCell({ roles }: PanelPartner, user: PanelUser): HTMLElement {
    const problem = element('span', { class: 'row-problem' });
    const cell = element('td', { class: 'role' });
    if (user.fixed || roles.length === 0) {
      const why = user.fixed ? t('{0} (the API does not change it)', user.role) : user.role;
      cell.append(element('span', { text: why === '' ? t('none') : why }), problem);
      this.#rows.set(user.id, { dropdown: undefined, cell, problem, user });
      return cell;
    }
    const dropdown = new LabelledDropdown({ label: t('Role of {0}', user.email), labelUnseen: true }, (roleId) => {
      this.#change((draft) => withRole(draft, user.id, roleId, user.roleId));
    });
    // The role that he has now may be none that can be given, or none at all.
    const present = roles.some(({ id }) => id === user.roleId) ? [] : [{ id: user.roleId, name: user.role === '' ? t('none') : user.role }];
    dropdown.show(
      [...present, ...roles].map(({ id, name }) => ({ value: id, label: name })),
      user.roleId,
    );
    cell.append(dropdown.element, element('span', { class: 'mark', attributes: { 'aria-hidden': 'true' } }), problem);
    this.#rows.set(user.id, { dropdown, cell, problem, user });
    return cell;
  }
}
