import type { Pluggable } from '@smithy/types';

/** Counts HTTP attempts per operation, of our own clients and of those that fetch credentials. */
export class CallCounter {
  readonly #counts = new Map<string, number>();

  /** Sits below the SDK's retry step, so that it sees every attempt. */
  plugin<Input extends object, Output extends object>(): Pluggable<Input, Output> {
    return {
      applyToStack: (stack) => {
        stack.add(
          (next, context) => (args) => {
            this.#count((context.commandName ?? 'unknown').replace(/Command$/, ''));
            return next(args);
          },
          { step: 'finalizeRequest', priority: 'low', name: 'countCalls', override: true },
        );
      },
    };
  }

  #count(operation: string): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }

  /** Attempts so far, by operation. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => a.localeCompare(b)));
  }
}
