/** Of a read: an endpoint that never answers has to be reported soon. */
export const triesWhenUnanswered = 4;
/** After a fault of the service, and of every create: some ten seconds of trouble should not cost an item. */
export const triesWhenFaulty = 7;
export const triesWhenThrottled = 12;
export const triesWhileRoleNotReady = 8;
/** Some half a minute (behaviours.md, "Consistency": AWS's own handlers wait after a create). */
export const triesWhileParentUnknown = 7;
/** Some half a minute: whether lists and names follow a delete at once is not documented. */
export const triesWhileDeletedLingers = 7;
/** After ALREADY_EXISTS the thing may take a while to show up in lists (behaviours.md, "Consistency"). */
export const looksForExisting = 8;

/**
 * Milliseconds before a throttled request asks the budget again. The budget alone would use up every try within
 * moments where the rate is high; half a minute of throttling has to be outlasted.
 */
export function afterThrottling(tries: number): number {
  return Math.min(20 * 2 ** tries, 5000) * (0.5 + Math.random());
}
