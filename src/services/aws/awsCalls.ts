import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import type { WriteOptions, Written } from '../../core/service.ts';
import { backoff } from '../backoff.ts';
import type { CallTrace } from '../callTrace.ts';
import { mayHaveHappened } from '../mayHaveHappened.ts';
import { pause } from '../pause.ts';
import { translateAwsError, type CallSite } from './awsErrors.ts';
import { lookUntilThere } from './lookUntilThere.ts';
import type { RateBudget } from './rateBudget.ts';
import {
  afterThrottling,
  triesWhenFaulty,
  triesWhenThrottled,
  triesWhenUnanswered,
  triesWhileDeletedLingers,
  triesWhileParentUnknown,
  triesWhileRoleNotReady,
} from './retries.ts';

/** What the SDK's `send` takes beside the command. */
export interface SendOptions {
  abortSignal?: AbortSignal;
}
export interface Answer {
  $metadata: { requestId?: string | undefined };
}

/** A create of the service and how to find what it made. */
export interface Creation<T> {
  operation: string;
  /** For the audit log. */
  subject: string;
  attempt: (options: SendOptions) => Promise<{ value: T; answer: Answer }>;
  /** What is there already and is just as asked; undefined where nothing is. */
  find: () => Promise<T | undefined>;
  /** True where this run made what it is put into a moment ago: the service may not know that yet. */
  parentIsNew?: boolean | undefined;
  /** True where this run deleted its predecessor a moment ago: name and place may count as taken for some seconds. */
  replaces?: boolean | undefined;
}

/** An update or a delete of the service: repeating it does no harm. */
export interface Alteration {
  operation: string;
  /** For the audit log. */
  subject: string;
  outcome: 'updated' | 'deleted';
  send: (options: SendOptions) => Promise<Answer>;
}

/**
 * Sends requests within the rate budget and tries again where that is safe. The SDK's own retries are off, so that every
 * attempt passes the budget and is counted.
 */
export class AwsCalls {
  readonly #budget: RateBudget;
  readonly #site: Omit<CallSite, 'operation'>;
  readonly #trace: ((call: CallTrace) => void) | undefined;

  constructor(budget: RateBudget, site: Omit<CallSite, 'operation'>, trace?: (call: CallTrace) => void) {
    this.#budget = budget;
    this.#site = site;
    this.#trace = trace;
  }

  /** A read: tried again after throttling, a lost answer or a fault of the service. Raises CleanRoomError. */
  async read<T extends Answer>(operation: string, send: (options: SendOptions) => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (let unanswered = 1, throttled = 1; ;) {
      try {
        return await this.#once(operation, send, (answer) => answer, signal);
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (error.code === 'throttled' && throttled < triesWhenThrottled) await pause(afterThrottling(throttled++), signal);
        else if (mayHaveHappened(error) && unanswered < (error.code === 'service_fault' ? triesWhenFaulty : triesWhenUnanswered))
          await pause(backoff(unanswered++), signal);
        else throw error;
      }
    }
  }

  /**
   * A create that is not idempotent by itself: after a lost answer it looks before it tries again, and ALREADY_EXISTS
   * counts as existing only when what is there is what was asked for. Every create leaves one audit entry.
   */
  async create<T>(creation: Creation<T>, { recorder, signal }: WriteOptions): Promise<Written<T>> {
    const { operation, subject } = creation;
    const state = { sent: false };
    const attempt: typeof creation.attempt = (options) => {
      state.sent = true;
      return creation.attempt(options);
    };
    try {
      const written = await this.#create({ ...creation, attempt }, signal);
      recorder.record({ operation, subject, requestId: written.requestId, outcome: written.outcome });
      return written;
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (state.sent && error.code !== 'audit_log_unwritable')
        recorder.record({
          operation,
          subject,
          requestId: error.details.requestId,
          outcome: mayHaveHappened(error) || error.code === 'cancelled' ? 'unknown' : 'failed',
          error: `${error.code}: ${error.message}`,
        });
      throw error;
    }
  }

