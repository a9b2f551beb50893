import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../errors.ts';
import type { CleanRoomService, Written } from '../service.ts';
import { t } from '../text.ts';
import { allSettled } from './allSettled.ts';
import type { AcceptInvitation, Change, CreateAnalysisRule, CreateAssociation, CreateIdNamespaceAssociation } from './change.ts';
import { itemOf, type ApplyOptions, type CollaborationOutcome, type ItemOutcome } from './outcome.ts';

/** The changes of one collaboration, in the order in which they depend on each other. */
export class CollaborationRun {
  readonly #service: CleanRoomService;
  readonly #outcome: CollaborationOutcome;
  readonly #options: ApplyOptions;
  readonly #step: () => void;
  readonly #stopAll: () => void;
  /** True once this run has joined the collaboration. */
  #isNew = false;
  /** Set when the service said that the membership holds no more associations: what has not been tried is left out. */
  #quotaReached: string | undefined;

  constructor(service: CleanRoomService, outcome: CollaborationOutcome, options: ApplyOptions, step: () => void, stopAll: () => void) {
    this.#service = service;
    this.#outcome = outcome;
    this.#options = options;
    this.#step = step;
    this.#stopAll = stopAll;
  }

  async carryOut(): Promise<void> {
    const { changes } = this.#outcome.plan;
    const acceptance = changes.find((change) => change.kind === 'acceptInvitation');
    if (acceptance !== undefined) await this.#accept(acceptance);
    const { membershipId } = this.#outcome;
    const rest = changes.filter((change) => change.kind !== 'acceptInvitation');
    if (membershipId === undefined) {
      // Left out by a quota is no failure, neither of the invitation nor of what would have been in it.
      const leftOut = this.#outcome.items.some((item) => item.outcome === 'left_out');
      for (const change of rest) {
        if (leftOut) this.#step();
        else this.#settle(change, { outcome: 'failed', reason: t('The invitation was not accepted.') });
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
    const { invitation, payment, resultConfiguration } = change;
    const terms = { ...(payment === undefined ? {} : { payment }), ...(resultConfiguration === undefined ? {} : { resultConfiguration }) };
    const written = await this.#attempt(
      change,
      () => inbox?.accept(invitation, terms, this.#options),
      ({ membershipId }) => membershipId,
    );
    if (written === undefined) return;
    this.#isNew = written.outcome === 'created';
    this.#outcome.membershipId = written.value.membershipId;
    await this.#options.onAccepted?.(written.value);
  }

  async #associate(membershipId: string, change: CreateAssociation, rule: CreateAnalysisRule | undefined): Promise<void> {
    const { configuredTableId, name, roleArn } = change;
    const written = await this.#attempt(
      change,
      () => {
        if (this.#quotaReached !== undefined) throw new CleanRoomError('quota_reached', this.#quotaReached);
        return this.#service.associations?.create(
          { membershipId, configuredTableId, name, roleArn, parentIsNew: this.#isNew },
          this.#options,
        );
      },
      ({ id }) => id,
    );
    if (rule === undefined) return;
    if (written === undefined) {
      const leftOut = this.#outcome.items.some((item) => item.kind === 'association' && item.name === name && item.outcome === 'left_out');
      if (leftOut) this.#step();
      else this.#settle(rule, { outcome: 'failed', reason: t('Its association could not be created.') });
    } else await this.#createRule(membershipId, rule, written.value.id, written.outcome === 'created');
  }

  async #createRule(membershipId: string, change: CreateAnalysisRule, associationId: string, parentIsNew: boolean): Promise<void> {
    const { associationName, type, allowedResultReceivers } = change;
    await this.#attempt(
      change,
      () =>
        this.#service.associations?.createAnalysisRule(
          { membershipId, associationId, associationName, type, allowedResultReceivers, parentIsNew },
          this.#options,
        ),
      () => associationId,
    );
  }

  async #associateIdNamespace(membershipId: string, change: CreateIdNamespaceAssociation): Promise<void> {
    const { name, idNamespaceArn } = change;
    await this.#attempt(
      change,
      () => this.#service.idNamespaces?.create({ membershipId, name, idNamespaceArn, parentIsNew: this.#isNew }, this.#options),
      ({ id }) => id,
    );
  }

  /** Runs one write and notes what became of it; undefined where it failed. */
  async #attempt<T>(
    change: Change,
    write: () => Promise<Written<T>> | undefined,
    idOf: (value: T) => string,
  ): Promise<Written<T> | undefined> {
    try {
      stopIfCancelled(this.#options.signal);
      const written = await write();
      if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
      this.#settle(change, {
        outcome: written.outcome,
        reason: change.reason,
        id: idOf(written.value),
        ...(written.requestId === undefined ? {} : { requestId: written.requestId }),
      });
      return written;
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      // An unwritable audit log forbids every further write, so it ends the run rather than one item.
      if (error.code === 'audit_log_unwritable') {
        this.#stopAll();
        throw error;
      }
      const leftOut = error.code === 'quota_reached';
      if (leftOut && change.kind === 'createAssociation') this.#quotaReached = error.message;
      this.#settle(change, {
        outcome: leftOut ? 'left_out' : 'failed',
        code: error.code,
        reason: error.sentence,
        ...(error.details.requestId === undefined ? {} : { requestId: error.details.requestId }),
      });
      return undefined;
    }
  }

  #settle(change: Change, outcome: Omit<ItemOutcome, 'kind' | 'name'>): void {
    const item = { ...itemOf(change), ...outcome };
    this.#outcome.items.push(item);
    this.#options.onItem?.(this.#outcome.plan.collaborationId, item);
    this.#step();
  }
}
