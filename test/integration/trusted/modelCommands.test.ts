import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { modelProvidersSetting } from '../../../src/extension/models/modelProviders.ts';
import { openAiVendor } from '../../../src/extension/models/vendors.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { hearWords } from '../support/heardWords.ts';
import { answerQuestions, writeProviders, type GivenAnswers } from '../support/modelsOfServer.ts';
import { standIn } from '../support/standIn.ts';
import { activateWorkbench, eventually, testHandle } from '../workbench.ts';

const key = 'sk-commands-0123456789';

describe('the commands for model providers', function () {
  this.timeout(60_000);
  let scripted: ScriptedOpenAi;
  before(() => activateWorkbench());
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
  });
  afterEach(async () => {
    await writeProviders();
    await scripted.close();
  });

  /** Runs a command with a person who answers so; what the person was asked and told. */
  const run = async (command: string, answers: GivenAnswers): Promise<{ asked: string[]; told: string }> => {
    const words = hearWords((await testHandle()).workbench.log);
    const questions = answerQuestions(answers);
    try {
      await vscode.commands.executeCommand(`cleanRooms.${command}`);
      return { asked: questions.asked, told: words.heard.map((each) => each.words).join('\n') };
    } finally {
      questions.end();
      words.end();
    }
  };
  const addLocal = (inputs: Record<string, string> = {}): ReturnType<typeof run> =>
    run('addModelProvider', { picks: { 'Add a model provider': 'Local server' }, inputs: { 'base URL': scripted.baseUrl, ...inputs } });
  const saved = (): unknown => vscode.workspace.getConfiguration().inspect(modelProvidersSetting)?.globalValue;
  const host = (): string => new URL(scripted.baseUrl).host;
  const listed = async (): Promise<string[]> => (await vscode.lm.selectChatModels({ vendor: openAiVendor })).map(({ id }) => id);

  it('add a local server without asking for a key, and its models are there', async () => {
    const { asked, told } = await addLocal();
    assert.deepEqual(asked, ['Add a model provider', 'Add model provider: base URL']);
    assert.match(told, /Added the model provider 127\.0\.0\.1:\d+\./);
    assert.deepEqual(saved(), [{ name: host(), kind: 'openai', baseUrl: scripted.baseUrl }]);
    assert.deepEqual(await listed(), [`${host()}/scripted-1`]);
  });

  it('ask for the key of a local server that wants one', async () => {
    scripted.models = { kind: 'plain', status: 401, body: { error: { message: 'Who are you?' } } };
    const { asked, told } = await addLocal({ 'Key of': key });
    assert.deepEqual(asked.slice(2), [`Key of the model provider ${host()}`]);
    assert.match(told, /did not accept the key for the list of models: Who are you\? Check the key\. Nothing was kept\./);
    assert.equal(saved(), undefined);
  });

  it('begin anew where the person tries again: with what was entered, but never with the key', async () => {
    scripted.key = key;
    const words = hearWords((await testHandle()).workbench.log);
    const inputs = { 'base URL': scripted.baseUrl, 'Key of': 'sk-wrong' };
    const questions = answerQuestions({ picks: { 'Add a model provider': 'Local server' }, inputs });
    const tryingAgain = standIn(vscode.window, 'showErrorMessage', (_sentence: string, button: string) => {
      inputs['Key of'] = key;
      return Promise.resolve(button);
    });
    try {
      await vscode.commands.executeCommand('cleanRooms.addModelProvider');
      await eventually(saved);
    } finally {
      tryingAgain();
      questions.end();
      words.end();
    }
    const [address, keyAsked] = ['Add model provider: base URL', `Key of the model provider ${host()}`];
    assert.deepEqual(questions.asked, ['Add a model provider', address, keyAsked, address, keyAsked]);
    assert.deepEqual(questions.proposed, ['http://127.0.0.1:11434/v1', '', scripted.baseUrl, '']);
    assert.deepEqual(saved(), [{ name: host(), kind: 'openai', baseUrl: scripted.baseUrl }]);
  });

  it('ask which models there are where a server does not list them', async () => {
    scripted.models = { kind: 'plain', status: 404, body: 'Not found' };
    await addLocal({ 'lists no chat models': 'one, two,one' });
    assert.deepEqual(saved(), [{ name: host(), kind: 'openai', baseUrl: scripted.baseUrl, models: [{ id: 'one' }, { id: 'two' }] }]);
  });

  it('keep nothing of a server that does not answer', async () => {
    await scripted.close();
    const { told } = await addLocal();
    assert.match(told, /No answer from .*: the connection was refused\. Check the address, .* Nothing was kept\.$/m);
    assert.equal(saved(), undefined);
    scripted = await startScriptedOpenAi();
  });

  it('give a second provider of one kind a name of its own', async () => {
    await addLocal();
    await addLocal();
    assert.deepEqual(await listed(), [`${host()}/scripted-1`, `${host()} 2/scripted-1`]);
  });

  it('do not keep a key that the server refuses', async () => {
    await addLocal();
    scripted.models = { kind: 'plain', status: 401, body: { error: { message: 'Wrong.' } } };
    const { told } = await run('setModelProviderKey', { picks: { 'Set the key': host() }, inputs: { 'Key of': key } });
    assert.match(told, /did not accept the key/);
    scripted.models = ['scripted-1'];
    await run('setModelProviderKey', { picks: {} });
    await addLocal();
    assert.ok(scripted.requests.every(({ headers }, at) => at === 1 || headers.authorization === undefined));
  });

  it('remove a provider with its key', async () => {
    await addLocal();
    await run('setModelProviderKey', { picks: { 'Set the key': host() }, inputs: { 'Key of': key } });
    await run('removeModelProvider', { picks: { Remove: host() } });
    assert.deepEqual([saved(), await listed()], [[], []]);
    await addLocal();
    assert.equal(scripted.requests.at(-1)?.headers.authorization, undefined);
  });

  it('leave what is wrong in the setting as it is', async () => {
    const wrong = { name: 'half' };
    await vscode.workspace.getConfiguration().update(modelProvidersSetting, [wrong], vscode.ConfigurationTarget.Global);
    await addLocal();
    assert.deepEqual(saved(), [wrong, { name: host(), kind: 'openai', baseUrl: scripted.baseUrl }]);
  });

  it('say that there is no provider where somebody wants to remove one', async () => {
    const { told } = await run('removeModelProvider', {});
    assert.match(told, /There is no model provider\. Add one with "Clean Rooms: Add a model provider…"/);
  });

  it('are all behind the one that VS Code shows beside the models', async () => {
    const { asked } = await run('manageModelProviders', { picks: { 'OpenAI-compatible': 'Add a model provider…' } });
    assert.deepEqual(asked, ['OpenAI-compatible models', 'Add a model provider']);
  });
});
