import { idNamespaceColumnId, type Coverage } from '../../core/coverage/coverage.ts';
import { foreignText } from '../../core/foreignText.ts';
import { onlyAgreed } from '../../core/jobs/agreedChanges.ts';
import type { Intention } from '../../core/jobs/job.ts';
import { changeThatFrees } from '../../core/repair/freedNames.ts';
import { changeKey, deletes, isRepairChange, type AllowProviders, type Change, type CollaborationPlan } from '../../core/sync/change.ts';
import { changeSentence } from '../../core/sync/changeSentence.ts';
import { itemOf } from '../../core/sync/outcome.ts';
import type { PanelPlan, PlannedChange } from '../../protocol/coverageMessages.ts';
import type { Account } from '../connections/account.ts';

/** A change of a plan, as the panel numbers it. */
interface NumberedChange {
  id: string;
  change: Change | AllowProviders;
  /** Undefined for a change of the account's own. */
  collaborationId: string | undefined;
  columnId: string | undefined;
}

/** A cell that a change is about. */
export interface PlannedCell {
  collaborationId: string;
  columnId: string;
  /** What is reported about the cell while the plan is carried out: the item's kind and name. */
  item: { kind: string; name: string };
}

/** One account's part of a plan that stands beside the grid. */
export class AccountPlan {
  readonly account: Account;
  readonly connectionId: string;
  readonly intention: Intention;
  readonly #numbered: readonly NumberedChange[];
  readonly #columns: ReadonlyMap<string, string>;

  /** @param prefix makes the numbers of several accounts' changes differ */
  constructor(account: Account, coverage: Coverage, intention: Intention, prefix: string) {
    this.account = account;
    this.connectionId = coverage.connection.id;
    this.intention = intention;
    this.#columns = new Map(coverage.tables.map(({ id, columnId }) => [id, columnId]));
    const { tables, collaborations } = intention.plan;
    const all = [
      ...tables.map((change) => ({ change, collaborationId: undefined })),
      ...collaborations.flatMap(({ collaborationId, changes }) => changes.map((change) => ({ change, collaborationId }))),
    ];
    this.#numbered = all.map((each, index) => ({ ...each, id: `${prefix}.${index}`, columnId: this.#columnOf(each.change) }));
  }

  /** What the panel shows of it. */
  get shown(): Pick<PanelPlan, 'changes' | 'leftOut'> {
    const { connectionId } = this;
    const { plan } = this.intention;
    return {
      changes: this.#numbered.map((numbered) => this.#shownChange(numbered)),
      leftOut: [
        ...plan.findings.map(({ title }) => ({ connectionId, collaborationId: '', sentence: foreignText(title, 500) })),
        ...plan.collaborations.flatMap((each) => this.#leftOutOf(each)),
      ],
    };
  }

  /** The part of the intention with these changes only, and the keys by which the job is told. */
  chosen(ids: ReadonlySet<string>): { intention: Intention; keys: string[]; cells: PlannedCell[] } {
    const chosen = this.#numbered.filter(({ id }) => ids.has(id));
    const keys = chosen.map(({ collaborationId, change }) => changeKey(collaborationId, change));
    const cells = chosen.flatMap(({ collaborationId, columnId, change }) =>
      collaborationId === undefined || columnId === undefined || change.kind === 'allowProviders'
        ? []
        : [{ collaborationId, columnId, item: itemOf(change) }],
    );
    return { intention: { ...this.intention, plan: onlyAgreed(this.intention.plan, new Set(keys)) }, keys, cells };
  }

  #shownChange({ id, change, collaborationId, columnId }: NumberedChange): PlannedChange {
    const needs = this.#needed(change, collaborationId);
    return {
      id,
      connectionId: this.connectionId,
      collaborationId: collaborationId ?? '',
      sentence: foreignText(changeSentence(change), 500),
      reason: foreignText(change.reason, 1000),
      deletes: deletes(change),
      ...(columnId === undefined ? {} : { columnId }),
      ...(needs === undefined ? {} : { needs }),
    };
  }

  /** A rule needs the association that the same plan creates; a rename the one that frees its name. */
  #needed(change: Change | AllowProviders, collaborationId: string | undefined): string | undefined {
    const together = this.#numbered.filter((each) => each.collaborationId === collaborationId);
    if (change.kind === 'createAnalysisRule' && change.associationId === undefined)
      return together.find((each) => each.change.kind === 'createAssociation' && each.change.configuredTableId === change.configuredTableId)
        ?.id;
    if (change.kind !== 'replaceAssociation') return undefined;
    const repairs = together.flatMap((each) => (each.change.kind !== 'allowProviders' && isRepairChange(each.change) ? [each.change] : []));
    const freeing = changeThatFrees(change, repairs);
    return together.find((each) => each.change === freeing)?.id;
  }

  #columnOf(change: Change | AllowProviders): string | undefined {
    if (change.kind === 'createIdNamespaceAssociation' || change.kind === 'replaceIdNamespaceAssociation') return idNamespaceColumnId;
    return change.kind === 'acceptInvitation' ? undefined : this.#columns.get(change.configuredTableId);
  }

  #leftOutOf({ collaborationId, settled, findings }: CollaborationPlan): PanelPlan['leftOut'] {
    const { connectionId } = this;
    const short = settled.filter(({ outcome }) => outcome !== 'existing').map(({ name, reason }) => `${name}: ${reason}`);
    // What has an item already is not told a second time by its finding.
    const told = new Set(settled.map(({ reason }) => reason));
    const found = findings
      .filter(({ id, title }) => !told.has(title) && id !== 'association.left_out_by_quota' && id !== 'association.impossible')
      .map(({ title, remedies }) => [title, ...remedies.map((remedy) => remedy.title)].join(' '));
    return [...short, ...found].map((sentence) => ({ connectionId, collaborationId, sentence: foreignText(sentence, 600) }));
  }
}
