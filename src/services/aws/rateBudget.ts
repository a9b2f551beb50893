import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/** Requests per second of an operation whose rate is not known (behaviours.md: the service's default). */
export const defaultRate = 5;

/** Of one second's worth, how much may go out at once: the rest absorbs jitter between our clock and the service's. */
const burstShare = 0.8;
/** After being throttled once, further throttles within this time come from the same burst and do not halve again. */
const sameBurstMs = 1000;
/** How much of the nominal rate comes back per second without throttling. */
const recoveryPerSecond = 0.05;

interface Bucket {
  nominal: number;
  rate: number;
  tokens: number;
  refilledAt: number;
  changedAt: number;
  waiting: Set<() => void>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * One token bucket per operation of one account and Region: every attempt takes a token, no bucket holds more than one
 * second's worth. Being throttled halves the operation's rate, which then comes back slowly, so that two processes on
 * one account settle beside each other.
 */
export class RateBudget {
  readonly #buckets = new Map<string, Bucket>();
  readonly #rates = new Map<string, number>();

  /** Sets what the account's quotas allow, in requests per second. */
  setRates(rates: ReadonlyMap<string, number>): void {
    for (const [operation, rate] of rates) {
      this.#rates.set(operation, rate);
      const bucket = this.#buckets.get(operation);
      // The same quota read again takes nothing back from what throttling has taught.
      if (bucket !== undefined && bucket.nominal !== rate) Object.assign(bucket, { nominal: rate, rate });
    }
  }

  /** Resolves when one request of the operation may be sent, in the order of asking. Raises `cancelled`. */
  async take(operation: string, signal?: AbortSignal): Promise<void> {
    const bucket = this.#bucket(operation);
    await new Promise<void>((resolve, reject) => {
      const cancel = (): void => {
        bucket.waiting.delete(go);
        reject(new CleanRoomError('cancelled', t('Cancelled.')));
      };
      const go = (): void => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      if (signal?.aborted === true) {
        cancel();
        return;
      }
      signal?.addEventListener('abort', cancel, { once: true });
      bucket.waiting.add(go);
      this.#release(bucket);
    });
  }

  /** The service throttled the operation: half as fast from now on. */
  throttled(operation: string): void {
    const bucket = this.#bucket(operation);
    const now = performance.now();
    bucket.tokens = 0;
    bucket.refilledAt = now;
    if (now - bucket.changedAt < sameBurstMs) return;
    bucket.rate = Math.max(bucket.rate / 2, bucket.nominal / 16);
    bucket.changedAt = now;
  }

  /** An answer came: a halved rate recovers a little, at most once a second. */
  answered(operation: string): void {
    const bucket = this.#bucket(operation);
    const now = performance.now();
    if (bucket.rate >= bucket.nominal || now - bucket.changedAt < 1000) return;
    bucket.rate = Math.min(bucket.nominal, bucket.rate + bucket.nominal * recoveryPerSecond);
    bucket.changedAt = now;
  }

  #bucket(operation: string): Bucket {
    const existing = this.#buckets.get(operation);
    if (existing !== undefined) return existing;
    const nominal = this.#rates.get(operation) ?? defaultRate;
    const now = performance.now();
    const bucket: Bucket = {
      nominal,
      rate: nominal,
      tokens: nominal * burstShare,
      refilledAt: now,
      changedAt: now - sameBurstMs,
      waiting: new Set(),
      timer: undefined,
    };
    this.#buckets.set(operation, bucket);
    return bucket;
  }

  #release(bucket: Bucket): void {
    const now = performance.now();
    bucket.tokens = Math.min(Math.max(1, bucket.rate * burstShare), bucket.tokens + ((now - bucket.refilledAt) / 1000) * bucket.rate);
    bucket.refilledAt = now;
    for (const go of bucket.waiting) {
      if (bucket.tokens < 1) break;
      bucket.tokens -= 1;
      bucket.waiting.delete(go);
      go();
    }
    if (bucket.waiting.size > 0 && bucket.timer === undefined) {
      bucket.timer = setTimeout(
        () => {
          bucket.timer = undefined;
          this.#release(bucket);
        },
        Math.max(1, ((1 - bucket.tokens) / bucket.rate) * 1000),
      );
    }
  }
}
