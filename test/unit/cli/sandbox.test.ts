import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { scenarioNames } from '../../../src/cli/runSandbox.ts';
import { shippedScenarios } from '../../../src/sandbox/startSandbox.ts';
import { program } from '../support/program.ts';

/** Starts it, answers so many lines of what it says, and stops it. */
async function said(lines: number, ...args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [await program(), 'sandbox', '--port', '0', '--scenario', 'partners', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) if (seen.push(line) === lines) child.kill('SIGTERM');
  await ended;
  return seen;
}

describe('the sandbox of the program', function () {
  this.timeout(20_000);

  it('says how AWS tools and the program reach it', async () => {
    const lines = (await said(5)).join('\n');
    assert.match(lines, /export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+ AWS_ACCESS_KEY_ID=111122223333 /);
    assert.match(
      lines,
      /export LIVERAMP_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/v1 LIVERAMP_ORGANISATION='Acme Retail' LIVERAMP_CLIENT_ID=acme-retail LIVERAMP_CLIENT_SECRET=sandbox$/m,
    );
  });

  it('explains every scenario that ships with it', async () => {
    assert.deepEqual(Object.keys(scenarioNames).sort(), [...shippedScenarios].sort());
    const { stdout } = spawnSync(process.execPath, [await program(), 'sandbox', '--help'], { encoding: 'utf8' });
    for (const name of shippedScenarios) assert.match(stdout, new RegExp(`^ {2}${name} {2,}\\S`, 'm'));
  });

  it('names first those of its organisations who work with each other', async () => {
    const lines = (await said(5)).join('\n');
    assert.match(lines, /as Acme Retail \(acme-retail\) or Nova Media \(nova-media\): \(there are also Harbour/);
  });

  it('tells programs its accounts and organisations', async () => {
    const [line = ''] = await said(1, '--json');
    const { accounts, organisations } = z
      .object({ accounts: z.array(z.string()), organisations: z.array(z.object({ name: z.string(), clientId: z.string() })) })
      .parse(JSON.parse(line));
    assert.equal(accounts[0], '111122223333');
    assert.deepEqual(organisations[0], { name: 'Acme Retail', clientId: 'acme-retail' });
  });
});
