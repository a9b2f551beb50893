import assert from 'node:assert/strict';
import { chat, type ChatRequest } from '../../../../src/extension/models/openAiChat.ts';
import type { ModelServer } from '../../../../src/extension/models/openAiClient.ts';
import { startScriptedOpenAi, type ScriptedAnswer, type ScriptedOpenAi } from '../../support/scriptedOpenAi.ts';
import { askedFor, key, said, toolsOf, whole } from './asking.ts';

describe('a chat with a server that speaks as OpenAI does', () => {
  let scripted: ScriptedOpenAi;
  let server: ModelServer;
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
    server = { name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl, key };
  });
  afterEach(() => scripted.close());

  const answers = (...next: ScriptedAnswer[]): void => {
    scripted.answers = next;
  };

  it('streams the text in the pieces in which it comes', async () => {
    answers({ kind: 'stream', text: ['The role ', 'is missing', '.'] });
    const parts = await whole(chat(server, askedFor('Why?'), new AbortController().signal));
    assert.deepEqual(
      parts.map((part) => (part.kind === 'text' ? part.text : part.kind)),
      ['The role ', 'is missing', '.'],
    );
  });

  it('is one request with the question, the model and nothing that nobody gave', async () => {
    answers({ kind: 'stream', text: ['Yes.'] });
    await whole(chat(server, askedFor('Why?'), new AbortController().signal));
    assert.deepEqual(
      scripted.requests.map(({ method, path, body }) => ({ method, path, body })),
      [
        {
          method: 'POST',
          path: '/v1/chat/completions',
          body: { model: 'scripted-1', messages: [{ role: 'user', content: 'Why?' }], stream: true },
        },
      ],
    );
  });

  it('sends the wishes of the caller and its tools', async () => {
    answers({ kind: 'stream', text: ['Yes.'] });
    const inputSchema = { type: 'object', properties: { table: { type: 'string' } } };
    const request: ChatRequest = {
      ...askedFor('Why?'),
      tools: [{ name: 'diagnose', description: 'Says why', inputSchema }],
      mustCallTool: true,
      options: { temperature: 0, max_tokens: 20 },
    };
    await whole(chat(server, request, new AbortController().signal));
    assert.deepEqual(scripted.requests[0]?.body, {
      model: 'scripted-1',
      messages: [{ role: 'user', content: 'Why?' }],
      stream: true,
      temperature: 0,
      max_tokens: 20,
      tools: [{ type: 'function', function: { name: 'diagnose', description: 'Says why', parameters: inputSchema } }],
      tool_choice: 'required',
    });
  });

  it('puts a tool call together whose arguments come in pieces', async () => {
    answers({
      kind: 'stream',
      text: ['I look.'],
      calls: [{ id: 'call_a', name: 'diagnose', pieces: ['{"tab', 'le":"part_', 'ibe_07"}'] }],
    });
    const parts = await whole(chat(server, askedFor('Why?'), new AbortController().signal));
    assert.equal(said(parts), 'I look.');
    assert.deepEqual(toolsOf(parts), [{ kind: 'toolCall', callId: 'call_a', name: 'diagnose', input: { table: 'part_ibe_07' } }]);
  });

  it('sends the result of a tool after the call that it belongs to', async () => {
    answers({ kind: 'stream', text: ['Because.'] });
    const request: ChatRequest = {
      ...askedFor('Why?'),
      messages: [
        { role: 'user', parts: [{ kind: 'text', text: 'Why?' }] },
        { role: 'assistant', parts: [{ kind: 'toolCall', callId: 'call_a', name: 'diagnose', input: { table: 'one' } }] },
        {
          role: 'user',
          parts: [
            { kind: 'text', text: 'Go on.' },
            { kind: 'toolResult', callId: 'call_a', text: 'The role is missing.' },
          ],
        },
      ],
    };
    await whole(chat(server, request, new AbortController().signal));
    assert.deepEqual(Reflect.get(Object(scripted.requests[0]?.body), 'messages'), [
      { role: 'user', content: 'Why?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_a', type: 'function', function: { name: 'diagnose', arguments: '{"table":"one"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_a', content: 'The role is missing.' },
      { role: 'user', content: 'Go on.' },
    ]);
  });

  it('shows what a model says when it refuses', async () => {
    answers({ kind: 'chunks', data: [JSON.stringify({ choices: [{ delta: { refusal: 'I may not.' }, finish_reason: 'stop' }] })] });
    assert.equal(said(await whole(chat(server, askedFor('Why?'), new AbortController().signal))), 'I may not.');
  });

  it('ends where the caller wanted no more words', async () => {
    answers({ kind: 'stream', text: ['Short'], finish: 'length' });
    const request = { ...askedFor('Why?'), options: { max_tokens: 1 } };
    assert.equal(said(await whole(chat(server, request, new AbortController().signal))), 'Short');
  });

  describe('that is cancelled', () => {
    it('ends the request: the server sees that nobody listens any more', async () => {
      answers({ kind: 'held', text: ['The role '] });
      const cancelling = new AbortController();
      const answer = chat(server, askedFor('Why?'), cancelling.signal);
      assert.deepEqual(await answer.next(), { done: false, value: { kind: 'text', text: 'The role ' } });
      cancelling.abort();
      await assert.rejects(answer.next(), { code: 'cancelled' });
      await scripted.requests[0]?.abandoned;
    });

    it('beforehand, asks nothing', async () => {
      await assert.rejects(whole(chat(server, askedFor('Why?'), AbortSignal.abort())), { code: 'cancelled' });
      assert.deepEqual(scripted.requests, []);
    });

    it('by somebody who stops listening, ends the request too', async () => {
      answers({ kind: 'held', text: ['The role '] });
      for await (const _part of chat(server, askedFor('Why?'), new AbortController().signal)) break;
      await scripted.requests[0]?.abandoned;
    });
  });
});
