import assert from 'node:assert/strict';
import { OneAccountsCredentials } from '../../../src/services/aws/oneAccountsCredentials.ts';

/** Credentials that are renewed with each key in turn, and whose they are. */
function renewed(keys: readonly string[], owners: Readonly<Record<string, string>>) {
  const left = [...keys];
  const asked: string[] = [];
  const credentials = new OneAccountsCredentials(
    () => Promise.resolve({ accessKeyId: left.length > 1 ? String(left.shift()) : String(left[0]), secretAccessKey: 's' }),
    ({ accessKeyId }) => {
      asked.push(accessKeyId);
      return Promise.resolve(owners[accessKeyId] ?? '');
    },
  );
  return { credentials, asked };
}

describe('credentials of one account', () => {
  it('are given again and again without asking whose they are', async () => {
    const { credentials, asked } = renewed(['AKIA1'], {});
    await credentials.provide();
    credentials.keepTo('111122223333');
    await credentials.provide();
    assert.equal((await credentials.provide()).accessKeyId, 'AKIA1');
    assert.deepEqual(asked, []);
  });

  it('may be renewed: the new ones are asked once whose they are', async () => {
    const { credentials, asked } = renewed(['ASIA1', 'ASIA2', 'ASIA2'], { ASIA2: '111122223333' });
    await credentials.provide();
    credentials.keepTo('111122223333');
    await credentials.provide();
    assert.equal((await credentials.provide()).accessKeyId, 'ASIA2');
    assert.deepEqual(asked, ['ASIA2']);
  });

  it('of another account are refused, with both accounts named', async () => {
    const { credentials } = renewed(['ASIA1', 'ASIA9'], { ASIA9: '222233334444' });
    await credentials.provide();
    credentials.keepTo('111122223333');
    await assert.rejects(async () => credentials.provide(), /now those of account 222233334444, not of 111122223333/);
  });
});
