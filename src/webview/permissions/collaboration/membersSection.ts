import type { PanelPartner } from '../../../protocol/permissionMessages.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { t } from '../../ui/text.ts';
import { isChanged, isTicked, withTicks } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';
import { CheckMatrix } from '../matrix/checkMatrix.ts';
import type { MatrixCell, MatrixRow } from '../matrix/matrixContent.ts';
import { tickKey } from '../ticks.ts';
import { abilityWords, costWords, memberStatusWords } from '../words.ts';

/** AWS: the members of a collaboration, what they may do, what they pay; and whether they can receive results. */
export class MembersSection implements FormPart {
  readonly element: HTMLElement;
  readonly #why = element('p', { class: 'muted' });
  readonly #matrix: CheckMatrix;

  constructor(change: ChangeDraft) {
    this.#matrix = new CheckMatrix(
      { name: t('Members'), rowTitle: t('Member') },
      {
        tick: (accountId, _column, ticked) => {
          change((draft, { now }) => withTicks(draft, now, [{ tick: { kind: 'member', accountId }, ticked }]));
        },
      },
    );
    this.element = formSection(t('Members'), this.#why, this.#matrix.element);
  }

  show(form: RoomForm): void {
    const { room, partners } = form.permissions;
    this.#why.textContent = room.ours
      ? t('A change is a change request, which the members may have to approve. Who can query was settled when the collaboration was made.')
      : t('Only the creator, account {0}, can change what members may do.', room.owner);
    this.#matrix.show({
      columns: [
        { id: 'status', title: t('Status') },
        { id: 'abilities', title: t('May do') },
        { id: 'pays', title: t('Pays for') },
        { id: 'receives', title: t('Can receive results') },
      ],
      rows: partners.map((partner) => memberRow(partner, form)),
    });
  }
}

function memberRow({ id, name, status = '', abilities, pays, canReceiveResults }: PanelPartner, form: RoomForm): MatrixRow {
  const { draft, now, enabled, failures, permissions } = form;
  const tick = { kind: 'member' as const, accountId: id };
  const receives: MatrixCell = now.has(tickKey(tick))
    ? { kind: 'check', ticked: isTicked(draft, now, tick), enabled, marks: isChanged(draft, now, tick) ? ['changed'] : [] }
    : { kind: 'text', text: canReceiveResults ? t('yes') : t('no') };
  const failure = failures.get(`abilities|${permissions.room.id}|${id}`);
  return {
    id,
    name,
    detail: id,
    problem: failure === undefined ? '' : t('Not applied: {0}', failure),
    cells: new Map<string, MatrixCell>([
      ['status', { kind: 'text', text: memberStatusWords(status) }],
      ['abilities', { kind: 'text', text: abilities.map(abilityWords).join(', ') || t('brings data') }],
      ['pays', { kind: 'text', text: pays.map(costWords).join(', ') || t('nothing') }],
      ['receives', receives],
    ]),
  };
}
