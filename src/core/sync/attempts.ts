import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../errors.ts';
import type { Written } from '../service.ts';
import { t } from '../text.ts';
import type { Change } from './change.ts';
import { itemOf, type ApplyOptions, type CollaborationOutcome, type ItemOutcome } from './outcome.ts';

/** What an item's outcome says beyond its kind and name. */
export type Settlement = Omit<ItemOutcome, 'kind' | 'name'>;

/** The writes of one collaboration and what became of each: a failure is an outcome and stops nothing but what depends on it. */
export class Attempts {
  readonly outcome: CollaborationOutcome;
  readonly options: ApplyOptions;
  readonly #step: () => void;
  readonly #stopAll: () => void;

  constructor(outcome: CollaborationOutcome, options: ApplyOptions, step: () => void, stopAll: () => void) {
    this.outcome = outcome;
    this.options = options;
    this.#step = step;
    this.#stopAll = stopAll;
  }

  /** Runs one write and notes what became of it; undefined where it failed. */
  async attempt<T>(
    change: Change,
    write: () => Promise<Written<T>> | undefined,
    idOf: (value: T) => string,
  ): Promise<Written<T> | undefined> {
    try {
      stopIfCancelled(this.options.signal);
      const written = await write();
      if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
      this.settle(change, {
        outcome: written.outcome === 'existing' ? 'existing' : 'created',
        reason: change.reason,
        id: idOf(written.value),
        ...(written.requestId === undefined ? {} : { requestId: written.requestId }),
      });
      return written;
    } catch (thrown) {
      this.fail(change, thrown);
      return undefined;
    }
  }

  /** Notes a failure. Raises `audit_log_unwritable`: it forbids every further write, so it ends the run rather than one item. */
  fail(change: Change, thrown: unknown): void {
    const error = asCleanRoomError(thrown);
    if (error.code === 'audit_log_unwritable') {
      this.#stopAll();
      throw error;
    }
    this.settle(change, {
      outcome: error.code === 'quota_reached' ? 'left_out' : 'failed',
      code: error.code,
      reason: error.sentence,
      ...(error.details.requestId === undefined ? {} : { requestId: error.details.requestId }),
    });
  }

  settle(change: Change, settlement: Settlement): void {
    const item = { ...itemOf(change), ...settlement };
    this.outcome.items.push(item);
    this.options.onItem?.(this.outcome.plan.collaborationId, item);
    this.#step();
  }

  /** Counts a change that has nothing to say. */
  step(): void {
    this.#step();
  }
}
