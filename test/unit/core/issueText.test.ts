import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { issueText } from '../../../src/core/issueText.ts';

const english = z.locales.en();

/** What the first issue with a value says. */
function said(schema: z.ZodMiniType, value: unknown): string | undefined {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return issue === undefined ? undefined : issueText(issue, value);
}

describe('what is wrong with an input says', () => {
  for (const [what, schema, value, words] of [
    ['that something is missing', z.object({ name: z.string() }), {}, 'is missing'],
    ['of which kind it must be', z.object({ name: z.string() }), { name: 7 }, 'must be a text'],
    ['what it can be', z.enum(['one', 'two']), 'three', 'must be one of one, two'],
    ['that it must not be empty (text)', z.string().check(z.minLength(1)), '', 'must not be empty'],
    ['that it must not be empty (list)', z.array(z.string()).check(z.minLength(1)), [], 'must not be empty'],
    ['the smallest number', z.int().check(z.gte(1)), 0, 'must be at least 1'],
    ['above which number it must be', z.number().check(z.positive()), 0, 'must be more than 0'],
    ['the largest number', z.int().check(z.lte(365)), 400, 'must be at most 365'],
    ['how long a text may be', z.string().check(z.maxLength(3)), 'four', 'must not be longer than 3 characters'],
    ['how many entries a list may have', z.array(z.string()).check(z.maxLength(1)), ['a', 'b'], 'must not have more than 1 of them'],
    [
      'which fields there are not in the words of the schema',
      z.strictObject({}, { error: () => 'unknown field' }),
      { colour: 'red' },
      'unknown field',
    ],
    ['which fields there are not', z.strictObject({}), { colour: 'red', size: 1 }, 'has no field "colour", "size"'],
    ['that it must be an address of mail', z.email(), 'nobody', 'must be an e-mail address'],
    ['that it must be a URL', z.url(), 'nowhere', 'must be a URL'],
    ['that it is none of several', z.union([z.string(), z.number()]), true, 'is not what can stand here'],
    ['which form is wanted', z.string().check(z.regex(/^\d{12}$/)), '12', 'must have the form ^\\d{12}$'],
    [
      'which form is wanted in the words of the schema',
      z.string().check(z.regex(/^\d{12}$/, { error: () => 'must be an account id' })),
      '12',
      'must be an account id',
    ],
  ] as const) {
    it(what, () => {
      assert.equal(said(schema, value), words);
    });

    it(`${what}, also where the process speaks the English of zod`, () => {
      const { localeError } = z.config();
      z.config(english);
      try {
        assert.equal(said(schema, value), words);
      } finally {
        z.config({ localeError });
      }
    });
  }
});
