// Runs the tests of test/integration inside the extension host of a real VS Code.
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { desktopExecutable, findDesktop } from './desktop.mjs';
import { isolated } from './environment.mjs';
import { out, root } from './project.mjs';
import { newRecord, readRecord } from './record.mjs';

/**
 * `kind` is the folder of the tests: "trusted", or "untrusted" for a workspace that the person has not trusted.
 * Gives the record of what ran, or nothing where VS Code did not get to its end or did not end well.
 */
export async function runIntegration(kind, { grep }) {
  const record = newRecord(`integration-${kind}`);
  const extensionTestsPath = await bundle(kind);
  const folder = mkdtempSync(join(tmpdir(), 'cleanrooms-workspace-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const log = join(out, `logs/integration-${kind}.log`);
  rmSync(log, { force: true });
  // test-electron switches workspace trust off, which the desktop edition obeys and our launcher need not.
  const isUntrusted = kind === 'untrusted';
  const desktop = isUntrusted ? undefined : findDesktop();
  const keepTrust = isUntrusted ? ['--keep-workspace-trust'] : [];
  const own = {
    CLEANROOMS_PROJECT: root,
    CLEANROOMS_TEST_RECORD: record,
    CLEANROOMS_TEST_GREP: grep ?? '',
    CLEANROOMS_OWNER: String(process.pid),
  };
  try {
    await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath,
      reuseMachineInstall: true,
      ...(desktop === undefined
        ? {
            vscodeExecutablePath: process.execPath,
            launchArgs: [join(root, 'scripts/launcher.mjs'), `--workspace=${workspace}`, `--log=${log}`, ...keepTrust],
            extensionTestsEnv: own,
          }
        : {
            vscodeExecutablePath: desktopExecutable(desktop),
            launchArgs: [workspace, `--user-data-dir=${join(folder, 'data')}`, `--extensions-dir=${join(folder, 'extensions')}`],
            extensionTestsEnv: { ...isolated(folder), ...own },
          }),
    });
    return readRecord(record);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    const result = readRecord(record);
    return (result?.failures ?? 0) > 0 ? result : undefined;
  } finally {
    if (existsSync(log)) {
      console.log(`What VS Code itself said is in ${relative(root, log)}`);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One file per kind; packages stay outside, because the host finds them in the project's node_modules. */
async function bundle(kind) {
  const tests = globSync(`test/integration/${kind}/**/*.test.ts`, { cwd: root }).sort();
  const outfile = join(out, `test/integration/${kind}/index.js`);
  await build({
    stdin: {
      resolveDir: root,
      loader: 'ts',
      contents: `import { runMocha } from './test/integration/entry.ts';
        export const run = () => runMocha([${tests.map((test) => `() => import('./${test}')`).join(', ')}]);`,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
