import { RateBudget } from './rateBudget.ts';

/** The budgets of one process: connections to the same account, Region and endpoint share one, as they share the quota. */
export class RateBudgets {
  readonly #budgets = new Map<string, RateBudget>();

  for(accountId: string, region: string, endpoint: string | undefined): RateBudget {
    const key = JSON.stringify([accountId, region, endpoint]);
    const known = this.#budgets.get(key) ?? new RateBudget();
    this.#budgets.set(key, known);
    return known;
  }
}
