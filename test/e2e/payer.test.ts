/** An invitation that costs money, as a person meets it. */
import assert from 'node:assert/strict';
import { program } from '../../scripts/host/project.mjs';
import { sandboxConnection, startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { useWorkbench } from './harness.ts';

describe('an invitation that makes this account pay', function () {
  this.timeout(90_000);
  let sandbox: SandboxProgram | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'strangers', 40);
    return {
      machineSettings: {
        'cleanRooms.connections': [sandboxConnection(sandbox, 'Sandbox', '111122223333')],
      },
    };
  });
  after(() => sandbox?.stop());

  it('is accepted after one question, which says what would be paid', async () => {
    await (await workbench().treeItem('Clean Rooms', 'Northwind cost sharing')).waitFor({ timeout: 30_000 });
    await workbench().runCommand('Clean Rooms: Accept invitation…');
    await workbench().pick('Northwind cost sharing');
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 20_000 });
    assert.match(await dialog.innerText(), /Account 111122223333 will PAY FOR queryCompute/);
    assert.equal(await workbench().page.locator('.notifications-toasts .notification-list-item').count(), 1);
    await workbench().screenshot('payer');
    await workbench().press('Agree to pay and apply');
    await workbench().page.locator('.notification-list-item-message', { hasText: '1 invitation accepted' }).waitFor({ timeout: 30_000 });
    assert.equal(await dialog.count(), 0);
    assert.equal((await sandbox?.account('111122223333'))?.memberships.length, 2);
    await workbench().screenshot('payer-accepted');
  });
});