  /** An update or a delete. What is gone already counts as deleted. Every one leaves one audit entry. */
  async alter({ operation, subject, outcome, send }: Alteration, { recorder, signal }: WriteOptions): Promise<Written<void>> {
    const state = { sent: false, unanswered: false };
    try {
      const answer = await this.read(
        operation,
        async () => {
          state.sent = true;
          try {
            // Not the signal: what became of a write that is under way has to be known.
            return await send({});
          } catch (thrown) {
            state.unanswered ||= mayHaveHappened(translateAwsError(thrown, { ...this.#site, operation }));
            throw thrown;
          }
        },
        signal,
      );
      const { requestId } = answer.$metadata;
      recorder.record({ operation, subject, requestId, outcome });
      return { value: undefined, outcome, ...(requestId === undefined ? {} : { requestId }) };
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      const gone = outcome === 'deleted' && error.code === 'not_found';
      if (gone && state.unanswered) {
        // A try before this one has done it; which request that was is not known.
        recorder.record({ operation, subject, outcome });
        return { value: undefined, outcome };
      }
      if (state.sent && error.code !== 'audit_log_unwritable')
        recorder.record({
          operation,
          subject,
          requestId: error.details.requestId,
          outcome: gone ? 'existing' : mayHaveHappened(error) || error.code === 'cancelled' ? 'unknown' : 'failed',
          error: `${error.code}: ${error.message}`,
        });
      if (gone) return { value: undefined, outcome: 'existing' };
      throw error;
    }
  }

  async #create<T>({ operation, subject, attempt, find, parentIsNew, replaces }: Creation<T>, signal?: AbortSignal): Promise<Written<T>> {
    for (let unanswered = 1, throttled = 1, notReady = 1, parentless = 1, lingering = 1; ;) {
      try {
        // Cancelling gives up the place in the queue, not a write that is under way: what became of it has to be known.
        const { value, answer } = await this.#once(
          operation,
          () => attempt({}),
          ({ answer }) => answer,
          signal,
        );
        return {
          value,
          outcome: 'created',
          ...(answer.$metadata.requestId === undefined ? {} : { requestId: answer.$metadata.requestId }),
        };
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (
          replaces === true &&
          lingering < triesWhileDeletedLingers &&
          (error.code === 'already_exists' || error.code === 'quota_reached')
        ) {
          const found = await find();
          if (found !== undefined) return { value: found, outcome: unanswered > 1 ? 'created' : 'existing' };
          await pause(Math.min(500 * 2 ** lingering++, 8000), signal);
          continue;
        }
        if (error.code === 'already_exists') return await this.#existing(operation, subject, find, error, unanswered > 1, signal);
        if (error.code === 'throttled' && throttled < triesWhenThrottled) await pause(afterThrottling(throttled++), signal);
        else if (error.code === 'role_not_ready' && notReady < triesWhileRoleNotReady)
          await pause(Math.min(1000 * 2 ** notReady++, 15_000), signal);
        else if (mayHaveHappened(error) && unanswered < triesWhenFaulty) {
          await pause(backoff(unanswered++), signal);
          const found = await find();
          if (found !== undefined) return { value: found, outcome: 'created' };
        } else if (error.code === 'not_found' && parentIsNew === true && parentless < triesWhileParentUnknown)
          await pause(Math.min(500 * 2 ** parentless++, 8000), signal);
        else {
          // A try before this one may have made it, whatever the service says to the last.
          const found = unanswered > 1 ? await lookUntilThere(find, signal) : undefined;
          if (found === undefined) throw error;
          return { value: found, outcome: 'created' };
        }
      }
    }
  }

  async #existing<T>(
    operation: string,
    subject: string,
    find: () => Promise<T | undefined>,
    error: CleanRoomError,
    ours: boolean,
    signal?: AbortSignal,
  ): Promise<Written<T>> {
    const found = await lookUntilThere(find, signal);
    // After a lost answer the request that made it is not known; the refused one did not.
    if (found !== undefined && ours) return { value: found, outcome: 'created' };
    if (found !== undefined)
      return {
        value: found,
        outcome: 'existing',
        ...(error.details.requestId === undefined ? {} : { requestId: error.details.requestId }),
      };
    throw new CleanRoomError(
      'invalid_state',
      t('{0}: {1} exists already, but is not what was asked for: {2}', operation, foreignText(subject), error.message),
      {
        cause: error,
        details: error.details,
        remedy: t('Look at it in the AWS console, rename or delete it, and run again.'),
      },
    );
  }

  async #once<T>(
    operation: string,
    send: (options: SendOptions) => Promise<T>,
    metadataOf: (answer: T) => Answer,
    signal?: AbortSignal,
  ): Promise<T> {
    stopIfCancelled(signal);
    await this.#budget.take(operation, signal);
    const sent = performance.now();
    try {
      const answer = await send(signal === undefined ? {} : { abortSignal: signal });
      this.#budget.answered(operation);
      this.#trace?.({
        operation,
        requestId: metadataOf(answer).$metadata.requestId,
        milliseconds: performance.now() - sent,
        error: undefined,
      });
      return answer;
    } catch (thrown) {
      const error = translateAwsError(thrown, { ...this.#site, operation });
      this.#trace?.({
        operation,
        requestId: error.details.requestId,
        milliseconds: performance.now() - sent,
        error: `${error.code}: ${error.message}`,
      });
      if (error.code === 'throttled') this.#budget.throttled(operation);
      // An answer that refuses is an answer: the rate recovers with it as with any other.
      else if (error.details.requestId !== undefined) this.#budget.answered(operation);
      throw error;
    }
  }
}
