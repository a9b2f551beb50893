/**
 * Token buckets: each key (operation, account and Region) may make `rate` requests per second and save up one second's
 * worth. Times are milliseconds of a clock that never goes back.
 */
export class Throttle {
  private readonly buckets = new Map<string, { tokens: number; time: number }>();

  /** Takes a token, or says that there is none. */
  take(key: string, rate: number, now: number): boolean {
    const capacity = Math.max(1, rate);
    const bucket = this.buckets.get(key) ?? { tokens: capacity, time: now };
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.time) * rate) / 1000);
    bucket.time = now;
    this.buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  clear(): void {
    this.buckets.clear();
  }
}
