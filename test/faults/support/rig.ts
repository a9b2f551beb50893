/** A sandbox of its own and a folder with a configuration, for one test of the program. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { startSandbox } from '../../../src/sandbox/startSandbox.ts';
import type { Report } from '../../../src/core/jobs/report.ts';
import { Control } from './control.ts';
import { newFolder, runProgram, type EndedRun, type ProgramPlace } from './program.ts';

/** Fast enough that tests are about what happens and not about waiting. */
export const unhurriedRate = 1000;

export interface Rig {
  place: ProgramPlace;
  control: Control;
  /** Runs the program and checks that its `api_calls` are the calls that the sandbox counted for it. */
  run(...args: string[]): Promise<EndedRun & { report: Report }>;
  close(): Promise<void>;
}

/** @param scenario a shipped scenario or a file */
export async function openRig(scenario: string, rate: number = unhurriedRate): Promise<Rig> {
  const sandbox = await startSandbox({ port: 0, scenario, rate });
  const place = { folder: newFolder(), endpoint: sandbox.endpoint };
  const control = new Control(sandbox.endpoint);
  return {
    place,
    control,
    async run(...args) {
      const { calls: before } = await control.calls();
      const run = await runProgram(place, ...args);
      const { calls: after } = await control.calls();
      const made = Object.entries(after)
        .map(([operation, count]) => [operation, count - (before[operation] ?? 0)] as const)
        .filter(([, count]) => count > 0);
      assert.deepEqual(run.report.api_calls, Object.fromEntries(made), 'api_calls differ from what the sandbox counted');
      assert.equal(run.report.ok, run.code === 0, 'ok and the exit code differ');
      return run;
    },
    async close() {
      await sandbox.stop();
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}

/** Runs one test with a rig whose folder holds the configuration that `init-config` makes. */
export async function withRig(scenario: string, test: (rig: Rig) => Promise<void>, rate?: number): Promise<void> {
  const rig = await openRig(scenario, rate);
  try {
    assert.equal((await rig.run('init-config')).code, 0);
    await test(rig);
  } finally {
    await rig.close();
  }
}
