import assert from 'node:assert/strict';
import { RememberedTags } from '../../../src/services/aws/rememberedTags.ts';

describe('the tags of resources', () => {
  it('are read once for each, and anew after five minutes', async () => {
    const read: string[] = [];
    let now = 0;
    const tags = new RememberedTags(
      (arn) => {
        read.push(arn);
        return Promise.resolve({ read: String(read.length) });
      },
      () => now,
    );
    assert.deepEqual(await tags.of('a'), { read: '1' });
    assert.deepEqual(await tags.of('b'), { read: '2' });
    now = 299_999;
    assert.deepEqual(await tags.of('a'), { read: '1' });
    now = 300_000;
    assert.deepEqual(await tags.of('a'), { read: '3' });
    assert.deepEqual(read, ['a', 'b', 'a']);
  });

  it('that could not be read are asked for again', async () => {
    let tries = 0;
    const tags = new RememberedTags(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('not now')) : Promise.resolve({});
    });
    await assert.rejects(tags.of('a'), /not now/);
    assert.deepEqual(await tags.of('a'), {});
  });
});
