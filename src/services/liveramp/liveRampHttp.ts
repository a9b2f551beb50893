import type { CleanRoomError } from '../../core/errors.ts';
import type { CallCounter } from '../callCounter.ts';
import type { CallTrace } from '../callTrace.ts';
import { errorOfFailure, errorOfRefusal, wordsOf, type About, type CallSite, type Refusal } from './liveRampErrors.ts';

export interface HttpRequest {
  /** operationId, or `createToken`. */
  operation: string;
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Taken out of a refusal that repeats them: they must not get into a sentence or a log. */
  secrets: readonly string[];
  about?: About | undefined;
  /** What a refusal means, where it is not what it means to every other operation. */
  errorOf?: (refusal: Refusal, site: CallSite) => CleanRoomError;
}

export interface HttpAnswer {
  status: number;
  text: string;
  requestId: string | undefined;
}

export interface HttpOptions {
  site: Omit<CallSite, 'operation' | 'about'>;
  timeoutMs: number;
  counter: CallCounter;
  trace?: ((call: CallTrace) => void) | undefined;
}

/** Sends single requests over Node's fetch, and counts and traces each. Tries nothing again. */
export class LiveRampHttp {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  get site(): HttpOptions['site'] {
    return this.#options.site;
  }

  get timeoutMs(): number {
    return this.#options.timeoutMs;
  }

  /** An answer of the 200s. Raises what any other means, `no_answer`, `cancelled`. */
  async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const { operation, about } = request;
    const site: CallSite = { ...this.#options.site, operation, about };
    this.#options.counter.count(operation);
    const began = performance.now();
    const trace = (error: CleanRoomError | undefined, requestId?: string): void => {
      this.#options.trace?.({
        operation,
        requestId,
        milliseconds: performance.now() - began,
        error: error === undefined ? undefined : `${error.code}: ${error.message}`,
      });
    };
    const answer = await this.#fetch(request, signal).catch((thrown: unknown) => {
      const failure = errorOfFailure(thrown, site, signal?.aborted === true, this.#options.timeoutMs);
      trace(failure);
      throw failure;
    });
    const { status, text, requestId } = answer;
    if (status >= 200 && status < 300) {
      trace(undefined, requestId);
      return answer;
    }
    const error = (request.errorOf ?? errorOfRefusal)({ status, requestId, words: wordsOf(status, text, request.secrets) }, site);
    trace(error, requestId);
    throw error;
  }

  async #fetch({ method, url, headers, body }: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    const response = await fetch(url, {
      method,
      // XML would be the answer to anything else.
      headers: { accept: 'application/json', ...headers },
      // A redirection would carry the token to a place that nobody has chosen.
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      text: await response.text(),
      // [C] The live header holds the id twice, comma separated.
      requestId: response.headers.get('x-request-id')?.split(',')[0]?.trim(),
    };
  }
}
