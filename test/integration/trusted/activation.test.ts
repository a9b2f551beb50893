import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateWorkbench } from '../workbench.ts';

describe('in a trusted workspace', () => {
  it('the extension activates', async () => {
    const extension = await activateWorkbench();
    assert.equal(extension.isActive, true);
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it('VS Code knows the container and both views', async () => {
    await activateWorkbench();
    const commands = await vscode.commands.getCommands();
    for (const command of ['workbench.view.extension.cleanRooms', 'cleanRooms.needsYou.focus', 'cleanRooms.rooms.focus']) {
      assert.ok(commands.includes(command), `${command} is missing`);
    }
    await vscode.commands.executeCommand('workbench.view.extension.cleanRooms');
  });
});
