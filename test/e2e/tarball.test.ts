/** The program as `npm pack` gives it: in an empty folder, without this project, on the oldest Node that it promises. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { environmentForNpm } from '../../scripts/host/environment.mjs';
import { program, root } from '../../scripts/host/project.mjs';
import { startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';

const run = promisify(execFile);
/** npm carries Node itself for these platforms. */
const oldestNode = '22.23.3';
const platforms = ['linux-x64', 'linux-arm64'];
const inputs = z.record(z.string(), z.unknown());
const metafile = z.object({ inputs, outputs: z.record(z.string(), z.object({ inputs })) });

describe('the packed program, alone in an empty folder', function () {
  this.timeout(120_000);
  let folder = '';
  let sandbox: SandboxProgram;
  const npm = (cwd: string, ...args: string[]): Promise<{ stdout: string }> =>
    run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env: environmentForNpm() });
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
    assert.deepEqual(
      (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.')),
      ['clean-rooms-workbench'],
    );
  });

  it('holds the program, its schemas and its papers, and nothing else', async () => {
    const entries = await readdir(installed(), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(installed().length + 1))
      .sort();
    assert.deepEqual(
      files.filter((each) => !each.startsWith(join('dist', 'chunks'))),
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        join('dist', 'AWS-SERVICE-MODELS-NOTICE.txt'),
        join('dist', 'THIRD-PARTY-NOTICES.txt'),
        join('dist', 'cleanrooms.js'),
        join('dist', 'mcpSdk.js'),
        'package.json',
        ...(await readdir(join(root, 'schemas'))).sort().map((each) => join('schemas', each)),
      ],
    );
    for (const file of files.filter((each) => each.endsWith('.js'))) {
      assert.doesNotMatch(await readFile(join(installed(), file), 'utf8'), /from\s*["']vscode["']/, `${file} belongs to the extension`);
    }
  });

  it('holds every file that its files load', async () => {
    const dist = join(installed(), 'dist');
    const loaded = new Set<string>();
    const load = async (file: string): Promise<void> => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const code = await readFile(file, 'utf8');
      for (const [, path = ''] of code.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+\.js)["']/g)) await load(join(file, '..', path));
    };
    await load(join(dist, 'cleanrooms.js'));
    const chunks = (await readdir(join(dist, 'chunks'))).map((each) => join(dist, 'chunks', each));
    assert.deepEqual([...loaded].sort(), [join(dist, 'cleanrooms.js'), join(dist, 'mcpSdk.js'), ...chunks].sort());
  });

  it('leaves to the extension what asks models', async () => {
    const { outputs } = metafile.parse(JSON.parse(await readFile(join(root, 'dist', 'meta.json'), 'utf8')));
    const asking = Object.entries(outputs).flatMap(([path, { inputs }]) =>
      Object.keys(inputs).some((input) => /^src\/extension\/models\/|node_modules\/openai\//.test(input)) ? [path] : [],
    );
    assert.ok(asking.length > 0);
    assert.deepEqual(
      asking.filter((path) => existsSync(join(installed(), path))),
      [],
    );
  });

  it('says under which licence each bundled package is', async () => {
    const notices = await readFile(join(installed(), 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const { inputs } = metafile.parse(JSON.parse(await readFile(join(root, 'dist', 'meta.json'), 'utf8')));
    const packages = new Set(Object.keys(inputs).flatMap((each) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(each)?.[1] ?? []));
    for (const known of ['zod', 'commander', 'picocolors', 'jsonc-parser', 'openai', '@aws-sdk/client-cleanrooms'])
      assert.ok(packages.has(known), known);
    for (const each of packages) assert.match(notices, new RegExp(`^${each} \\d+\\.\\d+\\.\\d+\\S* \\(.+\\)$`, 'm'), each);
    assert.match(notices, /Apache License\s+Version 2\.0/);
    assert.match(notices, /Permission is hereby granted, free of charge/);
    assert.match(await readFile(join(installed(), 'dist', 'AWS-SERVICE-MODELS-NOTICE.txt'), 'utf8'), /botocore/);
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
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        AWS_ENDPOINT_URL: sandbox.endpoint,
        AWS_ACCESS_KEY_ID: '111122223333',
        AWS_SECRET_ACCESS_KEY: 'x',
        AWS_REGION: 'us-east-1',
      },
    });
    const report: unknown = JSON.parse(stdout);
    assert.ok(typeof report === 'object' && report !== null && 'invitations' in report && Array.isArray(report.invitations));
    assert.equal(report.invitations.length, 12);
  });
});
