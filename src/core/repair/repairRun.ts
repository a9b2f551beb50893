import { CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs } from '../service.ts';
import { allSettled } from '../sync/allSettled.ts';
import type { Attempts } from '../sync/attempts.ts';
import type { AllowReceivers, DeleteDoubleAssociation, RepairChange, ReplaceAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { deleteDouble } from './deleteDouble.ts';
import { renameAssociations } from './renameAssociations.ts';
import { replaceAnalysisRule } from './replaceAnalysisRule.ts';
import { replaceIdNamespaceAssociation } from './replaceIdNamespaceAssociation.ts';
import { namesThatDepend, stepsOf } from './namesThatDepend.ts';
import type { Repaired } from './repaired.ts';

/** A repair's changes of one collaboration: first what frees names, then the rest side by side, double associations last. */
export class RepairRun {
  readonly #service: CleanRoomService;
  readonly #attempts: Attempts;
  /** Associations that are gone by now. */
  readonly #deleted = new Set<string>();

  constructor(service: CleanRoomService, attempts: Attempts) {
    this.#service = service;
    this.#attempts = attempts;
  }

  async carryOut(changes: readonly RepairChange[]): Promise<void> {
    const { repairs } = this.#service;
    const { membershipId } = this.#attempts.outcome;
    if (changes.length === 0) return;
    if (repairs === undefined || membershipId === undefined) {
      for (const change of changes) this.#attempts.fail(change, new CleanRoomError('invalid_state', t('This service cannot do that.')));
      return;
    }
    const renames = changes.filter((change) => change.kind === 'replaceAssociation');
    const doubles = changes.filter((change) => change.kind === 'deleteDoubleAssociation');
    const wanted = new Set(renames.map(({ name }) => name));
    const deleteDoubles = (which: readonly DeleteDoubleAssociation[]): Promise<unknown> =>
      allSettled(
        which.map((change) =>
          this.#once(change, async () => {
            const repaired = await deleteDouble(this.#service, repairs, membershipId, change, this.#attempts.options);
            this.#deleted.add(change.associationId);
            return repaired;
          }),
        ),
      );
    await deleteDoubles(doubles.filter(({ associationName }) => wanted.has(associationName)));
    await allSettled([
      ...namesThatDepend(renames).map((group) => this.#rename(repairs, membershipId, group)),
      ...changes.map(async (change) => {
        switch (change.kind) {
          case 'allowReceivers':
            return this.#allowReceivers(repairs, membershipId, change);
          case 'replaceAnalysisRule':
            return this.#once(change, () => replaceAnalysisRule(this.#service, repairs, membershipId, change, this.#attempts.options));
          case 'replaceIdNamespaceAssociation':
            return this.#once(change, () =>
              replaceIdNamespaceAssociation(this.#service, repairs, membershipId, change, this.#attempts.options),
            );
          case 'replaceAssociation':
          case 'deleteDoubleAssociation':
            return;
        }
      }),
    ]);
    // Last, so that a table whose rename went wrong still has its second association.
    await deleteDoubles(doubles.filter(({ associationName }) => !wanted.has(associationName)));
  }

  async #allowReceivers(repairs: Repairs, membershipId: string, change: AllowReceivers): Promise<void> {
    const { associationId, associationName: name, type, allowedResultReceivers: after, before } = change;
    const add = after.filter((account) => !before.includes(account));
    const remove = before.filter((account) => !after.includes(account));
    await this.#once(change, async () => {
      const place = { membershipId, associationId, name };
      const { requestId } = await repairs.allowReceivers({ ...place, type, add, remove }, this.#attempts.options);
      return { id: associationId, requestId };
    });
  }

  async #rename(repairs: Repairs, membershipId: string, group: readonly ReplaceAssociation[]): Promise<void> {
    const { outcome, options } = this.#attempts;
    const { collaborationId } = outcome.plan;
    const place = { service: this.#service, repairs, membershipId, collaborationId, deleted: this.#deleted };
    for (const step of stepsOf(group)) {
      try {
        const done = await renameAssociations(place, step, options);
        for (const [change, repaired] of done) {
          this.#deleted.add(change.associationId);
          this.#settle(change, repaired);
        }
      } catch (thrown) {
        for (const change of step) this.#attempts.fail(change, thrown);
      }
    }
  }

  async #once(change: RepairChange, repair: () => Promise<Repaired> | Repaired): Promise<void> {
    try {
      this.#settle(change, await repair());
    } catch (thrown) {
      this.#attempts.fail(change, thrown);
    }
  }

  #settle(change: RepairChange, { id, requestId, existing }: Repaired): void {
    this.#attempts.settle(change, {
      outcome: existing === true ? 'existing' : 'repaired',
      reason: existing === true ? t('It has been put right meanwhile.') : change.reason,
      id,
      ...(requestId === undefined ? {} : { requestId }),
    });
  }
}
