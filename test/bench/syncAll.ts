/** `sync-all` over `fifty`, from nothing and again. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { Control } from '../faults/support/control.ts';
import { newFolder, runProgram } from '../faults/support/program.ts';
import { assertEverythingDone } from '../faults/support/wished.ts';
import { rate, withSandbox } from './sandboxProcess.ts';

export interface Measured {
  seconds: number;
  calls: Record<string, number>;
  throttled: number;
}

export interface SyncAllMeasured {
  first: Measured;
  second: Measured & { writes: number };
}

export const collaborations = 50;
const associations = collaborations * 25;
/** What the rate allows at best: as many associations as rules, side by side. */
export const floorSeconds = associations / rate;

/** Fails where the sandbox does not end up with every table of every membership ready. */
export async function measureSyncAll(): Promise<SyncAllMeasured> {
  return withSandbox('fifty', async (endpoint) => {
    const folder = newFolder();
    const place = { folder, endpoint };
    const control = new Control(endpoint);
    try {
      assert.equal((await runProgram(place, 'init-config')).code, 0);
      const first = await measure(place, control);
      assertEverythingDone(await control.state(), collaborations);
      const writesBefore = (await control.writes()).length;
      const second = await measure(place, control);
      return { first, second: { ...second, writes: (await control.writes()).length - writesBefore } };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function measure(place: { folder: string; endpoint: string }, control: Control): Promise<Measured> {
  const before = await control.calls();
  const started = performance.now();
  const { code, report, stderr } = await runProgram(place, 'sync-all');
  const seconds = (performance.now() - started) / 1000;
  assert.equal(code, 0, stderr);
  const after = await control.calls();
  return { seconds, calls: report.api_calls, throttled: total(after.throttled) - total(before.throttled) };
}

export function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
