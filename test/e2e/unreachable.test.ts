/** An account that does not answer beside one that does. */
import assert from 'node:assert/strict';
import { program } from '../../scripts/host/project.mjs';
import { startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { useWorkbench } from './harness.ts';

describe('an account that does not answer', function () {
  this.timeout(90_000);
  let sandbox: SandboxProgram | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'inbox', 40);
    const settings = (name: string, endpoint: string) => ({
      name,
      service: 'aws',
      endpoint,
      region: 'us-east-1',
      sandbox: true,
      accountId: '111122223333',
    });
    return { machineSettings: { 'cleanRooms.connections': [settings('Gone', 'http://127.0.0.1:9'), settings('Here', sandbox.endpoint)] } };
  });
  after(() => sandbox?.stop());

  it('says so in its own place, with the next step, and leaves its neighbour whole', async () => {
    const trouble = await workbench().treeItem('Clean Rooms', 'No answer from http://127.0.0.1:9');
    await trouble.waitFor({ timeout: 30_000 });
    await (await workbench().treeItem('Clean Rooms', 'Northwind campaign reach 1')).waitFor({ timeout: 30_000 });
    const spoken = (await trouble.getAttribute('aria-label')) ?? '';
    assert.match(spoken, /Check that the endpoint is right and running/);
    await (await workbench().treeItem('Needs You', 'No answer')).waitFor();
    await workbench().screenshot('unreachable');
  });
});
