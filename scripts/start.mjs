// npm start: a real VS Code with the extension, on a sample workspace, connected to a sandbox of the services.
//   npm start -- [--no-open] [--scenario <name | file.json>]
// The desktop edition where this machine has one (CLEANROOMS_VSCODE=server: not even then), else the server edition in
// the browser. Settings and workspace are its own, under .cache/start, and are kept; a new sandbox begins with a new configuration. Ctrl-C stops all.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktop } from './host/desktop.mjs';
import { withoutNpm } from './host/environment.mjs';
import { linkExtension } from './host/link-extension.mjs';
import { openInBrowser } from './host/open-in-browser.mjs';
import './host/live-with-owner.mjs';
import { runProgram, startProgram, stopAll, stopOnSignals } from './host/processes.mjs';
import { out, root } from './host/project.mjs';
import { prepareSampleWorkspace } from './host/sample-workspace.mjs';
import { sandboxSettings, startSandbox } from './host/sandbox.mjs';
import { calmSettings, ensureServer, startServer, writeSettings } from './host/server-edition.mjs';

const { values: options } = parseArgs({
  options: { 'no-open': { type: 'boolean' }, scenario: { type: 'string', default: 'inbox' } },
});
const home = join(root, '.cache/start');
const workspace = join(home, 'workspace');
const data = join(home, 'data');
const extensions = join(home, 'extensions');
const ourSettings = { ...calmSettings, 'security.workspace.trust.enabled': false, 'workbench.startupEditor': 'readme' };

let isStopping = false;
stopOnSignals(() => {
  isStopping = true;
  console.log('\nStopping …');
});
try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stopAll();
  process.exit(1);
}

async function start() {
  const desktop = findDesktop();
  if (desktop === undefined) {
    await ensureServer();
  }
  if ((await runProgram(process.execPath, [join(root, 'esbuild.mjs')])) !== 0) {
    throw new Error('The extension could not be built; the message is above.');
  }
  await prepareSampleWorkspace(workspace);
  await linkExtension(extensions);
  const sandbox = await startSandbox(options.scenario);
  console.log(`Sandbox "${sandbox.scenario}" at ${sandbox.endpoint}`);

  const end = desktop === undefined ? await openServerEdition(sandbox) : await openDesktop(desktop, sandbox);
  const sentence = await Promise.race([
    end,
    sandbox.ended.then((how) => `The sandbox ended (${how}); its log is out/logs/start-sandbox.log.`),
  ]);
  if (!isStopping) {
    console.log(sentence);
    await stopAll();
  }
}

/** Gives the promise of a sentence for when it has ended. */
async function openServerEdition(sandbox) {
  await writeIfAbsent('User', ourSettings);
  await writeSettings(data, 'Machine', sandboxSettings(sandbox));
  const token = crypto.randomUUID().replaceAll('-', '');
  const server = await startServer({ data, extensions, token, log: join(out, 'logs/start-server.log') });
  const address = `${server.address}/?tkn=${token}&folder=${encodeURI(workspace.replaceAll('\\', '/'))}`;
  console.log(`\nVS Code is ready:\n\n  ${address}\n\nCtrl-C stops it.`);
  if (options['no-open'] !== true) {
    openInBrowser(address);
  }
  return server.ended.then((how) => `VS Code ended (${how}); its log is out/logs/start-server.log.`);
}

async function openDesktop(code, sandbox) {
  // The desktop edition has one settings file; what we have to say in it changes with every start.
  const folder = join(data, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...ourSettings, ...sandboxSettings(sandbox) }, null, 2));
  const window = startProgram(code, ['--wait', '--new-window', '--user-data-dir', data, '--extensions-dir', extensions, workspace], {
    env: withoutNpm(),
    log: join(out, 'logs/start-desktop.log'),
  });
  console.log('\nVS Code opens. Closing its window, or Ctrl-C here, ends the sandbox too.');
  return window.ended.then(() => 'VS Code was closed.');
}

/** A person's own changes stay. */
async function writeIfAbsent(scope, settings) {
  if (!existsSync(join(data, 'data', scope, 'settings.json'))) {
    await writeSettings(data, scope, settings);
  }
}
