import { randomUUID } from 'node:crypto';
import type * as z from 'zod/mini';
import type { ApiUser, ApiUserRecord, ApiUserState, ApiUserStep } from '../../core/apiUserState.ts';
import { asCleanRoomError, type CleanRoomError } from '../../core/errors.ts';
import { mayHaveHappened } from '../mayHaveHappened.ts';
import { pause } from '../pause.ts';
import { answers, expectAnswer } from './answers.ts';
import {
  isoTime,
  timeOf,
  tokensLeft,
  withOutrightRefusal,
  withoutTokenRequest,
  withTokenRefusal,
  withTokenRequest,
} from './apiUserLimits.ts';
import { jsonBody } from './jsonBody.ts';
import { neverConnected } from './liveRampErrors.ts';
import type { LiveRampHttp } from './liveRampHttp.ts';
import { noSecret, othersGotNone, tokenRefusal, tokensSpent } from './tokenErrors.ts';
import { tokenLifetime } from './tokenLifetime.ts';

/** A token this close to its end is not used any more. */
const marginMs = 60_000;
/** What a process may need beyond its time-out to put a token on file, before the others take it for dead. */
const graceMs = 5000;
const lookEveryMs = 200;

export interface TokenOptions {
  http: LiveRampHttp;
  base: string;
  user: ApiUser;
  state: ApiUserState;
  clientSecret: () => Promise<string | undefined>;
  /**
   * False for a sandbox: it keeps the budget itself, and starts a new one whenever it is started, so only what it refuses
   * counts.
   */
  keepsBudget: boolean;
}

type TokenAnswer = z.infer<typeof answers.token>;

interface KnownToken {
  accessToken: string;
  /** Milliseconds of the epoch. */
  usableUntil: number;
}

/** What to do for a token, as the shared record says. */
type Step =
  | { kind: 'use'; token: KnownToken }
  | { kind: 'wait' }
  | { kind: 'ask' }
  /** Somebody else has asked since and got none: we would get none either, and might lose the last one of the day over it. */
  | { kind: 'in_vain' }
  | { kind: 'spent'; moreAt: number };

/** For whom a step is decided. */
interface Wish {
  /** The token that the service does not take any more. */
  refused: string | undefined;
  /** When it was wished for. */
  since: number;
  keepsBudget: boolean;
}

/**
 * The API user's token. The service gives two a day, so that all processes share one: it stands in the shared state until
 * it ends, and only one process at a time asks for another. A request counts from before it is made; one that has certainly
 * given no token, because nobody was reached or it was refused outright (a wrong secret), is taken back.
 */
export class LiveRampTokens {
  readonly #options: TokenOptions;
  #known: KnownToken | undefined;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /**
   * A token that should be good. Raises `connection_unusable` (no or a wrong secret), `quota_reached` (no token left),
   * `no_answer`, `cancelled`.
   */
  async current(signal?: AbortSignal): Promise<string> {
    if (this.#known !== undefined && this.#known.usableUntil > Date.now()) return this.#known.accessToken;
    return this.#get(undefined, signal);
  }

  /** Another token, after the service has refused one. Perhaps another process has put it on file already. */
  async other(refused: string, signal?: AbortSignal): Promise<string> {
    this.#known = undefined;
    return this.#get(refused, signal);
  }

  async #get(refused: string | undefined, signal?: AbortSignal): Promise<string> {
    const { state, user, http, keepsBudget } = this.#options;
    const wish: Wish = { refused, since: Date.now(), keepsBudget };
    for (;;) {
      const seen = stepFor(wish, await state.read(user));
      switch (seen.kind) {
        case 'use':
          this.#known = seen.token;
          return seen.token.accessToken;
        case 'wait':
          await pause(lookEveryMs, signal);
          continue;
        case 'in_vain':
          throw othersGotNone(http.site);
        case 'spent':
          throw tokensSpent(http.site, seen.moreAt);
        case 'ask':
      }
      const secret = await this.#secret();
      const by = randomUUID();
      const at = Date.now();
      // Decided again under the lock: whoever asks counts the request before it is made.
      const next = await state.change(user, (record): ApiUserStep<Step> => {
        const value = stepFor(wish, record);
        if (value.kind !== 'ask') return { record, value };
        const until = isoTime(at + http.timeoutMs + graceMs);
        return { value, record: { ...withTokenRequest(record, at), token: undefined, asking: { by, until } } };
      });
      if (next.kind === 'ask') return this.#ask(secret, by, at);
    }
  }

  async #ask(secret: string, by: string, at: number): Promise<string> {
    const { user, state } = this.#options;
    const basic = Buffer.from(`${user.clientId}:${secret}`).toString('base64');
    const ended = (change: (record: ApiUserRecord) => ApiUserRecord): Promise<void> =>
      state.change(user, (record) => ({
        record: { ...change(record), ...(record.asking?.by === by ? { asking: undefined } : {}) },
        value: undefined,
      }));
    const token = await this.#requested(basic, secret).catch(async (thrown: unknown) => {
      const error = asCleanRoomError(thrown);
      await ended((record) => this.#withFailure(record, error, at));
      throw error;
    });
    const expiresAt = tokenLifetime(token, Date.now());
    await ended((record) => ({ ...record, token: { accessToken: token.accessToken, expiresAt: isoTime(expiresAt) } }));
    this.#known = { accessToken: token.accessToken, usableUntil: expiresAt - marginMs };
    return token.accessToken;
  }

  async #requested(basic: string, secret: string): Promise<TokenAnswer> {
    const { http, base } = this.#options;
    // Not the signal: a token that was paid for has to be kept.
    const { text, requestId } = await http.send({
      operation: 'createToken',
      method: 'POST',
      url: new URL(`${base}/oauth/token`),
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      secrets: [basic, secret],
      errorOf: tokenRefusal,
    });
    return expectAnswer('createToken', http.site.organisation, answers.token, jsonBody(text), requestId);
  }

  /** The record after a request that gave none, as far as we know. */
  #withFailure(record: ApiUserRecord, error: CleanRoomError, at: number): ApiUserRecord {
    if (neverConnected(error)) return withoutTokenRequest(record, at);
    if (error.code === 'quota_reached') return this.#options.keepsBudget ? withTokenRefusal(record, Date.now()) : record;
    // A time-out, a dropped connection, a fault of the service: there may be a token that we never saw.
    return mayHaveHappened(error) ? record : withOutrightRefusal(withoutTokenRequest(record, at), Date.now());
  }

  async #secret(): Promise<string> {
    const { clientSecret, http } = this.#options;
    const secret = await clientSecret();
    if (secret === undefined || secret === '') throw noSecret(http.site);
    return secret;
  }
}

/** What the record allows now. */
function stepFor({ refused, since, keepsBudget }: Wish, record: ApiUserRecord): Step {
  const now = Date.now();
  const { token, asking } = record;
  const usableUntil = timeOf(token?.expiresAt) - marginMs;
  if (token !== undefined && token.accessToken !== refused && usableUntil > now)
    return { kind: 'use', token: { accessToken: token.accessToken, usableUntil } };
  if (asking !== undefined && timeOf(asking.until) > now) return { kind: 'wait' };
  const { left, moreAt } = tokensLeft(record, now);
  if (left === 0 && keepsBudget) return { kind: 'spent', moreAt: moreAt ?? now };
  // Where its reservation is left behind, whoever asked was killed over it.
  const askedSince = record.tokenRequests.some((time) => timeOf(time) >= since) || timeOf(record.refusedAt) > since;
  const inVain = asking === undefined && askedSince;
  return { kind: inVain ? 'in_vain' : 'ask' };
}
