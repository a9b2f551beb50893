import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ModelProvider } from '../../../src/extension/models/modelProviders.ts';
import { openAiVendor } from '../../../src/extension/models/vendors.ts';
import { startScriptedOpenAi, type ScriptedAnswer, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { hearWords } from '../support/heardWords.ts';
import { hostFiles, placesWith, type Place } from '../support/hostFiles.ts';
import { answerQuestions, modelOf, writeProviders } from '../support/modelsOfServer.ts';
import { activateWorkbench, testHandle } from '../workbench.ts';

const unmistakable = (): string => `sk-${randomBytes(18).toString('hex')}`;
const question = [vscode.LanguageModelChatMessage.User('Why is part_ibe_07 not ready?')];

describe('after the whole life of a key of a model provider', function () {
  this.timeout(60_000);
  const [key, wrongKey] = [unmistakable(), unmistakable()];
  const errors: unknown[] = [];
  const answered: string[] = [];
  let scripted: ScriptedOpenAi;
  let provider: ModelProvider;
  let words: ReturnType<typeof hearWords>;
  let settings: string;
  let files: Place[];

  before(async () => {
    await activateWorkbench();
    scripted = await startScriptedOpenAi();
    provider = { name: `Life ${randomBytes(4).toString('hex')}`, kind: 'openai', baseUrl: scripted.baseUrl };
    await writeProviders(provider);
    words = hearWords((await testHandle()).workbench.log);
    scripted.models = repeating(401, wrongKey);
    await command('setModelProviderKey', 'Set the key', wrongKey);
    scripted.models = ['scripted-1'];
    await command('setModelProviderKey', 'Set the key', key);
    scripted.answers = [{ kind: 'stream', text: ['The role is missing.'] }];
    await ask();
    for (const status of [401, 403, 429, 500]) {
      scripted.answers = [repeating(status, key)];
      await ask();
    }
    scripted.models = repeating(403, key);
    // A changed setting: the list is asked for anew, and refused.
    await writeProviders({ ...provider, baseUrl: `${scripted.baseUrl}/` });
    await vscode.lm.selectChatModels({ vendor: openAiVendor });
    settings = JSON.stringify(vscode.workspace.getConfiguration());
    files = await hostFiles();
    await command('removeModelProvider', 'Remove', '');
    files.push(...(await hostFiles()));
  });
  after(async () => {
    words.end();
    await writeProviders();
    await scripted.close();
  });

  /** Calls a command of the models as a person who picks this provider and enters this. */
  const command = async (name: string, title: string, entered: string): Promise<void> => {
    const questions = answerQuestions({ picks: { [title]: provider.name }, inputs: { 'Key of': entered } });
    try {
      await vscode.commands.executeCommand(`cleanRooms.${name}`);
    } finally {
      questions.end();
    }
  };
  const ask = async (): Promise<void> => {
    try {
      const { text } = await (await modelOf(provider)).sendRequest(question);
      for await (const piece of text) answered.push(piece);
    } catch (thrown) {
      errors.push(thrown);
    }
  };
  const said = (): Place[] => words.heard.map(({ where, words: heard }) => ({ where, content: Buffer.from(heard) }));
  const messages = (): string[] => errors.map((each) => (each instanceof Error ? each.message : ''));

  it('both keys were sent to their server, and to it alone the right one gave an answer', () => {
    const sent = new Set(scripted.requests.map(({ headers }) => headers.authorization));
    assert.ok(sent.has(`Bearer ${wrongKey}`) && sent.has(`Bearer ${key}`));
    assert.deepEqual(answered, ['The role is missing.']);
  });

  it('every failure was told, also those in which the server repeated the key', () => {
    assert.deepEqual(
      messages().map((message) => message.includes('The server heard …')),
      [true, true, true, true],
    );
    const told = (where: RegExp): boolean =>
      said().some((place) => where.test(place.where) && place.content.includes('The server heard …'));
    assert.ok(told(/^notification/), 'the key that was refused');
    assert.ok(told(/^log \(warn\)/), 'the list that was refused');
  });

  it('no person was told one of them, and no log', () => {
    assert.deepEqual(placesWith(said(), [key, wrongKey]), []);
  });

  it('no error holds one of them, whoever writes all of it into a log', () => {
    const whole = errors.map((each) => ({
      where: messages()[errors.indexOf(each)] ?? '',
      content: Buffer.from(each instanceof Error ? [each.message, each.stack, JSON.stringify(each), String(each.cause)].join('\n') : ''),
    }));
    assert.deepEqual(placesWith(whole, [key, wrongKey]), []);
  });

  it('the settings hold the provider, and neither key', () => {
    assert.ok(settings.includes(provider.name));
    assert.deepEqual(placesWith([{ where: 'settings', content: Buffer.from(settings) }], [key, wrongKey]), []);
  });

  it('no file holds one of them, before and after the provider was removed', () => {
    assert.ok(files.some(({ where, content }) => where.endsWith('settings.json') && content.includes(provider.name)));
    assert.deepEqual(placesWith(files, [key, wrongKey]), []);
  });
});

function repeating(status: number, key: string): ScriptedAnswer {
  return { kind: 'plain', status, body: { error: { message: `The server heard ${key}` } }, headers: { 'x-request-id': 'request-1' } };
}
