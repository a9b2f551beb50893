import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ChatModels } from '../../../src/extension/models/chatModels.ts';
import { ModelKeys } from '../../../src/extension/models/modelKeys.ts';
import { modelProvidersSetting } from '../../../src/extension/models/modelProviders.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { hearWords } from '../support/heardWords.ts';
import { secretsIn } from '../support/secretsIn.ts';
import { answerQuestions, writeProviders, type GivenAnswers } from '../support/modelsOfServer.ts';
import { activateWorkbench, testHandle } from '../workbench.ts';

const key = 'sk-aloud-0123456789';
const farAway = { name: 'Far away', kind: 'openai' as const, baseUrl: 'https://models.example/v1', models: [{ id: 'far' }] };

/** As "Add models" in VS Code's list of models asks: no extension can. */
describe('models that a person waits for', function () {
  this.timeout(60_000);
  let scripted: ScriptedOpenAi;
  let storage: Map<string, string>;
  before(() => activateWorkbench());
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
    storage = new Map();
  });
  afterEach(async () => {
    await writeProviders();
    await scripted.close();
  });

  const ask = async (answers: GivenAnswers): Promise<{ ids: string[]; asked: string[] }> => {
    const { log } = (await testHandle()).workbench;
    const models = new ChatModels(new ModelKeys(secretsIn(storage)), log);
    const words = hearWords(log);
    const questions = answerQuestions(answers);
    try {
      const listed = await models.provideLanguageModelChatInformation({ silent: false });
      return { ids: listed.map(({ id }) => id), asked: questions.asked };
    } finally {
      questions.end();
      words.end();
      models.dispose();
    }
  };

  it('are listed after the person has entered the key that is missing, which is kept for its origin', async () => {
    await writeProviders(farAway);
    assert.deepEqual(await ask({ inputs: { 'Key of': key } }), {
      ids: ['Far away/far'],
      asked: ['Key of the model provider Far away'],
    });
    assert.deepEqual([...storage], [['model|https://models.example|Far away', key]]);
  });

  it('are not listed where their entry is wrong, and what is wrong is said', async () => {
    await vscode.workspace
      .getConfiguration()
      .update(modelProvidersSetting, [{ name: 'Half', kind: 'openai' }], vscode.ConfigurationTarget.Global);
    await assert.rejects(ask({}), /cleanRooms\.models\.providers\[0\]: baseUrl is missing/);
  });

  it('are not listed where the person enters none, and the reason is said', async () => {
    await writeProviders(farAway);
    await assert.rejects(
      ask({}),
      (thrown: unknown) =>
        thrown instanceof vscode.LanguageModelError &&
        /There is no key for the model provider Far away at this address\. Enter it/.test(thrown.message),
    );
  });

  it('begin with a first provider where there is none', async () => {
    const { ids } = await ask({ picks: { 'Add a model provider': 'Local server' }, inputs: { 'base URL': scripted.baseUrl } });
    assert.deepEqual(ids, [`${new URL(scripted.baseUrl).host}/scripted-1`]);
  });

  it('of Azure need the names of the deployments', async () => {
    await writeProviders({ name: 'Azure acme', kind: 'azure', baseUrl: 'https://acme.openai.azure.com/openai/v1/' });
    await assert.rejects(
      ask({ inputs: { 'Key of': key } }),
      /The model provider Azure acme names no deployments\. Name them under "models"/,
    );
  });

  it('are not listed for an entry of the setting that is wrong, and the reason is said', async () => {
    const entries = [{ name: 'Open', kind: 'openai', baseUrl: 'http://models.example/v1' }];
    await vscode.workspace.getConfiguration().update(modelProvidersSetting, entries, vscode.ConfigurationTarget.Global);
    await assert.rejects(ask({}), /cleanRooms\.models\.providers\[0\]: .* must begin with https:/);
  });
});
