import { CleanRoomError } from '../errors.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { allSettled } from './allSettled.ts';
import type { Attempts } from './attempts.ts';
import type { AcceptInvitation, CreateAnalysisRule, CreateAssociation, CreateIdNamespaceAssociation, SyncChange } from './change.ts';

/** A sync's changes of one collaboration, in the order in which they depend on each other. */
export class CollaborationRun {
  readonly #service: CleanRoomService;
  readonly #attempts: Attempts;
  /** True once this run has joined the collaboration. */
  #isNew = false;
  /** Set when the service said that the membership holds no more associations: what has not been tried is left out. */
  #quotaReached: string | undefined;

  constructor(service: CleanRoomService, attempts: Attempts) {
    this.#service = service;
    this.#attempts = attempts;
  }

  async carryOut(changes: readonly SyncChange[]): Promise<void> {
    const { outcome } = this.#attempts;
    const acceptance = changes.find((change) => change.kind === 'acceptInvitation');
    if (acceptance !== undefined) await this.#accept(acceptance);
    const { membershipId } = outcome;
    const rest = changes.filter((change) => change.kind !== 'acceptInvitation');
    if (membershipId === undefined) {
      // Left out by a quota is no failure, neither of the invitation nor of what would have been in it.
      const leftOut = outcome.items.some((item) => item.outcome === 'left_out');
      for (const change of rest) {
        if (leftOut) this.#attempts.step();
        else this.#attempts.settle(change, { outcome: 'failed', reason: t('The invitation was not accepted.') });
      }
      return;
    }
    const rules = new Map(rest.filter((change) => change.kind === 'createAnalysisRule').map((rule) => [rule.configuredTableId, rule]));
    await allSettled(
      rest.map(async (change) => {
        switch (change.kind) {
          case 'createAssociation':
            return this.#associate(membershipId, change, rules.get(change.configuredTableId));
          case 'createIdNamespaceAssociation':
            return this.#associateIdNamespace(membershipId, change);
          // A rule on an association of this plan is made right after it, by #associate.
          case 'createAnalysisRule':
            return change.associationId === undefined ? undefined : this.#createRule(membershipId, change, change.associationId, false);
        }
      }),
    );
  }

  async #accept(change: AcceptInvitation): Promise<void> {
    const { inbox } = this.#service;
    const { outcome, options } = this.#attempts;
    const { invitation, payment, resultConfiguration } = change;
    const terms = { ...(payment === undefined ? {} : { payment }), ...(resultConfiguration === undefined ? {} : { resultConfiguration }) };
    const written = await this.#attempts.attempt(
      change,
      () => inbox?.accept(invitation, terms, options),
      ({ membershipId }) => membershipId,
    );
    if (written === undefined) return;
    this.#isNew = written.outcome === 'created';
    outcome.membershipId = written.value.membershipId;
    await options.onAccepted?.(written.value);
  }

  async #associate(membershipId: string, change: CreateAssociation, rule: CreateAnalysisRule | undefined): Promise<void> {
    const { configuredTableId, name, roleArn } = change;
    const { outcome, options } = this.#attempts;
    const written = await this.#attempts.attempt(
      change,
      () => {
        if (this.#quotaReached !== undefined) throw new CleanRoomError('quota_reached', this.#quotaReached);
        return this.#service.associations?.create({ membershipId, configuredTableId, name, roleArn, parentIsNew: this.#isNew }, options);
      },
      ({ id }) => id,
    );
    const item = outcome.items.findLast((each) => each.kind === 'association' && each.name === name);
    const leftOut = item?.outcome === 'left_out';
    if (leftOut && written === undefined) this.#quotaReached ??= item.reason;
    if (rule === undefined) return;
    if (written === undefined) {
      if (leftOut) this.#attempts.step();
      else this.#attempts.settle(rule, { outcome: 'failed', reason: t('Its association could not be created.') });
    } else await this.#createRule(membershipId, rule, written.value.id, written.outcome === 'created');
  }

  async #createRule(membershipId: string, change: CreateAnalysisRule, associationId: string, parentIsNew: boolean): Promise<void> {
    const { associationName, type, allowedResultReceivers } = change;
    await this.#attempts.attempt(
      change,
      () =>
        this.#service.associations?.createAnalysisRule(
          { membershipId, associationId, associationName, type, allowedResultReceivers, parentIsNew },
          this.#attempts.options,
        ),
      () => associationId,
    );
  }

  async #associateIdNamespace(membershipId: string, change: CreateIdNamespaceAssociation): Promise<void> {
    const { name, idNamespaceArn } = change;
    await this.#attempts.attempt(
      change,
      () => this.#service.idNamespaces?.create({ membershipId, name, idNamespaceArn, parentIsNew: this.#isNew }, this.#attempts.options),
      ({ id }) => id,
    );
  }
}
