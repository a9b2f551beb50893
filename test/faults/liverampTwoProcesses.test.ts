import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { ApiUserStateFile } from '../../src/storage/apiUserStateFile.ts';
import { temporaryFolder } from '../unit/support/environment.ts';
import { Control } from './support/control.ts';

/** A process of its own that opens a connection and says how many clean rooms it sees, or what went wrong. */
const program = `
import { openLiveRampConnection } from ${JSON.stringify(new URL('../../src/services/liveramp/openLiveRampConnection.ts', import.meta.url).href)};
import { ApiUserStateFile } from ${JSON.stringify(new URL('../../src/storage/apiUserStateFile.ts', import.meta.url).href)};
const [baseUrl, folder] = process.argv.slice(1);
try {
  const service = await openLiveRampConnection({
    name: 'Acme', organisation: 'Acme Retail', clientId: 'acme-retail', clientSecret: async () => 'sandbox',
    baseUrl, state: new ApiUserStateFile(folder), requestTimeoutMs: 2000,
  });
  console.log((await service.cleanRooms.list()).length + ' rooms');
} catch (error) {
  console.log(error.code);
}`;

describe('Several processes and one API user of LiveRamp', function () {
  this.timeout(60_000);
  let sandbox: RunningSandbox;
  let control: Control;
  let folder: string;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'partners' });
    control = new Control(sandbox.endpoint);
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  const start = () =>
    spawn(process.execPath, ['--input-type=module', '--eval', program, `${sandbox.endpoint}/v1`, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const said = async (child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<string> => (await text(child.stdout)).trim();
  const tokenCalls = async (): Promise<number> => (await control.calls()).calls['createToken'] ?? 0;

  it('that start together ask for one token, and all use it', async () => {
    await control.addFault({ operation: 'createToken', then: 'slow', delay_ms: 1000 });
    const rooms = await Promise.all(Array.from({ length: 4 }, () => said(start())));
    assert.deepEqual([rooms, await tokenCalls()], [['4 rooms', '4 rooms', '4 rooms', '4 rooms'], 1]);
  });

  it('whose one was killed while it asked: the next waits for it as long as it may live, then asks itself', async () => {
    await control.addFault({ operation: 'createToken', then: 'hang_before', count: 1 });
    const killed = start();
    while ((await tokenCalls()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    killed.kill('SIGKILL');
    await once(killed, 'close');
    assert.deepEqual([await said(start()), await tokenCalls()], ['4 rooms', 2]);
  });

  it('that renew together after the token was refused ask for one', async () => {
    assert.equal(await said(start()), '4 rooms');
    await fetch(`${sandbox.endpoint}/_sandbox/liveramp/tokens/expire`, { method: 'POST', headers: { 'x-sandbox-control': '1' } });
    const rooms = await Promise.all(Array.from({ length: 3 }, () => said(start())));
    assert.deepEqual([rooms, await tokenCalls()], [['4 rooms', '4 rooms', '4 rooms'], 2]);
  });

  it('leave one file in the state folder, whole, and nothing beside it', async () => {
    await Promise.all(Array.from({ length: 3 }, () => said(start())));
    const state = new ApiUserStateFile(folder);
    const user = { origin: sandbox.endpoint, clientId: 'acme-retail' };
    assert.deepEqual(await readdir(join(folder, 'api-users')), [basename(state.fileOf(user))]);
    assert.deepEqual((await state.read(user)).asking, undefined);
  });
});
