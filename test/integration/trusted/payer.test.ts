import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isPartnerPlan } from '../../../src/core/jobs/job.ts';
import { costsOf } from '../../../src/extension/plan/planText.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, configurationFile, connect, disconnectAll, testHandle } from '../workbench.ts';

describe('an invitation that makes this account pay', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;

  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'strangers', 200);
  });
  after(async () => {
    await disconnectAll();
    await sandbox.stop();
    await rm(configurationFile(), { force: true });
  });

  for (const agreed of [false, true]) {
    it(`is asked about once, with what it costs, and ${agreed ? 'accepted' : 'left alone'}`, async () => {
      const {
        workbench: { accounts },
        answerConsent,
      } = await testHandle();
      const account = await connect(sandbox);
      await accounts.refresh(account);
      const invitation = account.result?.invitations.find(({ name }) => name === 'Northwind cost sharing');
      assert.ok(invitation);
      const before = (await sandbox.account('111122223333')).memberships.length;
      const asked: string[][] = [];
      answerConsent(({ plan, files }) => {
        assert.ok(!isPartnerPlan(plan));
        asked.push(costsOf({ plan, files }));
        return agreed;
      });
      await vscode.commands.executeCommand('cleanRooms.acceptInvitation', { account, invitation });
      assert.deepEqual(asked, [['queryCompute']]);
      assert.equal((await sandbox.account('111122223333')).memberships.length, before + (agreed ? 1 : 0));
    });
  }
});
