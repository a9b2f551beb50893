import * as z from 'zod/mini';
import { expectAnswer } from './answers.ts';

/** A policy has one version, and in it one member that its type names. */
const wholeRule = z.object({
  analysisRule: z.object({ policy: z.object({ v1: z.record(z.string(), z.record(z.string(), z.unknown())) }) }),
});
const accounts = z._default(z.array(z.string()), []);

/**
 * The policy of a rule as the service answered it, with accounts added to one of its lists and taken out of it, and
 * everything else as it is: what somebody has changed since a plan was made stays changed.
 */
export function changedPolicy(
  operation: string,
  answer: unknown,
  list: string,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): { v1: object } {
  const { v1 } = expectAnswer(operation, wholeRule, answer).analysisRule.policy;
  return {
    v1: Object.fromEntries(
      Object.entries(v1).map(([type, rule]) => {
        const kept = expectAnswer(operation, accounts, rule[list]).filter((account) => !remove.includes(account));
        return [type, { ...rule, [list]: [...new Set([...kept, ...add])] }];
      }),
    ),
  };
}
