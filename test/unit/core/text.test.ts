import assert from 'node:assert/strict';
import { installTranslator, t } from '../../../src/core/text.ts';

describe('sentences for people', () => {
  it('put each argument where its number stands, as often as it stands there', () => {
    assert.equal(t('{1} before {0}, {1} again', 'b', 'a'), 'a before b, a again');
  });

  it('put an argument in literally, whatever it looks like', () => {
    assert.equal(t('{0} {1}', '{1} $& $1', 'x'), '{1} $& $1 x');
  });

  it('leave a placeholder without an argument standing, so that the mistake shows', () => {
    assert.equal(t('{0} {1}', 'a'), 'a {1}');
  });

  it('say zero as zero', () => {
    assert.equal(t('{0} tables', 0), '0 tables');
  });

  it('go through the translator that the host installed', () => {
    installTranslator((message, ...args) => `<${message}|${args.join(',')}>`);
    try {
      assert.equal(t('{0} tables', 3), '<{0} tables|3>');
    } finally {
      installTranslator((message, ...args) =>
        message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder)),
      );
    }
  });
});
