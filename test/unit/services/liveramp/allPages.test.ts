import assert from 'node:assert/strict';
import { allPages, distinct } from '../../../../src/services/liveramp/allPages.ts';

/** A list that is read by limit and offset, and the offsets that were asked for. */
function listOf(items: readonly string[]) {
  const offsets: number[] = [];
  const read = ({ limit, offset }: { limit: string; offset: string }): Promise<string[]> => {
    offsets.push(Number(offset));
    return Promise.resolve(items.slice(Number(offset), Number(offset) + Number(limit)));
  };
  return { offsets, read };
}

const itself = (item: string): string => item;

describe('A list that is read page by page', () => {
  it('ends with the page that is not full', async () => {
    const list = listOf(['a', 'b', 'c']);
    assert.deepEqual(
      [await allPages(2, list.read, itself), list.offsets],
      [
        ['a', 'b', 'c'],
        [0, 2],
      ],
    );
  });
  it('is read once more where the last page is full: there is no total', async () => {
    const list = listOf(['a', 'b']);
    assert.deepEqual(
      [await allPages(2, list.read, itself), list.offsets],
      [
        ['a', 'b'],
        [0, 2],
      ],
    );
  });
  it('ends where the service does not know the offset and begins anew', async () => {
    let reads = 0;
    const all = await allPages(2, () => Promise.resolve((reads += 1) > 9 ? [] : ['a', 'b']), itself);
    assert.deepEqual([all, reads], [['a', 'b'], 2]);
  });
  it('has each item once where somebody adds to the list meanwhile', async () => {
    const pages = [['a', 'b'], ['b', 'c'], []];
    assert.deepEqual(await allPages(2, () => Promise.resolve(pages.shift() ?? []), itself), ['a', 'b', 'c']);
  });
});

describe('A list with doubles', () => {
  it('keeps the first of each, in order', () => {
    const list = ['b1', 'a1', 'b2', 'c1'].map((text) => ({ id: text.charAt(0), text }));
    assert.deepEqual(
      distinct(list).map(({ text }) => text),
      ['b1', 'a1', 'c1'],
    );
  });
});
