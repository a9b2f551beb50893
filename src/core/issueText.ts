import type * as z from 'zod/mini';
import { foreignText } from './foreignText.ts';
import { t } from './text.ts';

/**
 * How zod begins what a schema does not word itself: zod/mini says "Invalid input" of everything, and more where something
 * else in the process (the MCP SDK does) has switched its English on.
 */
const zodsOwnWords = /^(Invalid|Too small|Too big|Unrecognized keys?)\b/;

/** What is wrong with an input, for people; zod/mini itself does not say. `value` is the whole input. */
export function issueText(issue: z.core.$ZodIssue, value: unknown): string {
  if (!zodsOwnWords.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(value, issue.path) ? t('is missing') : t('must be {0}', typeName(issue.expected));
    case 'invalid_value':
      return t('must be one of {0}', issue.values.map(String).join(', '));
    case 'invalid_format':
      return formatText(issue);
    case 'too_small':
      if (!isNumber(issue.origin)) return t('must not be empty');
      return issue.inclusive === false
        ? t('must be more than {0}', String(issue.minimum))
        : t('must be at least {0}', String(issue.minimum));
    case 'too_big':
      return tooBigText(issue);
    case 'unrecognized_keys':
      return t('has no field {0}', issue.keys.map((key) => `"${foreignText(key)}"`).join(', '));
    default:
      return t('is not what can stand here');
  }
}

function formatText({ format, pattern }: z.core.$ZodIssueInvalidStringFormat): string {
  switch (format) {
    case 'email':
      return t('must be an e-mail address');
    case 'url':
      return t('must be a URL');
    default:
      return t('must have the form {0}', pattern === undefined ? format : pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1'));
  }
}

function tooBigText({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (isNumber(origin)) return t('must be at most {0}', String(maximum));
  return origin === 'string'
    ? t('must not be longer than {0} characters', String(maximum))
    : t('must not have more than {0} of them', String(maximum));
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int';
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
