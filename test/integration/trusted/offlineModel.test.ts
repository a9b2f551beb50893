import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { offlineEntrySetting } from '../../../src/extension/models/offlineEntry.ts';
import { offlineVendor } from '../../../src/extension/models/vendors.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { writeProviders } from '../support/modelsOfServer.ts';
import { activateWorkbench } from '../workbench.ts';

describe('the model entry without AI', function () {
  this.timeout(60_000);
  let scripted: ScriptedOpenAi;
  before(async () => {
    await activateWorkbench();
    scripted = await startScriptedOpenAi();
  });
  afterEach(async () => {
    await switchEntry(undefined);
    await writeProviders();
  });
  after(() => scripted.close());

  it('is there where there is no other chat model', async () => {
    const [entry] = await offered(1);
    assert.equal(entry?.name, 'Clean Rooms diagnostics (no AI)');
  });

  it('goes when another model comes, and comes back when that one goes', async () => {
    await offered(1);
    await writeProviders({ name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl });
    await offered(0);
    await writeProviders();
    await offered(1);
  });

  it('can be switched off, and on again', async () => {
    await offered(1);
    await switchEntry(false);
    await offered(0);
    await switchEntry(true);
    await offered(1);
  });

  it('says what it is and how to use @cleanroom, whatever it is asked', async () => {
    const [entry] = await offered(1);
    assert.ok(entry);
    let said = '';
    for await (const text of (await entry.sendRequest([vscode.LanguageModelChatMessage.User('Why is part_ibe_07 not ready?')])).text)
      said += text;
    assert.match(said, /an entry without AI[\s\S]*@cleanroom \/diagnose[\s\S]*Add a model provider/);
    assert.doesNotMatch(said, /part_ibe_07/);
  });
});

/** Looks until so many entries without AI are there. */
async function offered(count: number): Promise<vscode.LanguageModelChat[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const entries = await vscode.lm.selectChatModels({ vendor: offlineVendor });
    if (entries.length === count) return entries;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`There never were ${count} entries.`);
}

async function switchEntry(on: boolean | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(offlineEntrySetting, on, vscode.ConfigurationTarget.Global);
}
