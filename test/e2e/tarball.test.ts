/** The program as `npm pack` gives it: in an empty folder, without this project, on the oldest Node that it promises. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environmentForNpm } from '../../scripts/host/environment.mjs';
import { program, root } from '../../scripts/host/project.mjs';
import { startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';

const run = promisify(execFile);
/** npm carries Node itself for these platforms. */
const oldestNode = '22.23.3';
const platforms = ['linux-x64', 'linux-arm64'];

describe('the packed program, alone in an empty folder', function () {
  this.timeout(120_000);
  let folder = '';
  let sandbox: SandboxProgram;
  const npm = (cwd: string, ...args: string[]): Promise<{ stdout: string }> => run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env: environmentForNpm() });
  const installed = (): string => join(folder, 'node_modules', 'clean-rooms-workbench');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cleanrooms-tarball-'));
    const packed = await npm(root, 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
    await npm(folder, 'install', join(folder, packed.stdout.trim().split('\n').at(-1) ?? ''));
    sandbox = await startSandboxProgram(program, 'inbox', 200);
  });
  after(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('brings no dependency with it', async () => {
    assert.deepEqual((await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.')), ['clean-rooms-workbench']);
  });

  it(`lists invitations on Node ${oldestNode}`, async function () {
    const platform = `${process.platform}-${process.arch}`;
    if (!platforms.includes(platform)) {
      console.log(`      npm has no Node ${oldestNode} for ${platform} under a known name`);
      this.skip();
    }
    const nodes = join(folder, 'node');
    await run('mkdir', ['-p', nodes]);
    await npm(nodes, 'install', '--prefix', nodes, `node-${platform}@${oldestNode}`);
    const node = join(nodes, 'node_modules', `node-${platform}`, 'bin', 'node');
    assert.equal((await run(node, ['--version'])).stdout.trim(), `v${oldestNode}`);
    const { stdout } = await run(node, [join(installed(), 'dist', 'cleanrooms.js'), 'invitations', '--json'], {
      cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, AWS_ENDPOINT_URL: sandbox.endpoint, AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-east-1' },
    });
    const report: unknown = JSON.parse(stdout);
    assert.ok(typeof report === 'object' && report !== null && 'invitations' in report && Array.isArray(report.invitations));
    assert.equal(report.invitations.length, 12);
  });
});
