import assert from 'node:assert/strict';
import { chat } from '../../../../src/extension/models/openAiChat.ts';
import type { ModelServer } from '../../../../src/extension/models/openAiClient.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../support/scriptedOpenAi.ts';
import { askedFor, key, whole } from './asking.ts';

/** What Node itself adds to every request. */
const ofNode = ['accept-encoding', 'accept-language', 'connection', 'content-length', 'host', 'sec-fetch-mode', 'user-agent'];

describe('a request to a server of models', () => {
  let scripted: ScriptedOpenAi;
  let before: NodeJS.ProcessEnv;
  beforeEach(async () => {
    scripted = await startScriptedOpenAi({ kind: 'stream', text: ['Yes.'] });
    before = { ...process.env };
  });
  afterEach(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    await scripted.close();
  });

  const headersFor = async (server: Partial<ModelServer>): Promise<Record<string, unknown>> => {
    await whole(
      chat({ name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl, key, ...server }, askedFor('Why?'), new AbortController().signal),
    );
    const { headers = {} } = scripted.requests[0] ?? {};
    return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofNode.includes(name)));
  };

  it('carries the key as OpenAI wants it, and nothing about this machine', async () => {
    assert.deepEqual(await headersFor({}), {
      accept: 'application/json',
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
    });
  });

  it('carries the key as Azure wants it', async () => {
    assert.deepEqual(await headersFor({ kind: 'azure' }), {
      accept: 'application/json',
      'api-key': key,
      'content-type': 'application/json',
    });
  });

  it('carries no key where there is none', async () => {
    assert.deepEqual(await headersFor({ key: undefined }), { accept: 'application/json', 'content-type': 'application/json' });
  });

  it('takes nothing from variables that are meant for others', async () => {
    Object.assign(process.env, {
      OPENAI_API_KEY: 'sk-of-somebody-else',
      OPENAI_ADMIN_KEY: 'sk-admin-of-somebody-else',
      OPENAI_ORG_ID: 'org-1',
      OPENAI_PROJECT_ID: 'proj-1',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_CUSTOM_HEADERS: 'x-secret: 1',
    });
    assert.deepEqual(await headersFor({ key: undefined }), { accept: 'application/json', 'content-type': 'application/json' });
  });
});
