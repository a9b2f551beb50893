/** How long loading takes, as medians of fresh processes. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { programFile } from '../faults/support/program.ts';

const run = promisify(execFile);
const loader = fileURLToPath(new URL('loadEntry.ts', import.meta.url));

/** Milliseconds. */
export interface StartTimes {
  /** `import()` of the extension's entry, and of an empty module. */
  entry: number;
  emptyModule: number;
  /** A whole process: `cleanrooms --version`, and Node with an empty module. */
  program: number;
  emptyProgram: number;
}

export async function measureStartTimes(processes: number): Promise<StartTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'cleanrooms-bench-'));
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export {};\n');
  const times = { entry: [] as number[], emptyModule: [] as number[], program: [] as number[], emptyProgram: [] as number[] };
  try {
    // In turns, so that whatever else the machine does hits all four alike.
    for (let index = 0; index < processes; index += 1) {
      times.entry.push(Number((await run(process.execPath, [loader, join(dirname(programFile()), 'extension.js')])).stdout));
      times.emptyModule.push(Number((await run(process.execPath, [loader, empty])).stdout));
      times.program.push(await timed(programFile(), '--version'));
      times.emptyProgram.push(await timed(empty));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    entry: median(times.entry),
    emptyModule: median(times.emptyModule),
    program: median(times.program),
    emptyProgram: median(times.emptyProgram),
  };
}

async function timed(...args: string[]): Promise<number> {
  const started = performance.now();
  await run(process.execPath, args);
  return performance.now() - started;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
