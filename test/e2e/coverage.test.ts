/** Two accounts at a glance: what earlier tools left behind is seen in the grid, put right from it, and ready. */
import type { Frame } from 'playwright-core';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../../scripts/host/project.mjs';
import { sandboxConnection, startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { accessibilityProblems } from './accessibility.ts';
import { useWorkbench, type Theme } from './harness.ts';

const provider = '111122223333';
const europe = '222233334444';

describe('what earlier tools left behind, in two accounts', function () {
  this.timeout(180_000);
  let sandbox: SandboxProgram | undefined;
  let untouched = '';
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'messy', 40);
    untouched = await everythingOf(sandbox, europe);
    return {
      machineSettings: {
        'cleanRooms.connections': [
          sandboxConnection(sandbox, 'Sandbox: data provider', provider),
          sandboxConnection(sandbox, 'Sandbox: data provider Europe', europe),
        ],
      },
    };
  });
  after(() => sandbox?.stop());

  it('Needs You says each kind of damage once for a collaboration, with its fix', async () => {
    const misnamed = await workbench().treeItem('Needs You', '14 wrong association names in "Northwind spring campaign"');
    await misnamed.waitFor({ timeout: 40_000 });
    await workbench().page.mouse.move(800, 650);
    await workbench().screenshot('needs-you-messy');
  });

  it('the Partners view lists what is shared with each partner, across the accounts', async () => {
    const partner = await workbench().treeItem('Partners', 'Northwind Media');
    assert.match(await partner.innerText(), /444455556666 · 4 collaborations/);
    await partner.click();
    await (await workbench().treeItem('Partners', 'Northwind always-on reach')).waitFor();
    await workbench().screenshot('partners');
  });

  it('the grid shows both accounts, and axe finds nothing in three themes', async () => {
    await workbench().runCommand('Clean Rooms: Open coverage');
    const frame = await workbench().webview();
    await frame.getByRole('rowheader', { name: /Northwind spring campaign/ }).waitFor({ timeout: 20_000 });
    await frame.getByRole('rowheader', { name: /Contoso Europe loyalty/ }).waitFor();
    assert.ok((await frame.getByRole('gridcell', { name: /to be repaired/i }).count()) >= 30);
    await workbench().runCommand('View: Toggle Primary Side Bar Visibility');
    for (const theme of ['Light Modern', 'Default High Contrast', 'Dark Modern'] satisfies Theme[]) {
      await workbench().setTheme(theme);
      assert.deepEqual(await accessibilityProblems(await workbench().webview(), 'body'), [], theme);
    }
    await workbench().screenshot('coverage-before');
  });

  it('a repair is planned beside the grid by keyboard alone, and nothing is written before it is applied', async () => {
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: /^Repair all shown/ }).focus();
    await workbench().page.keyboard.press('Enter');
    await frame.getByRole('button', { name: /^Apply/ }).waitFor({ timeout: 30_000 });
    await workbench().screenshot('coverage-plan');
    assert.ok(sandbox);
    assert.equal(await sandbox.writes(), 0);
    assert.match((await frame.locator('body').textContent()) ?? '', /CloudFormation/);
  });

  it('applying asks once, names the account, and repairs all that no other tool owns', async () => {
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: /^Apply/ }).focus();
    await workbench().page.keyboard.press('Enter');
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 20_000 });
    assert.match(await dialog.innerText(), /111122223333/);
    await workbench().screenshot('coverage-question');
    await workbench().press('Apply');
    await workbench().page.waitForTimeout(1500);
    await workbench().screenshot('coverage-running');
    await frame
      .getByText(/things repaired/)
      .first()
      .waitFor({ timeout: 90_000 });
  });

  it('a sync of what was missing then makes every table of the account ready', async () => {
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: /^Sync all shown/ }).click();
    await frame.getByRole('button', { name: /^Apply/ }).click({ timeout: 40_000 });
    await workbench().page.locator('.monaco-dialog-box').waitFor({ timeout: 20_000 });
    await workbench().press('Apply');
    await frame
      .getByText(/associations? .*created|created/)
      .first()
      .waitFor({ timeout: 90_000 });
    await untilReady(frame);
    await frame.getByRole('button', { name: 'Dismiss' }).click();
    await workbench().page.mouse.move(700, 700);
    await workbench().screenshot('coverage-after');
  });

  it('the other account is as it was', async () => {
    assert.ok(sandbox);
    assert.equal(await everythingOf(sandbox, europe), untouched);
  });

  it('exports the grid as CSV and as a picture', async () => {
    const frame = await workbench().webview();
    for (const [button, name] of [
      ['Export CSV', 'coverage.csv'],
      ['Export picture', 'coverage.png'],
    ] as const) {
      await frame.getByRole('button', { name: button }).click();
      await workbench()
        .page.locator('.quick-input-widget')
        .getByRole('button', { name: 'Save' })
        .or(workbench().page.locator('.quick-input-widget .monaco-button'))
        .first()
        .click({ timeout: 20_000 });
      await workbench().page.locator('.notification-list-item-message', { hasText: name }).waitFor({ timeout: 20_000 });
    }
    const csv = await readFile(join(workbench().workspace, 'coverage.csv'), 'utf8');
    assert.match(csv, /^account_id,region,collaboration,/);
    assert.ok(csv.split('\r\n').length > 200);
    const png = await readFile(join(workbench().workspace, 'coverage.png'));
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
  });
});

/** Until the grid says of every collaboration of the first account that the ID namespace and all 25 tables are ready. */
async function untilReady(frame: Frame): Promise<void> {
  for (let look = 0; look < 150; look += 1) {
    if ((await frame.getByText('26/26').count()) === 8) return;
    await frame.waitForTimeout(200);
  }
  assert.fail('every cell of the account is ready');
}

async function everythingOf(sandbox: SandboxProgram, account: string): Promise<string> {
  return JSON.stringify(await sandbox.account(account));
}
