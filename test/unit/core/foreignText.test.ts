import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foreignText } from '../../../src/core/foreignText.ts';

describe('words of others', () => {
  for (const [story, text, expected] of [
    ['an escape sequence', 'a\u001b[31mred', 'a[31mred'],
    ['an override of the direction', 'abc\u202etxt.exe', 'abctxt.exe'],
    ['isolates and marks of direction', '\u2066a\u2069\u200f\u061cb', 'ab'],
    ['characters without width', 'pay\u200bpal\ufeff', 'paypal'],
    ['line ends of every kind', 'one\r\ntwo\u2028three\tfour', 'one two three four'],
    ['controls of the second block', 'a\u0085\u009bb', 'ab'],
    ['blanks around', '  name  ', 'name'],
  ] as const) {
    it(`cannot bring ${story} along`, () => {
      assert.equal(foreignText(text), expected);
    });
  }

  it('keep the letters of every script', () => {
    assert.equal(foreignText('Zoë 株式会社 العربية \u{1f600}'), 'Zoë 株式会社 العربية \u{1f600}');
  });

  it('are never longer than allowed, never more than one line, and never torn inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (text, longest) => {
        const clean = foreignText(text, longest);
        assert.ok(clean.length <= longest);
        assert.ok(!/[\n\r\u2028\u2029]|\p{Cc}/u.test(clean));
        assert.ok(clean.isWellFormed() || !text.isWellFormed());
      }),
      { numRuns: 50 },
    );
  });

  it('say with an ellipsis that they were cut', () => {
    assert.equal(foreignText('abcdef', 4), 'abc…');
  });
});
