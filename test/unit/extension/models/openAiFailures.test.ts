import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { chat } from '../../../../src/extension/models/openAiChat.ts';
import { startScriptedOpenAi, type ScriptedAnswer, type ScriptedOpenAi } from '../../support/scriptedOpenAi.ts';
import { askedFor, failure, key } from './asking.ts';

const error = (status: number, said: object, headers: Record<string, string> = {}): ScriptedAnswer => ({
  kind: 'plain',
  status,
  body: { error: said },
  headers,
});

interface Story {
  when: string;
  answer: ScriptedOpenAi['answers'][number];
  /** Asked where it is not "Why?". */
  asked?: string;
  code: CleanRoomError['code'];
  sentence: RegExp;
  /** What had come before it failed. */
  before?: string;
}

const stories: Story[] = [
  {
    when: 'the key is wrong (401)',
    answer: error(401, { message: `Incorrect API key provided: ${key}.`, code: 'invalid_api_key' }),
    code: 'connection_unusable',
    sentence: /did not accept the key for scripted-1 \(Scripted\): Incorrect API key provided: …\. Enter it with "Clean Rooms: Set the key/,
  },
  {
    when: 'the key is not permitted the model (403)',
    answer: error(403, { message: 'No access to scripted-1.' }),
    code: 'not_permitted',
    sentence: /The key does not permit scripted-1 \(Scripted\) at .*: No access to scripted-1\. Choose another model/,
  },
  {
    when: 'there is no such model (404)',
    answer: error(404, { message: 'The model does not exist.', code: 'model_not_found' }),
    code: 'not_found',
    sentence:
      /knows no scripted-1 \(Scripted\): The model does not exist\. Choose another model, or correct it in the setting cleanRooms\.models\.providers/,
  },
  {
    when: 'it is too much at once (429), with seconds',
    answer: error(429, { message: 'Rate limit reached.' }, { 'retry-after': '20' }),
    code: 'throttled',
    sentence: /asks to slow down with scripted-1 .*: Rate limit reached\. Ask again in 20 seconds\./,
  },
  {
    when: 'it is too much at once (429), with many seconds',
    answer: error(429, { message: 'Rate limit reached.' }, { 'retry-after': '600' }),
    code: 'throttled',
    sentence: /Ask again in 10 minutes/,
  },
  {
    when: 'it is too much at once (429), with milliseconds',
    answer: error(429, { message: 'Rate limit reached.' }, { 'retry-after-ms': '1500' }),
    code: 'throttled',
    sentence: /Ask again in 2 seconds\./,
  },
  {
    when: 'it is too much at once (429), with a single second',
    answer: error(429, { message: 'Rate limit reached.' }, { 'retry-after': '1' }),
    code: 'throttled',
    sentence: /Ask again in 1 second\./,
  },
  {
    when: 'the request timed out on its way (408)',
    answer: error(408, { message: 'Request timeout.' }),
    code: 'service_fault',
    sentence: /failed for scripted-1 \(Scripted\): Request timeout\. Ask again in some minutes/,
  },
  {
    when: 'it is too much at once (429), with a date',
    // An hour from the moment of the answer, however long other tests took before.
    answer: () => error(429, { message: 'Rate limit reached.' }, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }),
    code: 'throttled',
    sentence: /Ask again in (59|60) minutes/,
  },
  {
    when: 'it is too much at once (429), and nobody says until when',
    answer: error(429, { message: 'Rate limit reached.' }),
    code: 'throttled',
    sentence: /Ask again in some minutes/,
  },
  {
    when: 'the allowance is used up',
    answer: error(429, { message: 'You exceeded your current quota.', code: 'insufficient_quota' }, { 'retry-after': '20' }),
    code: 'quota_reached',
    sentence: /used up: You exceeded your current quota\. Look at plan and billing/,
  },
  {
    when: 'the server fails (500)',
    answer: error(500, { message: 'The server had an error.' }),
    code: 'service_fault',
    sentence: /failed for scripted-1 \(Scripted\): The server had an error\. Ask again in some minutes/,
  },
  {
    when: 'a proxy answers for the server (503 and a page)',
    answer: { kind: 'plain', status: 503, body: '<html><body>Service unavailable</body></html>' },
    code: 'service_fault',
    sentence: /failed for scripted-1 \(Scripted\): HTTP status 503\. Ask again/,
  },
  {
    when: 'the conversation is too long, as OpenAI says it',
    answer: error(400, { message: 'Too many.', code: 'context_length_exceeded' }),
    code: 'invalid_input',
    sentence: /The conversation is too long for scripted-1 \(Scripted\): Too many\. Ask in a new chat, or about less\..*maxInputTokens/,
  },
  {
    when: 'the conversation is too long, as llama.cpp says it',
    answer: error(400, { message: 'the request exceeds the available context size', type: 'exceed_context_size_error' }),
    code: 'invalid_input',
    sentence: /too long for scripted-1/,
  },
  {
    when: 'the conversation is too long, as vLLM says it',
    answer: error(400, { message: "This model's maximum context length is 4096 tokens.", type: 'BadRequestError' }),
    code: 'invalid_input',
    sentence: /too long for scripted-1/,
  },
  {
    when: 'the request is refused for another reason (400)',
    answer: error(400, { message: 'tools are not supported' }),
    code: 'invalid_input',
    sentence: /refused the request for scripted-1 \(Scripted\): tools are not supported\.? Choose another model/,
  },
  {
    when: 'the content filter refuses the question',
    answer: error(400, { message: 'Filtered.', code: 'content_filter' }),
    code: 'refused',
    sentence: /content filter of its provider stopped the answer of scripted-1 \(Scripted\)\. Put the question in other words/,
  },
  {
    when: 'the content filter stops the answer',
    answer: { kind: 'stream', text: ['The '], finish: 'content_filter' },
    code: 'refused',
    sentence: /The answer of scripted-1 \(Scripted\) is incomplete: the content filter .* What came stays\./,
    before: 'The ',
  },
  {
    when: 'the answer reaches its longest',
    answer: { kind: 'stream', text: ['The role is '], finish: 'length' },
    code: 'quota_reached',
    sentence: /is incomplete: it reached the longest that the model writes\. What came stays\./,
    before: 'The role is ',
  },
  {
    when: 'the connection breaks off',
    answer: { kind: 'dropped', text: ['The role ', 'is '] },
    code: 'no_answer',
    sentence: /The answer of scripted-1 \(Scripted\) is incomplete: the connection to .* broke off\. What came stays\. Ask again\./,
    before: 'The role is ',
  },
  {
    when: 'the stream ends before the answer does',
    answer: { kind: 'unfinished', text: ['The role '] },
    code: 'no_answer',
    sentence: /is incomplete: the connection to .* broke off/,
    before: 'The role ',
  },
  {
    when: 'the stream says that the server failed',
    answer: {
      kind: 'chunks',
      data: [JSON.stringify({ choices: [{ delta: { content: 'The ' } }] }), JSON.stringify({ error: { message: 'Out of memory.' } })],
    },
    code: 'service_fault',
    sentence: /The answer of scripted-1 \(Scripted\) is incomplete, .* failed: Out of memory\. What came stays\./,
    before: 'The ',
  },
  {
    when: 'a page is the answer',
    answer: { kind: 'plain', status: 200, body: '<html>Sign in</html>' },
    code: 'unexpected_answer',
    sentence: /did not answer for scripted-1 \(Scripted\) as the API of OpenAI does\. Check the base URL/,
  },
  {
    when: 'the stream holds no JSON',
    answer: { kind: 'chunks', data: ['Hello'] },
    code: 'unexpected_answer',
    sentence: /as the API of OpenAI does/,
  },
  {
    when: 'the stream holds JSON of another kind',
    answer: { kind: 'chunks', data: ['{"answer":"Hello"}'] },
    code: 'unexpected_answer',
    sentence: /as the API of OpenAI does/,
  },
  {
    when: 'the server leads elsewhere',
    answer: { kind: 'plain', status: 307, body: '', headers: { location: 'http://127.0.0.1:9/v1/chat/completions' } },
    code: 'invalid_input',
    sentence: /with a redirection, which is not followed\. Put the address that it leads to into the setting/,
  },
  {
    when: 'a tool is called with half a JSON object',
    answer: { kind: 'stream', calls: [{ id: 'call_a', name: 'diagnose', pieces: ['{"table":'] }] },
    code: 'unexpected_answer',
    sentence: /scripted-1 \(Scripted\) called the tool diagnose with arguments that are no JSON object\. Ask again, or choose a model/,
  },
];

