import { asCleanRoomError, stopIfCancelled } from '../../core/errors.ts';
import { backoff } from '../backoff.ts';
import { mayHaveHappened } from '../mayHaveHappened.ts';
import { pause } from '../pause.ts';
import { expectAnswer } from './answers.ts';
import { jsonBody } from './jsonBody.ts';
import type { LiveRampHttp } from './liveRampHttp.ts';
import type { LiveRampTokens } from './liveRampTokens.ts';
import { addressOf, operations, type AnswerOf, type Call, type OperationId, type OperationOf } from './operations.ts';

/** After no answer or a fault of the service. */
const triesWhenUnanswered = 4;
/** There is no Retry-After, and no limit of reads is published: some ten seconds have to be outlasted. */
export const triesWhenThrottled = 5;

/** What an operation answered, as far as we rely on it. */
export interface Answered<Id extends OperationId> {
  answer: AnswerOf<Id>;
  requestId: string | undefined;
}

/** Calls of the service by operationId, with the token. */
export class LiveRampCalls {
  readonly #http: LiveRampHttp;
  readonly #tokens: LiveRampTokens;
  readonly #base: string;

  constructor(http: LiveRampHttp, tokens: LiveRampTokens, base: string) {
    this.#http = http;
    this.#tokens = tokens;
    this.#base = base;
  }

  get organisation(): string {
    return this.#http.site.organisation;
  }

  /** A read: tried again after throttling, a lost answer or a fault of the service. Raises CleanRoomError. */
  async read<Id extends OperationId>(call: Call<Id>, signal?: AbortSignal): Promise<AnswerOf<Id>> {
    for (let unanswered = 1, throttled = 1; ;) {
      try {
        return (await this.once(call, signal)).answer;
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (error.code === 'throttled' && throttled < triesWhenThrottled) await pause(afterThrottling(throttled++), signal);
        // What does not fit our schema will not fit it a second time.
        else if (mayHaveHappened(error) && error.code !== 'unexpected_answer' && unanswered < triesWhenUnanswered)
          await pause(backoff(unanswered++), signal);
        else throw error;
      }
    }
  }

  /** One request; a second one where the token has become invalid, which means that nothing was done. */
  async once<Id extends OperationId>(call: Call<Id>, signal?: AbortSignal, onSending?: () => void): Promise<Answered<Id>> {
    stopIfCancelled(signal);
    const token = await this.#tokens.current(signal);
    onSending?.();
    try {
      return await this.#with(token, call, signal);
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (error.code !== 'connection_unusable') throw error;
      return await this.#with(await this.#tokens.other(token, signal), call, signal);
    }
  }

  async #with<Id extends OperationId>(token: string, call: Call<Id>, signal?: AbortSignal): Promise<Answered<Id>> {
    const { operation, body, about } = call;
    const { text, requestId } = await this.#http.send(
      {
        operation,
        ...addressOf(this.#base, call),
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        secrets: [token],
        about,
      },
      signal,
    );
    return {
      answer: expectAnswer<OperationOf<Id>['answer']>(
        operation,
        this.organisation,
        operations[operation].answer,
        jsonBody(text),
        requestId,
      ),
      requestId,
    };
  }
}

/** Milliseconds: doubling, with jitter so that many calls do not return as one wave. */
export function afterThrottling(tries: number): number {
  return 400 * 2 ** tries * (0.5 + Math.random());
}
