import type * as z from 'zod/mini';
import { t } from './text.ts';

/** What is wrong with an input, for people; zod/mini itself only says "Invalid input". `value` is the whole input. */
export function issueText(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(value, issue.path) ? t('is missing') : t('must be {0}', typeName(issue.expected));
    case 'invalid_value':
      return t('must be one of {0}', issue.values.map(String).join(', '));
    case 'too_small':
      return t('must not be empty');
    default:
      return issue.message;
  }
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  let inside = value;
  for (const step of path) {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, step)) return true;
    inside = Object.entries(inside).find(([key]) => key === String(step))?.[1];
  }
  return inside === undefined;
}

function typeName(expected: string): string {
  switch (expected) {
    case 'string':
      return t('a text');
    case 'number':
      return t('a number');
    case 'int':
      return t('a whole number');
    case 'boolean':
      return t('true or false');
    case 'array':
      return t('a list');
    case 'object':
    case 'record':
      return t('an object');
    default:
      return expected;
  }
}
