import assert from 'node:assert/strict';
import { isChatModel, listModels, listedModel } from '../../../../src/extension/models/openAiModelList.ts';
import type { ModelServer } from '../../../../src/extension/models/openAiClient.ts';
import { rejection } from '../../support/jobs.ts';
import { startScriptedOpenAi, type ScriptedAnswer, type ScriptedOpenAi } from '../../support/scriptedOpenAi.ts';
import { key } from './asking.ts';

describe('the list of models of a server', () => {
  let scripted: ScriptedOpenAi;
  let server: ModelServer;
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
    server = { name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl, key };
  });
  afterEach(() => scripted.close());

  const list = (answer: readonly string[] | ScriptedAnswer): ReturnType<typeof listModels> => {
    scripted.models = answer;
    return listModels(server, new AbortController().signal);
  };
  const entries = (...data: object[]): ScriptedAnswer => ({ kind: 'plain', status: 200, body: { object: 'list', data } });

  it('is read once, with the key', async () => {
    await list(['gpt-5']);
    assert.deepEqual(
      scripted.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
      [['GET', '/v1/models', `Bearer ${key}`]],
    );
  });

  it('leaves out what certainly does not chat', async () => {
    const models = await list(['llama-3.3-70b-instruct', 'nomic-embed-text', 'bge-reranker', 'whisper-1', 'omni-moderation-latest']);
    assert.deepEqual(
      models.map(({ id }) => id),
      ['llama-3.3-70b-instruct'],
    );
  });

  it('leaves out what the server says does not chat', async () => {
    const models = await list(
      entries({ id: 'large', capabilities: { completion_chat: true } }, { id: 'ocr', capabilities: { completion_chat: false } }),
    );
    assert.deepEqual(
      models.map(({ id }) => id),
      ['large'],
    );
  });

  for (const field of ['context_length', 'max_model_len', 'max_context_length']) {
    it(`believes what the server says of the length (${field}): a quarter is for the answer`, async () => {
      const [model] = await list(entries({ id: 'large', [field]: 8000 }));
      assert.deepEqual([model?.maxInputTokens, model?.maxOutputTokens], [6000, 2000]);
    });
  }

  it('believes a server that says that a model calls no tools', async () => {
    const [model] = await list(entries({ id: 'small', capabilities: { function_calling: false } }));
    assert.equal(model?.toolCalling, false);
  });

  it('takes names for data', async () => {
    const [model] = await list(['evil\u202e\nmodel']);
    assert.deepEqual([model?.id, model?.name], ['evil\u202e\nmodel', 'evil model']);
  });

  for (const [what, answer, code] of [
    ['the key is wrong', { kind: 'plain', status: 401, body: { error: { message: 'No.' } } }, 'connection_unusable'],
    ['the server has no list', { kind: 'plain', status: 404, body: 'Not found' }, 'not_found'],
    ['a page is the answer', { kind: 'plain', status: 200, body: '<html>Sign in</html>' }, 'unexpected_answer'],
    ['the answer is JSON of another kind', { kind: 'plain', status: 200, body: ['gpt-5'] }, 'unexpected_answer'],
  ] as const) {
    it(`fails where ${what}`, async () => {
      const failed = await rejection(list(answer));
      assert.equal(failed.code, code);
      assert.match(failed.message, /the list of models of Scripted/);
    });
  }

  it('is not waited for when that is cancelled', async () => {
    await assert.rejects(listModels(server, AbortSignal.abort()), { code: 'cancelled' });
  });
});

describe('what is assumed of a model that nobody describes', () => {
  const at = (baseUrl: string): ModelServer => ({ name: 'Some', kind: 'openai', baseUrl, key: undefined });

  it('a service takes much, and tools', () => {
    assert.deepEqual(listedModel({ id: 'gpt-5' }, at('https://api.openai.com/v1')), {
      id: 'gpt-5',
      name: 'gpt-5',
      maxInputTokens: 112_000,
      maxOutputTokens: 16_000,
      toolCalling: true,
    });
  });

  it('a server nearby takes little', () => {
    const { maxInputTokens, maxOutputTokens } = listedModel({ id: 'llama3.2' }, at('http://127.0.0.1:11434/v1'));
    assert.deepEqual([maxInputTokens, maxOutputTokens], [6_000, 2_000]);
  });

  it('whatever the person says counts', () => {
    const described = { id: 'llama3.2', name: 'Llama', maxInputTokens: 30_000, maxOutputTokens: 1_000, toolCalling: false };
    assert.deepEqual(listedModel(described, at('http://127.0.0.1:11434/v1')), described);
  });
});

describe('the list of models of OpenAI', () => {
  // Which of OpenAI's own ids chat is decided without asking it.
  const chats = ['gpt-5', 'gpt-5-mini', 'gpt-4.1', 'gpt-4o', 'o3', 'o4-mini', 'gpt-3.5-turbo', 'chatgpt-4o-latest', 'ft:gpt-4o:acme::1'];
  const doesNot = [
    'text-embedding-3-large',
    'whisper-1',
    'tts-1-hd',
    'gpt-4o-mini-tts',
    'dall-e-3',
    'gpt-image-1',
    'sora-2',
    'davinci-002',
    'gpt-3.5-turbo-instruct',
    'gpt-realtime',
    'gpt-4o-audio-preview',
    'gpt-4o-transcribe',
    'gpt-5-codex',
    'gpt-5-pro',
    'o1-pro-2025-03-19',
    'o3-deep-research',
    'gpt-4o-search-preview',
    'computer-use-preview',
    'omni-moderation-latest',
  ];
  for (const [ids, offered] of [
    [chats, true],
    [doesNot, false],
  ] as const) {
    for (const id of ids) {
      it(`${offered ? 'offers' : 'does not offer'} ${id}`, () => {
        assert.equal(isChatModel({ id }, 'api.openai.com'), offered);
      });
    }
  }
});
