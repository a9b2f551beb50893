import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateWorkbench, testHandle } from '../workbench.ts';

describe('a plan that waits in an editor', function () {
  this.timeout(40_000);
  before(() => activateWorkbench());
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const waiting = async (signal = new AbortController().signal): Promise<{ answer: Promise<boolean>; document: string }> => {
    const {
      workbench: { plans },
    } = await testHandle();
    return new Promise((shown) => {
      const answer: Promise<boolean> = plans.ask('Plan for a test', 'accept nothing', signal, (document) => {
        shown({ answer, document });
      });
    });
  };

  it('is applied by its command, from the title of the editor', async () => {
    const { answer, document } = await waiting();
    await vscode.commands.executeCommand('cleanRooms.applyPlan', vscode.Uri.parse(document));
    assert.equal(await answer, true);
  });

  it('is applied by the link in the notification, also while another editor is active', async () => {
    const { answer, document } = await waiting();
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await vscode.commands.executeCommand('cleanRooms.applyPlan', document);
    assert.equal(await answer, true);
  });

  it('is not answered by a command while another editor is active', async () => {
    const { answer, document } = await waiting();
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await vscode.commands.executeCommand('cleanRooms.applyPlan');
    assert.equal(await Promise.race([answer, Promise.resolve('waiting')]), 'waiting');
    await vscode.commands.executeCommand('cleanRooms.discardPlan', document);
    assert.equal(await answer, false);
  });

  it('is discarded when its editor is closed', async () => {
    const { answer, document } = await waiting();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(
      tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document),
    );
    assert.equal(await answer, false);
  });

  it('is discarded when its job is cancelled', async () => {
    const cancelling = new AbortController();
    const { answer } = await waiting(cancelling.signal);
    cancelling.abort();
    assert.equal(await answer, false);
  });
});
