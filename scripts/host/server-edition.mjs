// The server edition of VS Code: a real VS Code that needs only the npm registry and shows itself in a browser.
import { access, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentForNpm, withoutNpm } from './environment.mjs';
import { installOnce } from './install-once.mjs';
import { runProgram, startProgram } from './processes.mjs';

const version = '4.139.1';
const here = dirname(fileURLToPath(import.meta.url));

/** Installs the server edition if needed and gives the path of its entry. */
export async function ensureServer() {
  const folder = await installOnce(`code-server-${version}`, 'the server edition of VS Code', async (draft) => {
    const npm = { cwd: draft, env: environmentForNpm(), stdio: ['ignore', 'ignore', 'inherit'] };
    await must('npm', ['pack', `code-server@${version}`, '--silent'], npm);
    const archive = (await readdir(draft)).find((name) => name.endsWith('.tgz'));
    await must('tar', ['-xzf', archive], npm);
    await rm(join(draft, archive));
    const vscode = join(draft, 'package/lib/vscode');
    await must('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      ...npm,
      cwd: vscode,
    });
    await access(join(vscode, 'out/server-main.js'));
    await placeStubs(join(vscode, 'node_modules/@vscode'));
  });
  return join(folder, 'package/lib/vscode/out/server-main.js');
}

/**
 * Starts the server edition and gives its port as soon as it listens.
 * `data` is its folder for settings and state, `token` what a browser has to show (none: anyone on this machine).
 */
export async function startServer({ data, extensions, log, token, env = withoutNpm(), flags = [] }) {
  const main = await ensureServer();
  await mkdir(data, { recursive: true });
  let heard;
  const port = new Promise((done) => {
    heard = done;
  });
  const server = startProgram(
    process.execPath,
    [
      '--import',
      new URL('live-with-owner.mjs', import.meta.url).href,
      main,
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
      '--accept-server-license-terms',
      '--disable-telemetry',
      '--server-data-dir',
      data,
      ...(extensions === undefined ? [] : ['--extensions-dir', extensions]),
      ...flags,
    ],
    {
      env: { ...env, EXTENSIONS_GALLERY: '{}', CLEANROOMS_OWNER: String(process.pid) },
      log,
      onLine: (line) => {
        const match = /listening on (\d+)/.exec(line);
        if (match !== null) {
          heard(Number(match[1]));
        }
      },
    },
  );
  const first = await Promise.race([port, server.ended]);
  if (typeof first !== 'number') {
    throw new Error(`The server edition of VS Code ended before it was ready (${first}); its log is ${log}`);
  }
  return { port: first, address: `http://127.0.0.1:${first}`, ended: server.ended, stop: server.stop };
}

/** Installs a packaged extension the way a person would. */
export async function installExtension({ vsix, data, extensions, env = withoutNpm() }) {
  const main = await ensureServer();
  await must(
    process.execPath,
    [main, '--install-extension', vsix, '--extensions-dir', extensions, '--server-data-dir', data, '--accept-server-license-terms'],
    { env: { ...env, EXTENSIONS_GALLERY: '{}' }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/** Writes settings of the person (User) or of the machine (Machine). */
export async function writeSettings(data, scope, settings) {
  const folder = join(data, 'data', scope);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

/** A first screen without greetings, tips and offers. */
export const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** Two native modules are left unbuilt on purpose; small ones in plain JavaScript take their places. */
async function placeStubs(modules) {
  for (const name of ['spdlog', 'native-watchdog']) {
    const folder = join(modules, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await copyFile(join(here, 'stubs', `${name}.cjs`), join(folder, 'index.js'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: `@vscode/${name}`, version: '0.0.0', main: 'index.js' }));
  }
}

async function must(file, fileArguments, options) {
  const code = await runProgram(file, fileArguments, options);
  if (code !== 0) {
    throw new Error(`${[file, ...fileArguments].join(' ')} failed with exit code ${code}.`);
  }
}
