import type { Pluggable } from '@smithy/types';
import type { CallCounter } from '../callCounter.ts';

/** Has a client of the SDK counted. Sits below the SDK's retry step, so that it sees every attempt. */
export function countCalls<Input extends object, Output extends object>(counter: CallCounter): Pluggable<Input, Output> {
  return {
    applyToStack: (stack) => {
      stack.add(
        (next, context) => (args) => {
          counter.count((context.commandName ?? 'unknown').replace(/Command$/, ''));
          return next(args);
        },
        { step: 'finalizeRequest', priority: 'low', name: 'countCalls', override: true },
      );
    },
  };
}
