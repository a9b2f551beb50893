/** Counts HTTP attempts per operation, of our own clients and of those that fetch credentials. */
export class CallCounter {
  readonly #counts = new Map<string, number>();

  /** One attempt more. */
  count(operation: string): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }

  /** Attempts so far, by operation. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => a.localeCompare(b)));
  }
}
