import assert from 'node:assert/strict';
import { modelAddress } from '../../../../src/extension/models/modelAddress.ts';

describe('the base URL of a model provider', () => {
  it('loses the slash at its end and nothing else', () => {
    assert.deepEqual(modelAddress('https://acme.openai.azure.com/openai/v1/'), {
      base: 'https://acme.openai.azure.com/openai/v1',
      host: 'acme.openai.azure.com',
      origin: 'https://acme.openai.azure.com',
      onThisMachine: false,
      isPrivate: false,
    });
  });

  for (const host of ['localhost', 'models.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
    it(`may be unencrypted on this machine: ${host}`, () => {
      const { onThisMachine, isPrivate } = modelAddress(`http://${host}:11434/v1`);
      assert.deepEqual([onThisMachine, isPrivate], [true, true]);
    });
  }

  for (const host of [
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.20',
    '[fd12:3456::1]',
    'gpu',
    'gpu.local',
    'llm.corp.internal',
    'nas.home.arpa',
  ]) {
    it(`may be unencrypted in a private network, which is not this machine: ${host}`, () => {
      const { onThisMachine, isPrivate } = modelAddress(`http://${host}:8000/v1`);
      assert.deepEqual([onThisMachine, isPrivate], [false, true]);
    });
  }

  for (const host of [
    'api.openai.com',
    '8.8.8.8',
    '172.32.0.1',
    '11.0.0.1',
    '192.169.0.1',
    '169.254.169.254',
    '10.evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '[2001:db8::1]',
  ]) {
    it(`must be encrypted over a public network: ${host}`, () => {
      assert.throws(() => modelAddress(`http://${host}/v1`), { code: 'invalid_input', message: /must begin with https:/ });
      assert.equal(modelAddress(`https://${host}/v1`).isPrivate, false);
    });
  }

  for (const text of ['', 'api.openai.com/v1', 'ftp://127.0.0.1/v1', 'file:///etc/passwd']) {
    it(`must be an address of the web: "${text}"`, () => {
      assert.throws(() => modelAddress(text), { code: 'invalid_input' });
    });
  }

  for (const text of [
    'https://me:sk-secret@api.example/v1',
    'https://api.example/v1?key=sk-secret',
    'https://api.example/v1#sk-secret',
    'sk-secret',
  ]) {
    it(`holds no key, and a sentence about it repeats none: ${text}`, () => {
      assert.throws(
        () => modelAddress(text),
        (thrown: unknown) => thrown instanceof Error && !thrown.message.includes('sk-secret'),
      );
    });
  }
});
