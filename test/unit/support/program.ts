import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { reportSchema, type Report } from '../../../src/core/jobs/report.ts';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

let built: Promise<string> | undefined;

/** Bundles the program once for all tests; a bundle starts three times as fast as its sources. */
export function program(): Promise<string> {
  built ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-program-'));
    process.once('exit', () => {
      void rm(folder, { recursive: true, force: true });
    });
    await build({
      entryPoints: { cleanrooms: resolve('src/cli/cleanrooms.ts') },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      mainFields: ['module', 'main'],
      banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
      logLevel: 'error',
    });
    return join(folder, 'cleanrooms.mjs');
  })();
  return built;
}

/** One person at a terminal: a working folder, a home, and nobody else's AWS settings. */
export class Person {
  readonly folder: string;
  readonly environment: Record<string, string>;

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder;
    this.environment = environment;
  }

  static async sitDown(variables: Record<string, string> = {}): Promise<Person> {
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-person-'));
    return new Person(folder, {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: '111122223333',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_REGION: 'us-east-1',
      ...variables,
    });
  }

  async run(args: readonly string[], variables: Record<string, string> = {}): Promise<Finished> {
    const file = await program();
    return new Promise((done, failed) => {
      const child = spawn(process.execPath, [file, ...args], {
        cwd: this.folder,
        env: { ...this.environment, ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', failed).on('close', (code) => {
        done({ code, stdout, stderr });
      });
    });
  }

  /** Runs with --json; fails where stdout is anything but one object that fits the published schema. */
  async json(args: readonly string[], variables: Record<string, string> = {}): Promise<Finished & { report: Report }> {
    const finished = await this.run([...args, '--json'], variables);
    if (!/^\{.*\}\n$/.test(finished.stdout)) throw new Error(`stdout is not one line of JSON: ${finished.stdout}\n${finished.stderr}`);
    const report = reportSchema.parse(JSON.parse(finished.stdout));
    if (report.ok !== (finished.code === 0)) throw new Error(`ok is ${report.ok}, the exit code ${finished.code}`);
    return { ...finished, report };
  }

  async leave(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
