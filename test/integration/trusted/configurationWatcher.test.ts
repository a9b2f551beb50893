import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { fileSetting } from '../../../src/extension/configuration/workspaceConfiguration.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, connect, disconnectAll, eventually, testHandle, workspaceFolder } from '../workbench.ts';

describe('a change of the configuration', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  const file = (): string => join(workspaceFolder(), 'other.json');
  const name = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration(undefined, vscode.Uri.file(workspaceFolder()))
      .update(fileSetting, value, vscode.ConfigurationTarget.Workspace);

  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'inbox', 200);
  });
  after(async () => {
    await name(undefined);
    await rm(file(), { force: true });
    await disconnectAll();
    await sandbox.stop();
  });

  it('is read wherever the setting puts the file, and what is read already is not read again', async () => {
    const {
      workbench: { accounts },
    } = await testHandle();
    const account = await connect(sandbox);
    await accounts.refresh(account);
    const first = account.readingBegan ?? 0;
    await name('other.json');
    await eventually(() => (account.readingBegan ?? 0) > first && account.state.kind === 'read');

    const second = account.readingBegan ?? 0;
    await writeFile(file(), JSON.stringify({ trusted_creators: ['444455556666'], collaborations: [] }));
    await eventually(() => (account.readingBegan ?? 0) > second && account.state.kind === 'read');
    assert.equal(account.result?.findings.filter(({ id }) => id === 'invitation.untrusted_creator').length, 9);

    await writeFile(file(), JSON.stringify({ collaborations: [] }));
    await new Promise((later) => setTimeout(later, 50));
    await accounts.refresh(account);
    const third = account.readingBegan;
    await new Promise((later) => setTimeout(later, 3500));
    assert.equal(account.readingBegan, third);
  });
});
