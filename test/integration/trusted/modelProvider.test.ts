import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { ModelProvider } from '../../../src/extension/models/modelProviders.ts';
import { openAiVendor } from '../../../src/extension/models/vendors.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { hearWords } from '../support/heardWords.ts';
import { hostFiles, placesWith } from '../support/hostFiles.ts';
import { answerQuestions, modelOf, writeProviders } from '../support/modelsOfServer.ts';
import { activateWorkbench, testHandle } from '../workbench.ts';

const question = [vscode.LanguageModelChatMessage.User('Why?')];

describe('a model of an OpenAI-compatible server', function () {
  this.timeout(60_000);
  let scripted: ScriptedOpenAi;
  let provider: ModelProvider;
  before(() => activateWorkbench());
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
    provider = { name: `Scripted ${randomBytes(4).toString('hex')}`, kind: 'openai', baseUrl: scripted.baseUrl };
    await writeProviders(provider);
  });
  afterEach(async () => {
    await writeProviders();
    await scripted.close();
  });

  const sentMessages = (): unknown[] => z.object({ messages: z.array(z.unknown()) }).parse(scripted.requests.at(-1)?.body).messages;

  it('stands in the list as what it is', async () => {
    const { vendor, name, family, maxInputTokens } = await modelOf(provider);
    assert.deepEqual([vendor, name, family, maxInputTokens], [openAiVendor, 'scripted-1', 'scripted-1', 6000]);
  });

  it('is listed as the settings say, and the server is not asked', async () => {
    const other = await startScriptedOpenAi();
    const described = { ...provider, baseUrl: other.baseUrl, models: [{ id: 'ours', name: 'Our model', maxInputTokens: 9000 }] };
    await writeProviders(described);
    const { name, maxInputTokens } = await modelOf(described, 'ours');
    assert.deepEqual([name, maxInputTokens, other.requests.length], ['Our model', 9000, 0]);
    await other.close();
  });

  it('streams its answer to whoever asks', async () => {
    scripted.answers = [{ kind: 'stream', text: ['The role ', 'is missing.'] }];
    const answer = await (await modelOf(provider)).sendRequest(question);
    assert.equal(await textOf(answer), 'The role is missing.');
  });

  it('calls a tool and hears its result', async () => {
    scripted.answers = [
      { kind: 'stream', calls: [{ id: 'call_a', name: 'diagnose', pieces: ['{"table":', '"part_ibe_07"}'] }] },
      { kind: 'stream', text: ['The role is missing.'] },
    ];
    const model = await modelOf(provider);
    const tools = [{ name: 'diagnose', description: 'Says why', inputSchema: { type: 'object' } }];
    const [call] = await partsOf(await model.sendRequest(question, { tools }));
    assert.ok(call instanceof vscode.LanguageModelToolCallPart);
    assert.deepEqual([call.callId, call.name, call.input], ['call_a', 'diagnose', { table: 'part_ibe_07' }]);
    const result = new vscode.LanguageModelToolResultPart('call_a', [new vscode.LanguageModelTextPart('role.missing')]);
    await textOf(
      await model.sendRequest(
        [...question, vscode.LanguageModelChatMessage.Assistant([call]), vscode.LanguageModelChatMessage.User([result])],
        { tools },
      ),
    );
    assert.deepEqual(sentMessages(), [
      { role: 'user', content: 'Why?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_a', type: 'function', function: { name: 'diagnose', arguments: '{"table":"part_ibe_07"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_a', content: 'role.missing' },
    ]);
  });

  it('hears of a tool result all that is words, and of a picture that something was there', async function () {
    // Not in the API that the extension is built for, but in later versions, which give such parts to every provider.
    const kind: unknown = Reflect.get(vscode, 'LanguageModelDataPart');
    if (typeof kind !== 'function') return this.skip();
    const data = (words: string, mimeType: string): unknown => Reflect.construct(kind, [Buffer.from(words), mimeType]);
    scripted.answers = [{ kind: 'stream', text: ['Yes.'] }];
    const call = new vscode.LanguageModelToolCallPart('call_a', 'diagnose', {});
    const result = new vscode.LanguageModelToolResultPart('call_a', [
      new vscode.LanguageModelTextPart('role.missing'),
      data('in words', 'text/plain'),
      data('{"at":1}', 'application/json'),
      data('PNG', 'image/png'),
    ]);
    const model = await modelOf(provider);
    await textOf(
      await model.sendRequest([
        ...question,
        vscode.LanguageModelChatMessage.Assistant([call]),
        vscode.LanguageModelChatMessage.User([result]),
      ]),
    );
    assert.deepEqual(sentMessages().at(-1), {
      role: 'tool',
      tool_call_id: 'call_a',
      content: 'role.missing\nin words\n{"at":1}\n(Something that this model cannot read.)',
    });
  });

  it('stops when that is asked for: the request ends', async () => {
    scripted.answers = [{ kind: 'held', text: ['The role '] }];
    const cancelling = new vscode.CancellationTokenSource();
    const answer = await (await modelOf(provider)).sendRequest(question, {}, cancelling.token);
    const reading = partsOf(answer).catch(() => undefined);
    for await (const _text of answer.text) break;
    cancelling.cancel();
    await scripted.requests.at(-1)?.abandoned;
    await reading;
  });

  for (const [status, said, code, sentence] of [
    [401, 'Wrong key.', 'NoPermissions', /wants a key for scripted-1 .*: Wrong key\. Enter it with "Clean Rooms: Set the key/],
    [404, 'No such model.', 'NotFound', /knows no scripted-1 .*: No such model\. Choose another model/],
    [500, 'Broken.', undefined, /failed for scripted-1 .*: Broken\. Ask again in some minutes/],
  ] as const) {
    it(`fails with a LanguageModelError that says what to do (${status})`, async () => {
      scripted.answers = [{ kind: 'plain', status, body: { error: { message: said } } }];
      const thrown = await failureOf(await modelOf(provider));
      assert.ok(thrown instanceof vscode.LanguageModelError);
      assert.match(thrown.message, sentence);
      if (code !== undefined) assert.equal(thrown.code, code);
    });
  }

  it('fails after what came of its answer, which stays', async () => {
    scripted.answers = [{ kind: 'dropped', text: ['The role '] }];
    const answer = await (await modelOf(provider)).sendRequest(question);
    let heard = '';
    await assert.rejects(
      async () => {
        for await (const text of answer.text) heard += text;
      },
      (thrown: unknown) => thrown instanceof vscode.LanguageModelError && /is incomplete: .* What came stays\./.test(thrown.message),
    );
    assert.equal(heard, 'The role ');
  });

  it('counts tokens on the safe side', async () => {
    const model = await modelOf(provider);
    assert.deepEqual([await model.countTokens('twelve chars'), await model.countTokens(question[0]!)], [4, 2]);
  });

  it('without the key that its server wants is not listed, and nobody is asked for one silently', async () => {
    const questions = answerQuestions({});
    try {
      await writeProviders({ name: 'Far away', kind: 'openai', baseUrl: 'https://models.example/v1', models: [{ id: 'far' }] });
      const models = await vscode.lm.selectChatModels({ vendor: openAiVendor });
      assert.deepEqual([models, questions.asked], [[], []]);
    } finally {
      questions.end();
    }
  });

  it('of one server stands there although another one is down', async () => {
    await writeProviders({ name: 'Down', kind: 'openai', baseUrl: 'http://127.0.0.1:9/v1' }, provider);
    const models = await vscode.lm.selectChatModels({ vendor: openAiVendor });
    assert.deepEqual(
      models.map(({ id }) => id),
      [`${provider.name}/scripted-1`],
    );
  });

  describe('with a key', () => {
    const key = `sk-${randomBytes(18).toString('hex')}`;
    let words: ReturnType<typeof hearWords>;
    before(async () => {
      words = hearWords((await testHandle()).workbench.log);
    });
    beforeEach(async () => {
      const questions = answerQuestions({ picks: { 'Set the key': provider.name }, inputs: { 'Key of': key } });
      await vscode.commands.executeCommand('cleanRooms.setModelProviderKey');
      questions.end();
    });
    after(() => {
      words.end();
    });

    it('sends it to its server', async () => {
      scripted.answers = [{ kind: 'stream', text: ['Yes.'] }];
      await textOf(await (await modelOf(provider)).sendRequest(question));
      assert.equal(scripted.requests.at(-1)?.headers.authorization, `Bearer ${key}`);
    });

    it('does not send it to another origin under the same name', async () => {
      const other = await startScriptedOpenAi({ kind: 'stream', text: ['Yes.'] });
      await writeProviders({ ...provider, baseUrl: other.baseUrl });
      await textOf(await (await modelOf(provider)).sendRequest(question));
      assert.deepEqual(
        other.requests.map(({ headers }) => headers.authorization),
        [undefined, undefined],
      );
      await other.close();
    });

    it('tells it nobody, also where the server repeats it: no person, no log, no file, no error', async () => {
      scripted.answers = [{ kind: 'plain', status: 401, body: { error: { message: `Wrong: ${key}` } } }];
      const thrown = await failureOf(await modelOf(provider));
      assert.match(thrown instanceof Error ? thrown.message : '', /did not accept the key for scripted-1 .*: Wrong: …/);
      const said = words.heard.map(({ where, words: heard }) => ({ where, content: Buffer.from(heard) }));
      const error = {
        where: 'error',
        content: Buffer.from(thrown instanceof Error ? `${thrown.message} ${thrown.stack ?? ''} ${String(thrown.cause)}` : ''),
      };
      assert.ok(said.some(({ where }) => where.startsWith('notification')));
      assert.deepEqual(placesWith([...said, error, ...(await hostFiles())], [key]), []);
    });
  });
});

async function partsOf({ stream }: vscode.LanguageModelChatResponse): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

async function textOf({ text }: vscode.LanguageModelChatResponse): Promise<string> {
  let whole = '';
  for await (const piece of text) whole += piece;
  return whole;
}

async function failureOf(model: vscode.LanguageModelChat): Promise<unknown> {
  try {
    await textOf(await model.sendRequest(question));
  } catch (thrown) {
    return thrown;
  }
  throw new Error('The model answered.');
}
