import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { groupFindings, isFindingGroup } from '../../../src/core/diagnosis/groupFindings.ts';
import { isPartnerPlan } from '../../../src/core/jobs/job.ts';
import type { Plan } from '../../../src/core/sync/change.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, connect, disconnectAll, testHandle } from '../workbench.ts';

const provider = '111122223333';
const europe = '222233334444';

describe('several accounts at once', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;

  before(() => activateWorkbench());
  beforeEach(async () => {
    sandbox = await startSandboxProgram(builtProgram(), 'messy', 200);
  });
  afterEach(async () => {
    await disconnectAll();
    await sandbox.stop();
  });

  it('one that cannot be reached says so in its own place and leaves the others whole', async () => {
    const { workbench } = await testHandle();
    const whole = await connect(sandbox, provider);
    const broken = workbench.accounts.addForSession({
      name: 'Broken',
      service: 'aws',
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      sandbox: true,
      accountId: europe,
    });
    await workbench.accounts.refreshAll();
    assert.equal(whole.state.kind, 'read');
    assert.equal(broken.state.kind, 'failed');
    assert.equal(whole.survey?.coverage.rows.length, 8);
  });

  it('the fix of a group of findings repairs just these, after a question that names the account', async () => {
    const { workbench, answerConsent } = await testHandle();
    const account = await connect(sandbox, provider);
    await workbench.accounts.refresh(account);
    const untouched = JSON.stringify(await sandbox.account(europe));
    const group = groupFindings(account.result?.findings ?? [])
      .filter(isFindingGroup)
      .find(({ title }) => title.includes('wrong association names'));
    assert.ok(group);
    const asked: Plan[] = [];
    answerConsent(({ plan }) => {
      assert.ok(!isPartnerPlan(plan));
      asked.push(plan);
      return true;
    });
    await vscode.commands.executeCommand('cleanRooms.fix', { account, group });
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.connection.accountId, provider);
    assert.deepEqual(
      asked[0].collaborations.filter(({ changes }) => changes.length > 0).map(({ name, changes }) => [name, changes.length]),
      [['Northwind spring campaign', 14]],
    );
    const rows = account.survey?.coverage.rows ?? [];
    const cells = rows.find(({ name }) => name === 'Northwind spring campaign')?.cells ?? [];
    assert.deepEqual([...new Set(cells.map(({ state }) => state))], ['ready']);
    assert.equal(JSON.stringify(await sandbox.account(europe)), untouched);
  });

  it('"Repair" leaves alone what another tool owns, and says whose it is', async () => {
    const { workbench, answerConsent } = await testHandle();
    const account = await connect(sandbox, europe);
    await workbench.accounts.refresh(account);
    answerConsent(() => true);
    const untouched = JSON.stringify(await sandbox.account(europe));
    await vscode.commands.executeCommand('cleanRooms.repair', { account });
    assert.equal(JSON.stringify(await sandbox.account(europe)), untouched);
    const owners = (account.result?.findings ?? []).flatMap(({ evidence }) =>
      evidence.filter((line) => line.startsWith('Another tool owns it')),
    );
    assert.equal(owners.length, 2);
    assert.match(owners.join(' '), /CloudFormation \(stack .*Terraform \(tag ManagedBy = Terraform\)/);
  });
});
