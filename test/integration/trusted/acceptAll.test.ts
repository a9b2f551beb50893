import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { assertInboxIsDone, startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, connect, testHandle } from '../workbench.ts';
import { parseConfiguration } from '../../../src/core/config/parse.ts';

describe('accepting all invitations in VS Code', function () {
  this.timeout(90_000);
  let sandbox: SandboxProgram;
  const configurationFile = (): string => join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'collaboration-config.json');

  before(async () => {
    await activateWorkbench();
    await rm(configurationFile(), { force: true });
    sandbox = await startSandboxProgram(builtProgram(), 'inbox', 200);
    const { workbench } = await testHandle();
    await workbench.accounts.refresh(await connect(sandbox));
  });

  after(async () => {
    const { workbench, answerConsent } = await testHandle();
    answerConsent(undefined);
    for (const account of workbench.accounts.all) workbench.accounts.remove(account);
    await sandbox.stop();
    await rm(configurationFile(), { force: true });
  });

  it('shows the twelve invitations before anything is accepted', async () => {
    const { workbench } = await testHandle();
    const [account] = workbench.accounts.all;
    assert.equal(account?.result?.invitations.length, 12);
    assert.equal(account.result.findings.filter(({ id }) => id === 'invitation.pending').length, 12);
  });

  it('writes nothing, and makes no file, when the person does not agree to the plan', async () => {
    const { answerConsent } = await testHandle();
    let asked = 0;
    answerConsent(() => {
      asked += 1;
      return false;
    });
    await vscode.commands.executeCommand('cleanRooms.acceptAllInvitations');
    assert.equal(asked, 1);
    assert.equal((await sandbox.account('111122223333')).memberships.length, 0);
    await assert.rejects(readFile(configurationFile()));
  });

  it('reaches the wished state, asks once, names the account, and makes the configuration file', async () => {
    const { answerConsent } = await testHandle();
    const asked: string[] = [];
    answerConsent(({ plan }) => {
      asked.push(plan.connection.accountId);
      return true;
    });
    await vscode.commands.executeCommand('cleanRooms.acceptAllInvitations');
    assert.deepEqual(asked, ['111122223333']);
    await assertInboxIsDone(sandbox);
    const parsed = parseConfiguration(await readFile(configurationFile(), 'utf8'));
    assert.ok('configuration' in parsed);
    assert.equal(parsed.configuration.collaborations?.filter(({ status }) => status === 'active').length, 12);
    assert.deepEqual(parsed.configuration.pending_invitations, []);
  });

  it('records one audit entry with a request id for every write', async () => {
    const { workbench } = await testHandle();
    const entries = (await readFile(workbench.auditLog.file, 'utf8')).trim().split('\n');
    assert.equal(entries.length, 12 + 300 + 300 + 12);
    assert.deepEqual(
      entries.filter((entry) => !entry.includes('"requestId"')),
      [],
    );
  });

  it('shows every collaboration with all tables ready afterwards', async () => {
    const { workbench } = await testHandle();
    const [account] = workbench.accounts.all;
    assert.deepEqual(
      account?.result?.collaborations.map(({ tables }) => tables),
      Array.from({ length: 12 }, () => ({ ready: 25, not_ready: 0 })),
    );
  });
});
