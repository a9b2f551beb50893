import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { builtProgram, connect, testHandle } from '../workbench.ts';

describe('in a workspace that is not trusted', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;

  before(async () => {
    sandbox = await startSandboxProgram(builtProgram(), 'inbox', 200);
    const { workbench } = await testHandle();
    await workbench.accounts.refresh(await connect(sandbox));
  });
  after(() => sandbox.stop());

  it('reads', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const { workbench } = await testHandle();
    assert.equal(workbench.accounts.all[0]?.result?.invitations.length, 12);
  });

  it('writes nothing, not even when asked to by the command itself, and never gets as far as the question', async () => {
    const { answerConsent } = await testHandle();
    let asked = 0;
    answerConsent(() => {
      asked += 1;
      return true;
    });
    await vscode.commands.executeCommand('cleanRooms.acceptAllInvitations');
    assert.equal(asked, 0);
    assert.equal((await sandbox.account('111122223333')).memberships.length, 0);
    assert.equal((await sandbox.calls())['CreateMembership'], undefined);
    assert.equal(existsSync(join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'collaboration-config.json')), false);
  });
});
