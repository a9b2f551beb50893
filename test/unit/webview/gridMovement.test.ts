import assert from 'node:assert/strict';
import { moved } from '../../../src/webview/ui/gridMovement.ts';

const size = { rows: 11, columns: 30, page: 5 };
const press = (key: string, { ctrl = false, row = 4, column = 6 } = {}): unknown =>
  moved({ key, ctrlKey: ctrl, metaKey: false }, { row, column }, size);

describe('Moving in the grid', () => {
  const cases: [string, boolean, { row: number; column: number }][] = [
    ['ArrowUp', false, { row: 3, column: 6 }],
    ['ArrowDown', false, { row: 5, column: 6 }],
    ['ArrowLeft', false, { row: 4, column: 5 }],
    ['ArrowRight', false, { row: 4, column: 7 }],
    ['ArrowUp', true, { row: 0, column: 6 }],
    ['ArrowRight', true, { row: 4, column: 29 }],
    ['Home', false, { row: 4, column: 0 }],
    ['End', false, { row: 4, column: 29 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 10, column: 29 }],
    ['PageUp', false, { row: 1, column: 6 }],
    ['PageDown', false, { row: 9, column: 6 }],
  ];
  for (const [key, ctrl, to] of cases) {
    it(`${ctrl ? 'Ctrl+' : ''}${key}`, () => {
      assert.deepEqual(press(key, { ctrl }), to);
    });
  }

  it('ends at the borders', () => {
    assert.deepEqual(press('ArrowLeft', { column: 0 }), { row: 4, column: 0 });
    assert.deepEqual(press('PageDown', { row: 8 }), { row: 10, column: 6 });
  });

  it('leaves other keys alone', () => {
    assert.equal(press('a'), undefined);
    assert.equal(press('PageDown', { ctrl: true }), undefined);
  });
});
