import assert from 'node:assert/strict';
import { checkBaseUrl, liveRampBaseUrl } from '../../../../src/services/liveramp/baseUrl.ts';
import { rejection } from '../../support/jobs.ts';

describe('The base URL of a LiveRamp connection', () => {
  it('is taken without the slash at its end', () => {
    assert.deepEqual(checkBaseUrl('https://api.habu.com/v1/'), {
      base: liveRampBaseUrl,
      host: 'api.habu.com',
      origin: 'https://api.habu.com',
    });
  });
  for (const text of ['http://127.0.0.1:4600/v1', 'http://localhost:4600/v1', 'http://[::1]:4600/v1'])
    it(`may be plain HTTP on this machine: ${text}`, () => {
      assert.equal(checkBaseUrl(text).base, text);
    });
  const refused: [string, string][] = [
    ['http://api.habu.com/v1', 'the secret would be sent unencrypted'],
    ['http://127.0.0.1.example.com/v1', 'the name only looks like this machine'],
    ['https://user:pass@api.habu.com/v1', 'it holds a password'],
    ['https://api.habu.com/v1?key=1', 'it has a query'],
    ['ftp://api.habu.com/v1', 'it is no web address'],
    ['api.habu.com', 'it is no URL'],
  ];
  for (const [text, why] of refused)
    it(`is refused where ${why}: ${text}`, async () => {
      const error = await rejection(Promise.resolve().then(() => checkBaseUrl(text)));
      assert.deepEqual([error.code, error.sentence.includes('pass')], ['invalid_input', false]);
    });
});
