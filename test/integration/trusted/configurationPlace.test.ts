import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { configurationUri, fileSetting } from '../../../src/extension/configuration/workspaceConfiguration.ts';
import { activateWorkbench, configurationFile, workspaceFolder } from '../workbench.ts';

describe('the place of the configuration file', function () {
  this.timeout(30_000);
  const link = (): string => join(workspaceFolder(), 'outside');
  let elsewhere = '';
  const name = (file: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration(undefined, vscode.Uri.file(workspaceFolder()))
      .update(fileSetting, file, vscode.ConfigurationTarget.Workspace);

  before(async () => {
    await activateWorkbench();
    elsewhere = await mkdtemp(join(tmpdir(), 'cleanrooms-elsewhere-'));
    await symlink(elsewhere, link());
  });
  after(async () => {
    await name(undefined);
    await rm(link());
    await rm(elsewhere, { recursive: true });
  });

  it('is in the folder, also in a part of it that does not exist yet', async () => {
    assert.equal(configurationUri()?.fsPath, configurationFile());
    await name('later/clean.json');
    assert.equal(configurationUri()?.fsPath, join(workspaceFolder(), 'later/clean.json'));
  });

  for (const outside of ['../clean.json', 'later/../../clean.json', 'outside/clean.json', '.']) {
    it(`is refused as "${outside}"`, async () => {
      await name(outside);
      assert.throws(() => configurationUri(), /is no file in the folder/);
    });
  }
});