describe('a chat that fails', () => {
  let scripted: ScriptedOpenAi;
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
  });
  afterEach(() => scripted.close());

  const ask = (): ReturnType<typeof failure> =>
    failure(chat({ name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl, key }, askedFor('Why?'), new AbortController().signal));

  for (const { when, answer, code, sentence, before = '' } of stories) {
    it(`when ${when}, says so and what to do`, async () => {
      scripted.answers = [answer];
      const failed = await ask();
      assert.ok(failed.thrown instanceof CleanRoomError);
      assert.match(failed.thrown.sentence, sentence);
      assert.deepEqual([failed.thrown.code, failed.before], [code, before]);
    });
  }

  for (const { when, answer } of stories) {
    it(`when ${when}, asks only once`, async () => {
      scripted.answers = [answer];
      await ask();
      assert.equal(scripted.requests.length, 1);
    });
  }

  for (const [how, words] of [
    ['as it is', `You sent ${key}, which is wrong.`],
    ['half hidden', 'Incorrect API key provided: sk-test-********cdef.'],
    ['in a header', 'Bad header "Authorization: Bearer abcdefghijkl".'],
    ['beyond what is shown', `${'x'.repeat(390)}${key}`],
  ] as const) {
    it(`does not repeat the key where the server's words hold it ${how}`, async () => {
      scripted.answers = [error(401, { message: words })];
      const { thrown } = await ask();
      const shown = inspect(thrown, { depth: 10 });
      for (const part of ['sk-t', 'cdef', 'abcdefghijkl']) assert.doesNotMatch(shown, new RegExp(part));
    });
  }

  it('keeps the request id for support', async () => {
    scripted.answers = [error(500, { message: 'Broken.' }, { 'x-request-id': 'req_42' })];
    const { thrown } = await ask();
    assert.ok(thrown instanceof CleanRoomError);
    assert.equal(thrown.details.requestId, 'req_42');
  });

  it("takes the server's words for data: one line, without signs that nobody sees", async () => {
    scripted.answers = [error(500, { message: 'Broken.\n\u001b[31mPress\u202e here' })];
    const { thrown } = await ask();
    assert.ok(thrown instanceof CleanRoomError);
    assert.match(thrown.message, /: Broken\. \[31mPress here$/);
  });

  it('says that nobody listens where the connection is refused', async () => {
    const { baseUrl } = scripted;
    await scripted.close();
    const { thrown } = await failure(
      chat({ name: 'Scripted', kind: 'openai', baseUrl, key }, askedFor('Why?'), new AbortController().signal),
    );
    assert.ok(thrown instanceof CleanRoomError);
    assert.equal(thrown.code, 'no_answer');
    assert.match(
      thrown.sentence,
      /No answer from 127\.0\.0\.1:\d+ for scripted-1 \(Scripted\): the connection was refused\. Check that the server runs/,
    );
    scripted = await startScriptedOpenAi();
  });

  it('says so where the server hangs up without a word', async () => {
    const rude = createServer((request) => request.socket.destroy());
    await new Promise<void>((ready) => rude.listen(0, '127.0.0.1', ready));
    const place = rude.address();
    const port = typeof place === 'object' ? place?.port : undefined;
    const { thrown } = await failure(
      chat(
        { name: 'Rude', kind: 'openai', baseUrl: `http://127.0.0.1:${port ?? 0}/v1`, key },
        askedFor('Why?'),
        new AbortController().signal,
      ),
    );
    rude.close();
    assert.ok(thrown instanceof CleanRoomError);
    assert.match(thrown.sentence, /No answer from .* for scripted-1 \(Rude\): UND_ERR_SOCKET\. Check that the server runs/);
  });

  it('with a key that no header can carry, does not repeat it', async () => {
    const broken = 'sk-test-with\nline';
    const { thrown } = await failure(
      chat({ name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl, key: broken }, askedFor('Why?'), new AbortController().signal),
    );
    assert.ok(thrown instanceof CleanRoomError);
    assert.doesNotMatch(inspect(thrown, { depth: 10 }), /sk-test/);
  });
});
