import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { ChatModels, type ChatModel } from '../../../src/extension/models/chatModels.ts';
import { ModelKeys } from '../../../src/extension/models/modelKeys.ts';
import type { ModelProvider } from '../../../src/extension/models/modelProviders.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { writeProviders } from '../support/modelsOfServer.ts';
import { secretsIn } from '../support/secretsIn.ts';
import { activateWorkbench, testHandle } from '../workbench.ts';

/** VS Code may still ask the model that was listed before; the settings of now say whether it is on this machine. */
describe('a model whose provider was changed after it was listed', function () {
  this.timeout(60_000);
  let scripted: ScriptedOpenAi;
  let provider: ModelProvider;
  let models: ChatModels;
  let listed: ChatModel;
  before(() => activateWorkbench());
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
    provider = { name: `Repointed ${randomBytes(4).toString('hex')}`, kind: 'openai', baseUrl: scripted.baseUrl };
    await writeProviders(provider);
    models = new ChatModels(new ModelKeys(secretsIn(new Map())), (await testHandle()).workbench.log);
    const [first] = await models.provideLanguageModelChatInformation({ silent: true });
    assert.ok(first !== undefined);
    listed = first;
  });
  afterEach(async () => {
    models.dispose();
    await writeProviders();
    await scripted.close();
  });

  const ask = async (): Promise<string> => {
    const said: unknown[] = [];
    await models.provideLanguageModelChatResponse(
      listed,
      [{ role: vscode.LanguageModelChatMessageRole.User, content: [new vscode.LanguageModelTextPart('Why?')], name: undefined }],
      { toolMode: vscode.LanguageModelChatToolMode.Auto },
      { report: (part) => said.push(part) },
      new vscode.CancellationTokenSource().token,
    );
    return said.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };
  const asked = (): number => scripted.requests.filter(({ method }) => method === 'POST').length;

  it('answers while nothing was changed', async () => {
    scripted.answers = [{ kind: 'stream', text: ['Yes.'] }];
    assert.equal(await ask(), 'Yes.');
  });

  for (const [what, change] of [
    ['is at another address', (): Promise<void> => writeProviders({ ...provider, baseUrl: 'https://models.example/v1' })],
    ['was removed', (): Promise<void> => writeProviders()],
  ] as const) {
    it(`is sent nothing where the provider ${what}, and the next step is said`, async () => {
      await change();
      await assert.rejects(ask(), (thrown: unknown) => {
        assert.ok(thrown instanceof vscode.LanguageModelError);
        assert.match(thrown.message, /was removed or has another base URL .* nothing was sent\. Choose the model anew/);
        return true;
      });
      assert.equal(asked(), 0);
    });
  }
});
