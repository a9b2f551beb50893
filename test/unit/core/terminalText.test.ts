import assert from 'node:assert/strict';
import fc from 'fast-check';
import { terminalText } from '../../../src/core/terminalText.ts';

describe('a text for a terminal', () => {
  it('keeps lines and indentation', () => {
    assert.equal(terminalText('{\n\t"a": "ü"\n}\n'), '{\n\t"a": "ü"\n}\n');
  });

  it('shows control characters and bidirectional overrides as escapes', () => {
    assert.equal(terminalText('a\u001b[31mb\u009bc\u202ed'), 'a\\u001b[31mb\\u009bc\\u202ed');
  });

  it('shows letters that nobody sees as escapes', () => {
    assert.equal(terminalText('a\u{e0041}b\u00adc'), 'a\\u{e0041}b\\u00adc');
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u.test(terminalText(text)),
      ),
    );
  });
});
