// Starts and ends other programs so that none of them outlives us.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { root } from './project.mjs';

const isWindows = process.platform === 'win32';
const running = new Set();

/** Runs a program in the foreground to its end and gives its exit code. */
export function runProgram(file, programArguments, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(file, programArguments, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.stdio ?? 'inherit',
      shell: isWindows && file === 'npm',
    });
    const stop = () => {
      child.kill();
    };
    running.add(stop);
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      running.delete(stop);
      done(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/**
 * Starts a program in the background, in a process group of its own, so that stopping it also stops what it started.
 * Its output goes line by line to `onLine` and to the log file.
 */
export function startProgram(file, programArguments, { env, log, onLine, cwd = root }) {
  mkdirSync(dirname(log), { recursive: true });
  const child = spawn(file, programArguments, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
  });
  const sink = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk) => {
      sink.write(chunk);
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      lines.forEach((line) => onLine?.(line, stream === child.stderr));
    });
  }
  const ended = new Promise((done) => {
    child.on('error', (error) => {
      done(error.message);
    });
    child.on('exit', (code, signal) => {
      done(signal ?? `exit code ${code}`);
    });
  });
  void ended.then(() => {
    running.delete(stop);
  });
  running.add(stop);
  return { ended, stop };

  async function stop() {
    running.delete(stop);
    signalGroup(child, 'SIGTERM');
    const isOver = await Promise.race([ended.then(() => true), pause(3000).then(() => false)]);
    if (!isOver || !isWindows) {
      signalGroup(child, 'SIGKILL');
    }
    await ended;
  }
}

/** On Ctrl-C and its relatives: stop what we started, then go. A second signal goes at once. */
export function stopOnSignals(beforeExit = () => {}) {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (isStopping) {
        return;
      }
      isStopping = true;
      beforeExit();
      void stopAll().finally(() => {
        process.exit(128 + constants.signals[signal]);
      });
    });
  }
}

export async function stopAll() {
  await Promise.all([...running].map((stop) => stop()));
}

export const pause = (milliseconds) =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

function signalGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  try {
    if (isWindows) {
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // The whole group has gone already.
  }
}
