import assert from 'node:assert/strict';
import { withoutSecrets } from '../../../../src/core/assistant/secrets.ts';
import { id, roleArn } from '../../builders.ts';
import { planted } from './plantedSecrets.ts';

describe('a text without secrets', () => {
  for (const [story, secret] of planted) {
    it(`holds no longer ${story}`, () => {
      const text = withoutSecrets(`The service said: "${secret}" is not valid.`);
      assert.deepEqual([text.includes(secret), text.includes('is not valid')], [false, true]);
    });
  }

  for (const text of [
    'Authorization: Bearer abcdefgh12345678',
    'authorization: basic dXNlcjpwYXNzd29yZA==',
    'client_secret=hunter2hunter2&x=1',
    '{"password":"hunter2hunter2"}',
    '{"client_secret": "hunter2hunter2"}',
    'api-key: hunter2hunter2',
    'AccountKey=hunter2hunter2;EndpointSuffix=x',
    'https://store.example/a?sv=1&sig=hunter2hunter2',
    'postgres://ada:hunter2hunter2@db.example/x',
    'X-Amz-Security-Token=hunter2hunter2&X-Amz-Signature=hunter2hunter2',
  ]) {
    it(`does not hold what is called a secret: ${text}`, () => {
      assert.doesNotMatch(withoutSecrets(text), /hunter2|abcdefgh|dXNlc/);
    });
  }

  it('keeps ids, ARNs, hashes and plain words', () => {
    const text = `${id('table', 7)} ${roleArn} ${'0a'.repeat(20)} The token budget is spent. The secret is safe. A basic understanding of bearer authentication. part_ibe_07`;
    assert.equal(withoutSecrets(text), text);
  });
});
