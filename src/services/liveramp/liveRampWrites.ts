import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { WriteOptions, Written } from '../../core/service.ts';
import { t } from '../../core/text.ts';
import { backoff } from '../backoff.ts';
import { mayHaveHappened } from '../mayHaveHappened.ts';
import { pause } from '../pause.ts';
import { afterThrottling, triesWhenThrottled, type LiveRampCalls } from './liveRampCalls.ts';
import { neverConnected } from './liveRampErrors.ts';
import type { Call, OperationId } from './operations.ts';

/** Each time after a look whether the one before has done it. */
const triesOfWrite = 3;
/** Lists may lag behind for a moment. */
const looksAfterWrite = 3;

/** What is there after a write: as was wished, or else what is there instead, if anything is. */
export type Look<T> = { asWished: true; value: T } | { asWished: false; instead?: T };

/** As wished where there is something. */
export function lookedFor<T>(value: T | undefined): Look<T> {
  return value === undefined ? { asWished: false } : { asWished: true, value };
}

export interface Write<Id extends OperationId, T> {
  call: Call<Id>;
  /** For the audit log: names. */
  subject: string;
  outcome: 'created' | 'updated' | 'deleted';
  /** Reads what is there now. */
  look: (signal?: AbortSignal) => Promise<Look<T>>;
  /** False where doing it twice costs: then a lost answer is never followed by a second try. */
  repeatable?: boolean;
  /** False where being throttled is no matter of seconds. */
  outlastsThrottling?: boolean;
}

/** The service has answered that it is done, or it was found to be done by looking. */
type Sent<T> = { outcome: Written<T>['outcome']; requestId: string | undefined; found?: { value: T } };

/**
 * Writes of the service. No operation has an idempotency key: after a lost answer it is looked before anything is tried
 * again, and after every write what is there is read.
 */
export class LiveRampWrites {
  readonly #calls: LiveRampCalls;

  constructor(calls: LiveRampCalls) {
    this.#calls = calls;
  }

  /**
   * Sends a write, leaves its audit entry, and looks at what is there afterwards. What the service has accepted and does not
   * show gets an entry of its own and is `unexpected_answer`, or the value is what is there instead. Raises CleanRoomError.
   */
  async write<Id extends OperationId, T>(write: Write<Id, T>, options: WriteOptions): Promise<Written<T>> {
    const { outcome, requestId, found } = await this.#recorded(write, options);
    const written = { outcome, ...(requestId === undefined ? {} : { requestId }) };
    if (found !== undefined) return { ...written, value: found.value };
    // Not the signal: what became of a write has to be known.
    const seen = await this.#lookUntil(write.look).catch((thrown: unknown) => {
      throw this.#unreadable(write, asCleanRoomError(thrown), requestId);
    });
    if (seen.asWished) return { ...written, value: seen.value };
    const error = this.#notShown(write, requestId);
    const { call, subject } = write;
    options.recorder.record({
      operation: call.operation,
      subject,
      requestId,
      outcome: 'unknown',
      error: `${error.code}: ${error.message}`,
    });
    if (seen.instead === undefined) throw error;
    return { ...written, value: seen.instead };
  }

  async #recorded<Id extends OperationId, T>(write: Write<Id, T>, { recorder, signal }: WriteOptions): Promise<Sent<T>> {
    const { subject } = write;
    const { operation } = write.call;
    const state = { sent: false, unanswered: false };
    try {
      const sent = await this.#send(write, state, signal);
      recorder.record({ operation, subject, requestId: sent.requestId, outcome: sent.outcome });
      return sent;
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (!state.sent || error.code === 'audit_log_unwritable') throw error;
      recorder.record({
        operation,
        subject,
        requestId: error.details.requestId,
        outcome: state.unanswered ? 'unknown' : 'failed',
        error: `${error.code}: ${error.message}`,
      });
      throw state.unanswered && error.code !== 'cancelled' ? this.#unknown(write, error) : error;
    }
  }

  async #send<Id extends OperationId, T>(
    { call, look, outcome, repeatable = true, outlastsThrottling = true }: Write<Id, T>,
    state: { sent: boolean; unanswered: boolean },
    signal?: AbortSignal,
  ): Promise<Sent<T>> {
    for (let tries = 1, throttled = 1; ;) {
      stopIfCancelled(signal);
      try {
        // Cancelling does not break off a write that is under way.
        const { requestId } = await this.#calls.once(call, undefined, () => (state.sent = true));
        return { outcome, requestId };
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (error.code === 'throttled' && outlastsThrottling && throttled < triesWhenThrottled) {
          await pause(afterThrottling(throttled++), signal);
          continue;
        }
        const lost = mayHaveHappened(error) && !neverConnected(error);
        state.unanswered ||= lost;
        const saysDone = error.code === 'already_exists' || (outcome === 'deleted' && error.code === 'not_found');
        // After a lost answer a try before this one may have done it, whatever the service says to the last.
        if (state.unanswered || saysDone) {
          const seen = await this.#lookUntil(look, signal);
          if (seen.asWished) {
            const { value } = seen;
            // Which request has done it is not known; the refused one did not.
            if (state.unanswered) return { outcome, requestId: undefined, found: { value } };
            return { outcome: 'existing', requestId: error.details.requestId, found: { value } };
          }
        }
        const again = neverConnected(error) || (lost && repeatable);
        if (!again || tries >= triesOfWrite) throw error;
        await pause(backoff(tries++), signal);
      }
    }
  }

  /** Looks until it is as wished, a few times. */
  async #lookUntil<T>(look: (signal?: AbortSignal) => Promise<Look<T>>, signal?: AbortSignal): Promise<Look<T>> {
    for (let looks = 1; ; looks += 1) {
      const seen = await look(signal);
      if (seen.asWished || looks >= looksAfterWrite) return seen;
      await pause(200 * looks, signal);
    }
  }

  #unknown<Id extends OperationId, T>({ call, subject }: Write<Id, T>, error: CleanRoomError): CleanRoomError {
    return new CleanRoomError(
      error.code,
      t('It is not known whether {0} has happened ({1}): {2}', call.operation, foreignText(subject), error.message),
      { cause: error, details: error.details, remedy: t('Refresh and look before it is done again.') },
    );
  }

  #unreadable<Id extends OperationId, T>(
    { call, subject }: Write<Id, T>,
    error: CleanRoomError,
    requestId: string | undefined,
  ): CleanRoomError {
    return new CleanRoomError(
      error.code,
      t('LiveRamp has accepted {0} ({1}), but it could not be read again: {2}', call.operation, foreignText(subject), error.message),
      {
        cause: error,
        details: { operation: call.operation, ...(requestId === undefined ? {} : { requestId }) },
        remedy: t('Refresh and look before it is done again.'),
      },
    );
  }

  #notShown<Id extends OperationId, T>({ call, subject }: Write<Id, T>, requestId: string | undefined): CleanRoomError {
    const { operation } = call;
    return new CleanRoomError(
      'unexpected_answer',
      t('LiveRamp has accepted {0} for {1} ({2}), but does not show it.', operation, this.#calls.organisation, foreignText(subject)),
      {
        details: { operation, ...(requestId === undefined ? {} : { requestId }) },
        remedy: t('Refresh and look; if it stays so, give LiveRamp the request id.'),
      },
    );
  }
}
