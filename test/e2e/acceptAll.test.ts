/** The main job, as a person does it with the packaged extension. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../../scripts/host/project.mjs';
import { assertInboxIsDone, sandboxConnection, startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { accessibilityProblems, brokenByEveryTree } from './accessibility.ts';
import { useWorkbench } from './harness.ts';

describe('from twelve invitations to tables that are ready', function () {
  this.timeout(120_000);
  let sandbox: SandboxProgram | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'inbox', 40);
    return {
      machineSettings: {
        'cleanRooms.connections': [
          sandboxConnection(sandbox, 'Sandbox: data provider', sandbox.accounts[0]),
          sandboxConnection(sandbox, 'Sandbox: a creator', sandbox.accounts[1]),
        ],
      },
    };
  });
  after(() => sandbox?.stop());

  it('shows the invitations in both views, with the account they are in', async () => {
    await (await workbench().treeItem('Needs You', '12 invitations')).waitFor();
    await (await workbench().treeItem('Clean Rooms', 'Northwind campaign reach 1')).waitFor();
    // Away from the activity bar, whose hover would lie over the picture.
    const { mouse } = workbench().page;
    const hover = workbench().page.locator('.monaco-hover:visible');
    await mouse.move(800, 650);
    // One that comes late stays until the mouse moves again.
    for (let moves = 1; moves < 100 && (await hover.count()) > 0; moves += 1) {
      await mouse.move(800 + moves, 650);
      await workbench().page.waitForTimeout(100);
    }
    assert.equal(await hover.count(), 0);
    await workbench().screenshot('invitations');
    assert.deepEqual(
      await accessibilityProblems(workbench().page, '[id="workbench.view.extension.cleanRooms"] .pane-body', brokenByEveryTree),
      [],
    );
  });

  it('says what accepting all would do, in which account, before anything is done', async () => {
    await workbench().runCommand('Clean Rooms: Accept all invitations…');
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 20_000 });
    const text = await dialog.innerText();
    assert.match(text, /111122223333/);
    assert.match(text, /accept 12 invitations, associate 300 tables, create 300 collaboration analysis rules, associate 12 ID namespaces/);
    await workbench().screenshot('plan');
    assert.equal((await sandbox?.account('111122223333'))?.memberships.length, 0);
  });

  it('lets the whole plan be read while the question stays open', async () => {
    await workbench().press('Show the whole plan');
    const title = workbench().page.locator('.editor-group-container .title-actions, .editor-group-container .editor-actions');
    await title.getByRole('button', { name: 'Apply plan' }).first().waitFor({ timeout: 20_000 });
    await workbench().page.locator('.notifications-toasts').getByText('Waiting for your answer').waitFor();
    await workbench().screenshot('whole-plan');
    assert.equal((await sandbox?.account('111122223333'))?.memberships.length, 0);
    await title.getByRole('button', { name: 'Apply plan' }).first().click();
  });

  it('reaches the wished state, shows it, and notes it in the configuration', async () => {
    await workbench().page.waitForTimeout(3000);
    await workbench().screenshot('applying');
    await workbench().page.locator('.notification-list-item-message', { hasText: '300 of 300 tables ready' }).waitFor({ timeout: 60_000 });
    assert.ok(sandbox);
    await assertInboxIsDone(sandbox);
    const ready = await workbench().treeItem('Clean Rooms', 'Northwind campaign reach 1');
    await ready.getByText('25/25 ready').waitFor({ timeout: 20_000 });
    await ready.click();
    await (await workbench().treeItem('Clean Rooms', 'Tables')).click();
    await (await workbench().treeItem('Clean Rooms', 'acx_part_ibe_01')).waitFor();
    await workbench().screenshot('ready');
    const configuration: unknown = JSON.parse(await readFile(join(workbench().workspace, 'collaboration-config.json'), 'utf8'));
    assert.equal(JSON.stringify(configuration).match(/"status":"active"/g)?.length, 12);
  });

  it('needs nobody afterwards, in either account', async () => {
    const needsYou = await workbench().view('Needs You');
    await needsYou.getByText('Nothing needs you').waitFor({ timeout: 20_000 });
    assert.equal(await needsYou.getByRole('treeitem').count(), 0);
    await workbench().screenshot('nothing-needs-you');
  });
});
