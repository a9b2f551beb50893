import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allPages } from '../../../src/services/aws/pages.ts';

async function read(pages: (readonly number[] | undefined)[]): Promise<{ all: number[]; tokens: (string | undefined)[] }> {
  const tokens: (string | undefined)[] = [];
  const all = await allPages((token) => {
    tokens.push(token);
    const index = Number(token ?? 0);
    return Promise.resolve({ items: pages[index], nextToken: index + 1 < pages.length ? String(index + 1) : undefined });
  });
  return { all, tokens };
}

describe('lists in pages (defects 6 and 8: only the first page was read)', () => {
  it('are read to the end, whatever the size of their pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 8 }), async (pages) => {
        assert.deepEqual((await read(pages)).all, pages.flat());
      }),
    );
  });

  it('go on behind a page that is empty and behind one without a list', async () => {
    assert.deepEqual((await read([[1], [], undefined, [2]])).all, [1, 2]);
  });

  it('ask for each page once, with the token of the page before', async () => {
    assert.deepEqual((await read([[1], [2], [3]])).tokens, [undefined, '1', '2']);
  });

  it('end at an empty token', async () => {
    assert.deepEqual(await allPages(() => Promise.resolve({ items: [1], nextToken: '' })), [1]);
  });
});
