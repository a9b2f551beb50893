import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs } from '../service.ts';
import { allSettled } from '../sync/allSettled.ts';
import type { Attempts } from '../sync/attempts.ts';
import type { AllowReceivers, DeleteDoubleAssociation, RepairChange, ReplaceAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { AssociationReplacement } from './associationReplacement.ts';
import { replaceAnalysisRule } from './replaceAnalysisRule.ts';
import { replaceIdNamespaceAssociation } from './replaceIdNamespaceAssociation.ts';
import { namesThatDepend, stepsOf } from './namesThatDepend.ts';
import type { Repaired } from './repaired.ts';

/** A repair's changes of one collaboration: first what frees names and places, then the rest side by side. */
export class RepairRun {
  readonly #service: CleanRoomService;
  readonly #attempts: Attempts;

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
    const doubles = changes.filter((change) => change.kind === 'deleteDoubleAssociation');
    await allSettled(doubles.map((change) => this.#deleteDouble(repairs, membershipId, change)));
    const renames = changes.filter((change) => change.kind === 'replaceAssociation');
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
  }

  async #deleteDouble(repairs: Repairs, membershipId: string, change: DeleteDoubleAssociation): Promise<void> {
    const { associationId, associationName: name } = change;
    await this.#once(change, async () => {
      const { requestId } = await repairs.deleteAssociation({ membershipId, associationId, name }, this.#attempts.options);
      return { id: associationId, requestId };
    });
  }

  async #allowReceivers(repairs: Repairs, membershipId: string, change: AllowReceivers): Promise<void> {
    const { associationId, associationName: name, type, allowedResultReceivers: receivers } = change;
    await this.#once(change, async () => {
      const { requestId } = await repairs.allowReceivers({ membershipId, associationId, name, type, receivers }, this.#attempts.options);
      return { id: associationId, requestId };
    });
  }

  async #rename(repairs: Repairs, membershipId: string, group: readonly ReplaceAssociation[]): Promise<void> {
    const { outcome, options } = this.#attempts;
    const place = { membershipId, collaborationId: outcome.plan.collaborationId };
    for (const step of stepsOf(group)) {
      const replacement = new AssociationReplacement(this.#service, repairs, place, options);
      const begun = await this.#begun(replacement, step);
      for (const change of step) {
        const found = begun.get(change);
        if (found instanceof CleanRoomError) this.#attempts.fail(change, found);
        else await this.#once(change, () => found ?? replacement.finish(change));
      }
    }
  }

  async #begun(
    replacement: AssociationReplacement,
    step: readonly ReplaceAssociation[],
  ): Promise<ReadonlyMap<ReplaceAssociation, CleanRoomError | Repaired>> {
    try {
      return await replacement.begin(step);
    } catch (thrown) {
      const failure = asCleanRoomError(thrown);
      return new Map(step.map((change) => [change, failure]));
    }
  }

  async #once(change: RepairChange, repair: () => Promise<Repaired> | Repaired): Promise<void> {
    try {
      const { id, requestId, existing } = await repair();
      this.#attempts.settle(change, {
        outcome: existing === true ? 'existing' : 'repaired',
        reason: existing === true ? t('It has been put right meanwhile.') : change.reason,
        id,
        ...(requestId === undefined ? {} : { requestId }),
      });
    } catch (thrown) {
      this.#attempts.fail(change, thrown);
    }
  }
}
