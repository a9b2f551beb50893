/** The real program, built, as a child process in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportSchema, type Report } from '../../../src/core/jobs/report.ts';

const built = fileURLToPath(new URL('../../../dist/', import.meta.url));
let copy: string | undefined;

/** What is left of a run of the program. */
export interface EndedRun {
  /** null where a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A run that is under way. */
export interface RunningProgram {
  child: ChildProcess;
  ended: Promise<EndedRun>;
}

export interface ProgramPlace {
  /** Working folder, HOME and, below it, the state folder. */
  folder: string;
  endpoint: string;
}

/** A fresh folder for a run. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cleanrooms-'));
}

/** The path of the program. It is a copy of `dist`, so that a build beside the tests cannot change it under them. */
export function programFile(): string {
  if (copy !== undefined) return join(copy, 'cleanrooms.js');
  if (!existsSync(join(built, 'cleanrooms.js'))) throw new Error('There is no dist/cleanrooms.js: run npm run build.');
  const folder = newFolder();
  cpSync(built, folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}\n');
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  copy = folder;
  return join(copy, 'cleanrooms.js');
}

/** Starts the program with nothing in its environment but a sandbox to talk to. */
export function startProgram({ folder, endpoint }: ProgramPlace, args: readonly string[]): RunningProgram {
  const child = spawn(process.execPath, [programFile(), ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: '111122223333',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_REGION: 'us-east-1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  const ended = once(child, 'close').then((): EndedRun => ({ code: child.exitCode, signal: child.signalCode, ...texts }));
  return { child, ended };
}

/** Runs the program to its end and answers what it said with `--json`. */
export async function runProgram(place: ProgramPlace, ...args: string[]): Promise<EndedRun & { report: Report }> {
  const run = await startProgram(place, [...args, '--json']).ended;
  return { ...run, report: readReport(run) };
}

function readReport({ stdout, stderr, code, signal }: EndedRun): Report {
  try {
    return reportSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Error(
      `The program (exit code ${String(code)}, signal ${String(signal)}) printed no report: ${stdout.slice(0, 500)}\n${stderr.slice(0, 2000)}`,
      { cause },
    );
  }
}
