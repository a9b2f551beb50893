import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { repairCollaborations } from '../../../src/core/jobs/repairCollaborations.ts';
import type { Account } from '../../../src/extension/connections/account.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, disconnectAll, testHandle } from '../workbench.ts';

const provider = '111122223333';
const europe = '222233334444';

/** Points the profile "moving" to an account of the sandbox, as a person edits ~/.aws/credentials. */
async function pointTo(accountId: string): Promise<void> {
  const file = process.env['AWS_SHARED_CREDENTIALS_FILE'];
  assert.ok(file !== undefined, 'the tests have AWS files of their own');
  await writeFile(file, `[moving]\naws_access_key_id = ${accountId}\naws_secret_access_key = sandbox\n`);
}

describe('a profile that is re-pointed while VS Code runs', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  let original = '';

  before(async () => {
    await activateWorkbench();
    original = await readFile(process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '', 'utf8');
    sandbox = await startSandboxProgram(builtProgram(), 'messy', 200);
  });
  beforeEach(() => pointTo(provider));
  afterEach(() => disconnectAll());
  after(async () => {
    await writeFile(process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '', original);
    await sandbox.stop();
  });

  async function connectMoving(): Promise<Account> {
    const { workbench } = await testHandle();
    return workbench.accounts.addForSession({
      name: 'moving',
      service: 'aws',
      profile: 'moving',
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
    });
  }

  it('never shows what belongs to one account under the other, at any moment', async () => {
    const { workbench } = await testHandle();
    const account = await connectMoving();
    const moments: { place: string | undefined; rooms: string[] }[] = [];
    const listening = account.onDidChange(() => {
      const rooms = account.survey?.coverage.rows.map(({ name }) => name) ?? [];
      moments.push({ place: account.place.accountId, rooms });
    });
    await workbench.accounts.refresh(account);
    await pointTo(europe);
    await vscode.commands.executeCommand('cleanRooms.refresh', { account });
    listening.dispose();
    assert.equal(account.place.accountId, europe);
    assert.deepEqual(account.survey?.coverage.rows.map(({ name }) => name).sort(), ['Contoso Europe loyalty', 'Northwind Europe reach']);
    for (const { place, rooms } of moments) {
      const european = rooms.filter((name) => name.includes('Europe'));
      assert.deepEqual(european, place === europe ? rooms : [], `under ${String(place)}`);
    }
    assert.ok(moments.some(({ place, rooms }) => place === provider && rooms.length === 8));
  });

  it('writes nothing for a plan that was made of the other account', async () => {
    const { workbench, answerConsent } = await testHandle();
    const account = await connectMoving();
    await workbench.accounts.refresh(account);
    const untouched = JSON.stringify([await sandbox.account(provider), await sandbox.account(europe)]);
    await pointTo(europe);
    account.reopen();
    let asked = 0;
    answerConsent(() => {
      asked += 1;
      return true;
    });
    await assert.rejects(
      workbench.jobs.write('Repair', repairCollaborations, account, { include_owned: true }),
      /What is shown is account 111122223333, but the connection now leads to account 222233334444/,
    );
    assert.equal(asked, 0);
    assert.equal(JSON.stringify([await sandbox.account(provider), await sandbox.account(europe)]), untouched);
  });
});
