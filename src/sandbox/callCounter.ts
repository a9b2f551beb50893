/** Calls and throttled calls per operation, as control answers and snapshots hold them. */
export interface CallCounts {
  calls: Record<string, number>;
  throttled: Record<string, number>;
}

/** Counts by operation. In maps, because a request may name an operation `constructor` or `__proto__`. */
export class CallCounter {
  private readonly calls: Map<string, number>;
  private readonly throttled: Map<string, number>;

  /** @param counts where to go on from; left out: nothing was called yet */
  constructor(counts: CallCounts = { calls: {}, throttled: {} }) {
    this.calls = new Map(Object.entries(counts.calls));
    this.throttled = new Map(Object.entries(counts.throttled));
  }

  addCall(operation: string): void {
    addOne(this.calls, operation);
  }

  addThrottled(operation: string): void {
    addOne(this.throttled, operation);
  }

  counts(): CallCounts {
    return { calls: Object.fromEntries(this.calls), throttled: Object.fromEntries(this.throttled) };
  }
}

function addOne(counts: Map<string, number>, operation: string): void {
  counts.set(operation, (counts.get(operation) ?? 0) + 1);
}
