/** Faults on demand: what goes wrong, with which requests, and how often. */
import * as z from 'zod/mini';

const positive = z.int().check(z.minimum(1));

/** The body of `POST /_sandbox/faults`. */
export const faultSchema = z.strictObject({
  /** An operation's name, `*` for all, `writes` for all that change something in Clean Rooms. */
  operation: z.string().check(z.minLength(1)),
  /** Of one account only. */
  account: z.optional(z.string()),
  /** The error to answer: its name in the service model, or name, message, status and further members. */
  error: z._default(
    z.union([z.string(), z.looseObject({ name: z.string(), message: z.optional(z.string()), status: z.optional(z.int()) })]),
    'InternalServerException',
  ),
  /** fail: answer the error. slow: do the work, answer late. drop: do the work, close the connection; drop_before: close at once. hang_after: do the work, never answer; hang_before: neither. */
  then: z._default(z.enum(['fail', 'slow', 'drop', 'drop_before', 'hang_after', 'hang_before']), 'fail'),
  /** How much later the answer comes. */
  delay_ms: z._default(z.int().check(z.minimum(0)), 0),
  /** How many matching requests pass first. */
  after: z._default(z.int().check(z.minimum(0)), 0),
  /** The next n matching requests; */
  count: z.optional(positive),
  /** or every nth; */
  every: z.optional(positive),
  /** or those of the next n milliseconds. None of the three: all, until cleared. */
  for_ms: z.optional(positive),
});

export type Fault = z.infer<typeof faultSchema>;

interface ActiveFault {
  fault: Fault;
  /** Matching requests so far. */
  seen: number;
  until: number;
}

export class Faults {
  private active: ActiveFault[] = [];

  /** `now`: milliseconds of a clock that never goes back, as in `take`. */
  add(fault: Fault, now: number): void {
    this.active.push({ fault, seen: 0, until: fault.for_ms === undefined ? Infinity : now + fault.for_ms });
  }

  clear(): void {
    this.active = [];
  }

  list(): Fault[] {
    return this.active.map((each) => each.fault);
  }

  /** The fault that hits this request, if any; every matching fault counts the request. */
  take(operation: string, writes: boolean, account: string | undefined, now: number): Fault | undefined {
    let hit: Fault | undefined;
    for (const each of this.active) {
      const { fault } = each;
      const matches = fault.operation === '*' || fault.operation === operation || (fault.operation === 'writes' && writes);
      if (!matches || now > each.until || (fault.account !== undefined && fault.account !== account)) continue;
      each.seen += 1;
      const turn = each.seen - fault.after;
      if (turn < 1 || (fault.count !== undefined && turn > fault.count) || (fault.every !== undefined && turn % fault.every !== 0))
        continue;
      hit ??= fault;
    }
    return hit;
  }
}
