import type { PlannedChange } from '../../../protocol/coverageMessages.ts';

/** Which changes of a plan are to be made. Never one without the change that it needs. */
export class PlanTicks {
  readonly #changes: readonly PlannedChange[];
  readonly #needs = new Map<string, string>();
  readonly #neededBy = new Map<string, string[]>();
  readonly #ticked: Set<string>;

  /** All are ticked, except `unticked` and what needs one of them. */
  constructor(changes: readonly PlannedChange[], unticked: Iterable<string> = []) {
    this.#changes = changes;
    this.#ticked = new Set(changes.map(({ id }) => id));
    for (const { id, needs } of changes) {
      if (needs === undefined || !this.#ticked.has(needs)) continue;
      this.#needs.set(id, needs);
      this.#neededBy.set(needs, [...(this.#neededBy.get(needs) ?? []), id]);
    }
    for (const id of unticked) this.set(id, false);
  }

  /** In the order of the plan. */
  get ticked(): string[] {
    return this.#changes.map(({ id }) => id).filter((id) => this.has(id));
  }

  get unticked(): string[] {
    return this.#changes.map(({ id }) => id).filter((id) => !this.has(id));
  }

  has(id: string): boolean {
    return this.#ticked.has(id);
  }

  /** Ticks a change with all that it needs, or unticks it with all that needs it. */
  set(id: string, ticked: boolean): void {
    if (this.#ticked.has(id) === ticked) return;
    if (ticked) {
      this.#ticked.add(id);
      const needed = this.#needs.get(id);
      if (needed !== undefined) this.set(needed, true);
    } else {
      this.#ticked.delete(id);
      for (const other of this.#neededBy.get(id) ?? []) this.set(other, false);
    }
  }

  /** Whether all, some or none of these are ticked. */
  choice(ids: readonly string[]): 'all' | 'some' | 'none' {
    const count = ids.filter((id) => this.has(id)).length;
    return count === ids.length ? 'all' : count > 0 ? 'some' : 'none';
  }
}
