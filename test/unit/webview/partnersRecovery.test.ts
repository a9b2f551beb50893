import assert from 'node:assert/strict';
import { Recovery } from '../../../src/webview/partners/recovery.ts';

const standing = (state: 'reading' | 'read' | 'failed') => [
  { connectionId: 'acme', state },
  { connectionId: 'nova', state: 'read' as const },
];

describe('A connection on a page', () => {
  it('has recovered once it is read after it had failed, and only then', () => {
    const recovery = new Recovery();
    const told = (['read', 'reading', 'read', 'failed', 'reading', 'failed', 'reading', 'read', 'read'] as const).map((state) =>
      recovery.take(standing(state)),
    );
    assert.deepEqual(told, [false, false, false, false, false, false, false, true, false]);
  });
});
