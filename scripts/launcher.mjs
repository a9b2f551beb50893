// Plays the part of VS Code's executable for @vscode/test-electron where no desktop edition is to be had: starts the
// server edition, opens it in a browser with the extension and its tests, and ends with the tests' exit code.
//   node scripts/launcher.mjs --workspace=<folder> --log=<file> [--keep-workspace-trust]
//     --extensionDevelopmentPath=<folder> --extensionTestsPath=<file>      (these two come from test-electron)
// What VS Code itself says goes to the log; what mocha prints, marked by the tests' entry, goes to the terminal.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './host/browser.mjs';
import './host/live-with-owner.mjs';
import { isolated } from './host/environment.mjs';
import { pause, stopAll, stopOnSignals } from './host/processes.mjs';
import { calmSettings, startServer, writeSettings } from './host/server-edition.mjs';

const limit = 5 * 60_000;
const mark = '[mocha]';
const log = option('log');
const home = mkdtempSync(join(tmpdir(), 'cleanrooms-integration-'));
mkdirSync(dirname(log), { recursive: true });
stopOnSignals(() => {
  rmSync(home, { recursive: true, force: true });
});

let code = 1;
try {
  code = await runInBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stopAll();
  rmSync(home, { recursive: true, force: true });
}
await pause(100); // test-electron cuts the pipes as soon as we are gone
process.exit(code);

async function runInBrowser() {
  const data = join(home, 'server');
  await writeSettings(data, 'User', { ...calmSettings, 'security.workspace.trust.startupPrompt': 'never' });
  const server = await startServer({
    data,
    extensions: join(home, 'extensions'),
    log: `${log}.server`,
    env: isolated(home),
    flags: [
      ...(process.argv.includes('--keep-workspace-trust') ? [] : ['--disable-workspace-trust']),
      '--enable-smoke-test-driver', // without it a built VS Code silently ignores the two paths below
    ],
  });
  const browser = await chromium.launch(await findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    let timer;
    const exit = new Promise((done, failed) => {
      timer = setTimeout(() => {
        failed(new Error(`The tests did not end within ${limit / 60_000} minutes; see ${log}`));
      }, limit);
      void server.ended.then((how) => {
        failed(new Error(`The server edition ended before its tests did (${how}); see ${log}.server`));
      });
      void page.exposeFunction('codeAutomationExit', (exitCode) => {
        done(exitCode);
      });
    });
    await page.exposeFunction('codeAutomationLog', print);
    await page.goto(address(server));
    const result = await exit;
    clearTimeout(timer);
    await pause(200);
    return result;
  } finally {
    await browser.close();
  }
}

function address(server) {
  const authority = server.address.replace('http://', '');
  const remote = (path) => `vscode-remote://${authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(option('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(option('extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ];
  return `${server.address}/?folder=${remote(option('workspace'))}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function print(type, values) {
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const line = texts.join(' ');
  if (line.includes(mark)) {
    console.log(line.slice(line.indexOf(mark) + mark.length));
  } else {
    appendFileSync(log, `${type} ${line}\n`);
  }
}

function option(name) {
  const prefix = `--${name}=`;
  const found = process.argv.find((each) => each.startsWith(prefix));
  if (found === undefined) {
    throw new Error(`scripts/launcher.mjs wants ${prefix}…`);
  }
  return found.slice(prefix.length);
}
