/** The first five minutes of somebody who has no AWS account at hand. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useWorkbench } from './harness.ts';

describe('without any connection', function () {
  this.timeout(90_000);
  const workbench = useWorkbench();

  it('the welcome text starts a sandbox, which fills the tree with two accounts and twelve invitations', async () => {
    const view = await workbench().view('Clean Rooms');
    await view
      .getByRole('button', { name: 'Try the sandbox' })
      .or(view.getByRole('link', { name: 'Try the sandbox' }))
      .first()
      .click();
    await (await workbench().treeItem('Needs You', '12 invitations')).waitFor({ timeout: 30_000 });
    const provider = await workbench().treeItem('Clean Rooms', 'Sandbox: data provider');
    await provider.waitFor();
    await workbench().screenshot('try-sandbox');
    // Folded, so that the second account is on the screen.
    await provider.click();
    await (await workbench().treeItem('Clean Rooms', 'Sandbox: a creator')).waitFor();
  });

  it('everything of the sandbox is marked as such', async () => {
    const provider = await workbench().treeItem('Clean Rooms', 'Sandbox: data provider');
    assert.match(await provider.innerText(), /sandbox/);
    const needs = await workbench().treeItem('Needs You', '12 invitations');
    assert.match(await needs.innerText(), /sandbox · 111122223333/);
  });

  it('a terminal has the program on its PATH', async () => {
    await workbench().runCommand('Terminal: Create New Terminal');
    await workbench().page.locator('.terminal-wrapper.active .xterm-screen').waitFor({ timeout: 20_000 });
    await workbench().page.waitForTimeout(1500);
    await workbench().page.keyboard.type('cleanrooms --version > said.txt; echo done >> said.txt\n');
    const said = join(workbench().workspace, 'said.txt');
    for (let look = 0; look < 100 && !(existsSync(said) && (await readFile(said, 'utf8')).includes('done')); look += 1)
      await workbench().page.waitForTimeout(200);
    assert.match(await readFile(said, 'utf8'), /^\d+\.\d+\.\d+\ndone\n$/);
  });
});
