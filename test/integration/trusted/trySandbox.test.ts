import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateWorkbench, disconnectAll, testHandle } from '../workbench.ts';

describe('the sandbox of a window', function () {
  this.timeout(60_000);
  before(() => activateWorkbench());
  after(async () => {
    await disconnectAll();
    (await testHandle()).workbench.sandbox.dispose();
  });

  it('gets its accounts back when they were taken away, and never twice', async () => {
    const {
      workbench: { accounts },
    } = await testHandle();
    await vscode.commands.executeCommand('cleanRooms.trySandbox');
    const [endpoint] = accounts.all.map(({ settings }) => settings.endpoint);
    assert.equal(accounts.all.length, 2);
    const [provider] = accounts.all;
    await vscode.commands.executeCommand('cleanRooms.removeConnection', { account: provider });
    assert.equal(accounts.all.length, 1);
    await vscode.commands.executeCommand('cleanRooms.trySandbox');
    await vscode.commands.executeCommand('cleanRooms.trySandbox');
    assert.equal(accounts.all.length, 2);
    assert.deepEqual(
      accounts.all.map(({ settings }) => settings.endpoint),
      [endpoint, endpoint],
    );
    assert.deepEqual(
      accounts.all.map(({ state }) => state.kind),
      ['read', 'read'],
    );
  });
});
