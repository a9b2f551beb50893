import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { registerModels } from '../../../src/extension/models/registerModels.ts';
import { hearWords } from '../support/heardWords.ts';
import { secretsIn } from '../support/secretsIn.ts';
import { standIn } from '../support/standIn.ts';
import { activateWorkbench, testHandle } from '../workbench.ts';

describe('an editor that takes no chat models from extensions', () => {
  before(() => activateWorkbench());

  it('has all commands of the palette, each of which says so and what to do', async () => {
    const { log } = (await testHandle()).workbench;
    const commands = new Map<string, () => Promise<void>>();
    const putBack = standIn(vscode.commands, 'registerCommand', (name: string, run: () => Promise<void>) => {
      commands.set(name, run);
      return new vscode.Disposable(() => undefined);
    });
    const provider = Object.getOwnPropertyDescriptor(vscode.lm, 'registerLanguageModelChatProvider');
    assert.ok(provider !== undefined && Reflect.deleteProperty(vscode.lm, 'registerLanguageModelChatProvider'));
    const words = hearWords(log);
    try {
      const globalState = { keys: () => [], get: () => undefined, update: () => Promise.resolve(), setKeysForSync: () => undefined };
      registerModels({ secrets: secretsIn(new Map()), globalState }, log).dispose();
      assert.deepEqual(
        [...commands.keys()],
        ['addModelProvider', 'setModelProviderKey', 'removeModelProvider', 'manageModelProviders'].map((name) => `cleanRooms.${name}`),
      );
      for (const run of commands.values()) await run();
    } finally {
      words.end();
      Object.defineProperty(vscode.lm, 'registerLanguageModelChatProvider', provider);
      putBack();
    }
    const told = words.heard.filter(({ where }) => where === 'notification (showErrorMessage)').map(({ words: heard }) => heard);
    const sentence = /This editor takes no chat models from extensions; .* Use a model that the editor has\./;
    assert.equal(told.filter((each) => sentence.test(each)).length, 4);
  });
});
