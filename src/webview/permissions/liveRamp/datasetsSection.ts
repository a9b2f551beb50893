import type { PanelDataset } from '../../../protocol/permissionMessages.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { t } from '../../ui/text.ts';
import { isChanged, isTicked, withTicks } from '../draft.ts';
import type { ChangeDraft, FormPart, RoomForm } from '../form.ts';
import { CheckMatrix } from '../matrix/checkMatrix.ts';
import type { MatrixCell, MatrixRow } from '../matrix/matrixContent.ts';

/** Which datasets partners may assign to questions themselves. */
export class DatasetsSection implements FormPart {
  readonly element: HTMLElement;
  readonly #matrix: CheckMatrix;
  readonly #none = element('p', { class: 'muted', text: t('There are no datasets in this clean room.') });

  constructor(change: ChangeDraft) {
    this.#matrix = new CheckMatrix(
      { name: t('Datasets'), rowTitle: t('Dataset') },
      {
        tick: (datasetId, _column, ticked) => {
          change((draft, { now }) => withTicks(draft, now, [{ tick: { kind: 'dataset', datasetId }, ticked }]));
        },
      },
    );
    this.element = formSection(t('Datasets'), this.#none, this.#matrix.element);
  }

  show(form: RoomForm): void {
    const { datasets = [] } = form.permissions;
    this.#none.hidden = datasets.length > 0;
    this.#matrix.element.hidden = datasets.length === 0;
    this.#matrix.show({
      columns: [
        { id: 'organisation', title: t('Of') },
        { id: 'status', title: t('Status') },
        { id: 'assign', title: t('Partners can assign') },
      ],
      rows: datasets.map((dataset) => datasetRow(dataset, form)),
    });
  }
}

function datasetRow({ id, name, organisation, ours, status, partnerCanAssign }: PanelDataset, form: RoomForm): MatrixRow {
  const { draft, now, enabled, failures, permissions } = form;
  const tick = { kind: 'dataset' as const, datasetId: id };
  const assign: MatrixCell = ours
    ? { kind: 'check', ticked: isTicked(draft, now, tick), enabled, marks: isChanged(draft, now, tick) ? ['changed'] : [] }
    : { kind: 'text', text: assignmentWords(partnerCanAssign, permissions.room.ours) };
  const failure = failures.get(`dataset|${id}`);
  return {
    id,
    name,
    detail: '',
    problem: failure === undefined ? '' : t('Not applied: {0}', failure),
    cells: new Map<string, MatrixCell>([
      ['organisation', { kind: 'text', text: organisation ?? t('us') }],
      ['status', { kind: 'text', text: status }],
      ['assign', assign],
    ]),
  };
}

/** What holds of a dataset that is not ours to decide about. @param roomIsOurs whether it would be, were it not a partner's */
function assignmentWords(partnerCanAssign: boolean, roomIsOurs: boolean): string {
  if (roomIsOurs) return partnerCanAssign ? t('yes, its owner decides') : t('no, its owner decides');
  return partnerCanAssign ? t('yes, the owner of the clean room decides') : t('no, the owner of the clean room decides');
}
