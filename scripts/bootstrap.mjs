// The first thing that every npm script runs: makes sure that the dependencies are there, then runs the wanted script
// on the Node that came with them.
//   node scripts/bootstrap.mjs <script> [arguments…]
// This and what it imports: built-ins only, and nothing that Node 20 does not know. Nothing else may be installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentForNpm, withPath } from './host/environment.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.bootstrap');
const isWindows = process.platform === 'win32';
const wantedMajor = 24;

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) {
  fail('Usage: node scripts/bootstrap.mjs <script> [arguments…]');
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint()) {
  await install();
}
const node = chooseNode();
process.exit(
  await run(node, [join(root, script), ...scriptArguments], {
    ...withNodeFirst(node),
    CLEANROOMS_OWNER: String(process.pid),
  }),
);

/** What the installed dependencies depend on. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json', 'scripts/node/package.json']) {
    const content = readFileSync(join(root, file), 'utf8');
    hash.update(file).update(file === 'package.json' ? dependenciesOnly(content) : content);
  }
  return hash.digest('hex');
}

/** A changed setting or command title in package.json is no reason to install again. */
function dependenciesOnly(content) {
  const { dependencies, devDependencies, optionalDependencies, overrides, workspaces } = JSON.parse(content);
  return JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides, workspaces });
}

async function install() {
  const started = Date.now();
  console.error('Installing dependencies (npm ci) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], environmentForNpm());
  if (code !== 0) {
    fail(`npm ci failed (exit code ${code}). Its own message is above; once that is settled, run the same command again.`);
  }
  writeFileSync(stamp, fingerprint());
  console.error(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** The Node from node_modules where npm has one for this platform, else the running one if it is new enough. */
function chooseNode() {
  const installed = installedNode();
  if (installed === undefined && !runsTypeScript(process.version)) {
    fail(
      `This project needs Node 22.18 or later; this is ${process.version}, and npm has no Node ${wantedMajor} for ${process.platform}-${process.arch}.\n` +
        `Install Node ${wantedMajor} from https://nodejs.org and run the same command again.`,
    );
  }
  return installed ?? process.execPath;
}

function installedNode() {
  const platform = isWindows ? 'win' : process.platform;
  const manifest = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
    .map((name) => join(modules, name, 'package.json'))
    .find((path) => existsSync(path));
  if (manifest === undefined) {
    return undefined;
  }
  const path = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
  const { stdout } = spawnSync(path, ['-p', 'process.version'], { encoding: 'utf8' });
  if (!(Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= wantedMajor)) {
    fail(
      `${path} should be Node ${wantedMajor} and ${stdout ? `is ${stdout.trim()}` : 'does not run here'}.\n` +
        'Delete the folder node_modules and run the same command again.',
    );
  }
  return path;
}

/** Tests and some scripts are TypeScript that Node runs as it is. */
function runsTypeScript(version) {
  const [major, minor] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** Whatever the script starts as plain `node` is the same Node. */
function withNodeFirst(node) {
  return withPath(process.env, (folders) => [dirname(node), join(modules, '.bin'), ...folders]);
}

/** Runs a program to its end, passes on the signals that would end us, and gives its exit code. */
function run(program, programArguments, environment) {
  return new Promise((done) => {
    const child = spawn(program, programArguments, {
      cwd: root,
      env: environment,
      stdio: 'inherit',
      shell: isWindows && program === 'npm',
    });
    const pass = (signal) => child.kill(signal);
    const watch = whenNpmIsGone(() => {
      pass('SIGTERM');
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) {
      process.on(signal, pass);
    }
    child.on('error', (error) => {
      fail(`Could not start ${program}: ${error.message}`);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const each of signals) {
        process.off(each, pass);
      }
      done(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** An npm that is told to end, or killed, does not take us with it, and leaves its shell between us and it. */
function whenNpmIsGone(act) {
  if (process.env.npm_lifecycle_event === undefined) {
    return undefined;
  }
  const atFirst = ancestors();
  return setInterval(() => {
    if (ancestors() !== atFirst) {
      act();
    }
  }, 500);
}

/** Our parent; and its parent too, where our parent is only the shell that npm runs scripts in (seen on Linux only). */
function ancestors() {
  const parent = process.ppid;
  try {
    const isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('-c\0');
    const [, grandparent] = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'));
    return isShell ? `${parent} ${grandparent}` : String(parent);
  } catch {
    return String(parent);
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
