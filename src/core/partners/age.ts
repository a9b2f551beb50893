const dayMs = 86_400_000;

/** Whole days from a moment (ISO 8601) until now; undefined where there is none or it is no moment. */
export function daysSince(moment: string | undefined, now: Date): number | undefined {
  if (moment === undefined) return undefined;
  const then = Date.parse(moment);
  return Number.isNaN(then) ? undefined : Math.max(0, Math.floor((now.getTime() - then) / dayMs));
}

/** yyyy-mm-dd, so many days after a moment (ISO 8601), in UTC. */
export function dayAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * dayMs).toISOString().slice(0, 10);
}
