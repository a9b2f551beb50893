import { randomUUID } from 'node:crypto';

/**
 * What buttons and links lead to, by ids that say nothing: a command that a link can call is given an id, and does only
 * what was put here under it. Past `most` of them the oldest are forgotten.
 */
export class LinkTargets<Target> {
  readonly #targets = new Map<string, Target>();
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  /** Gives the id by which it can be found again. */
  add(target: Target): string {
    const id = randomUUID();
    this.#targets.set(id, target);
    for (const oldest of this.#targets.keys()) {
      if (this.#targets.size <= this.#most) break;
      this.#targets.delete(oldest);
    }
    return id;
  }

  /** Undefined where nothing has this id, or not any more. */
  get(id: string): Target | undefined {
    return this.#targets.get(id);
  }
}
