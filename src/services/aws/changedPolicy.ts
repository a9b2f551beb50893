import * as z from 'zod/mini';
import { expectAnswer } from './answers.ts';

/** A policy has one version, and in it one member that its type names. */
const wholeRule = z.object({
  analysisRule: z.object({ policy: z.object({ v1: z.record(z.string(), z.record(z.string(), z.unknown())) }) }),
});

/** The policy of a rule as the service answered it, with these members changed and everything else as it is. */
export function changedPolicy(operation: string, answer: unknown, change: Record<string, unknown>): { v1: object } {
  const { v1 } = expectAnswer(operation, wholeRule, answer).analysisRule.policy;
  return { v1: Object.fromEntries(Object.entries(v1).map(([type, rule]) => [type, { ...rule, ...change }])) };
}
