import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { askCleanroom, offlineModel, plain } from '../support/chatTurns.ts';
import { activateWorkbench, builtProgram, connect, disconnectAll } from '../workbench.ts';

describe('@cleanroom in a workspace that is not trusted', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'unready', 200);
  });
  after(async () => {
    await disconnectAll();
    await sandbox.stop();
  });

  it('says what is wrong and offers no fix, but says why', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await connect(sandbox);
    const { markdown, buttons } = await askCleanroom(await offlineModel(), 'why is part_ibe_07 not ready in AMC Collaboration?');
    assert.match(plain(markdown), /has no collaboration analysis rule/);
    assert.match(plain(markdown), /this workspace is not trusted/);
    assert.deepEqual(buttons, []);
  });

  it('plans nothing, and says what to do instead', async () => {
    await connect(sandbox);
    const { buttons, result } = await askCleanroom(await offlineModel(), 'AMC Collaboration', { command: 'plan' });
    assert.match(plain(result.errorDetails?.message ?? ''), /no change is planned in it\. Trust it with .* @cleanroom \/diagnose/);
    assert.deepEqual(buttons, []);
  });
});
