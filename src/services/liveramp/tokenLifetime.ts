/** [C-doc] Where the answer says nothing that can be used. */
const usualMs = 12 * 3_600_000;

/**
 * When a token ends, in milliseconds of the epoch. The documentation says 12 hours and its example 24, so that what the
 * answer itself says counts: `expiresAt`, then `expiresIn` (seconds). An end that is over already by our clock is the
 * clock's fault, and would cost a token for every call.
 */
export function tokenLifetime({ expiresAt, expiresIn }: { expiresAt?: unknown; expiresIn?: unknown }, now: number): number {
  const end = typeof expiresAt === 'string' ? Date.parse(inUtc(expiresAt)) : NaN;
  if (end > now) return end;
  const seconds = Number(expiresIn);
  return now + (seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : usualMs);
}

/** A time without a zone is meant as UTC; JavaScript would take it as local. */
function inUtc(time: string): string {
  return /T[\d:.]+$/.test(time) ? `${time}Z` : time;
}
