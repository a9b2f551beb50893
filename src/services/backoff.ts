/** Milliseconds before the next try: doubling, with jitter so that many calls do not return as one wave. */
export function backoff(tries: number): number {
  return 100 * 2 ** tries * (0.5 + Math.random());
}
