import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { untrustedField } from '../../../src/core/tools/answer.ts';
import { tools } from '../../../src/core/tools/catalogue.ts';
import { assertSeen } from './inertMarkdown.ts';
import { marker } from './injections.ts';

const answered = z.looseObject({
  [untrustedField]: z.optional(z.strictObject({ about: z.string(), words: z.record(z.string(), z.string()) })),
});
const call = z.strictObject({ tool: z.string(), input: z.record(z.string(), z.unknown()) });

/** Fails where an answer for a model holds words of others outside the labelled field, or some that nobody can see. */
export function assertLabelled(answer: unknown): void {
  const { [untrustedField]: labelled, ...own } = answered.parse(answer);
  assert.ok(!JSON.stringify(own).includes(marker), JSON.stringify(own));
  for (const words of Object.values(labelled?.words ?? {})) assertSeen(words);
}

/** Besides: each call that the answer proposes is one that a tool takes. */
export function assertToolAnswerInert(answer: unknown): void {
  assertLabelled(answer);
  const words = answered.parse(answer)[untrustedField]?.words ?? {};
  for (const { tool: name, input } of callsIn(answer)) {
    const tool = tools.find((each) => each.name === name);
    assert.ok(tool !== undefined, name);
    tool.asked(withWords(input, words));
  }
}

/** Whether somebody's words are in an answer at all. */
export function tells(answer: unknown): boolean {
  return JSON.stringify(answer).includes(marker);
}

function callsIn(value: unknown): z.infer<typeof call>[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => (key === 'call' ? [call.parse(inside)] : callsIn(inside)));
}

/** An input as a model would give it: with the words that a reference stands for. */
function withWords(value: unknown, words: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return words[value.replace(`${untrustedField}:`, '')] ?? value;
  if (Array.isArray(value)) return value.map((each: unknown) => withWords(each, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, withWords(inside, words)]));
}
