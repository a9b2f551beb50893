/**
 * The complete kill test, for `npm run test:kills`: process-invites over `inbox` is killed before and after the answer to
 * every single write, and each time the next run reaches the same end state. About twenty minutes on two cores.
 *   node test/faults/everyKill.ts [--every n]     only every nth kill (n odd: kills before and after answers alternate)
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { everyKillPoint } from './killPoints.ts';
import { KillRig, type KillPoint } from './support/killRig.ts';
import { overLanes } from './support/lanes.ts';

const {
  values: { every },
} = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const started = performance.now();
const result = { passed: 0, failed: 0 };

const rigs = await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, () => KillRig.open()));
const [first] = rigs;
if (first === undefined) throw new Error('There is no rig.');
const recording = await first.record(await first.start());
const points = everyKillPoint(recording).filter((_point, index) => index % Number(every) === 0);
process.stdout.write(`${recording.writes.length} writes, ${points.length} kills\n`);

await overLanes(rigs, points, async (rig, point) => {
  try {
    await rig.killAndRunAgain(recording, point);
    result.passed += 1;
  } catch (error) {
    result.failed += 1;
    process.stdout.write(`FAILED ${titleOf(point)}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  const done = result.passed + result.failed;
  if (done % 50 === 0) process.stdout.write(`${done} of ${points.length} after ${secondsSince(started)} s\n`);
});
await Promise.all(rigs.map((rig) => rig.close()));
process.stdout.write(`${result.passed} passed, ${result.failed} failed (${secondsSince(started)} s)\n`);
process.exitCode = result.failed === 0 && result.passed === points.length ? 0 : 1;

function titleOf({ write, moment }: KillPoint): string {
  return `killed ${moment} to ${write}`;
}

function secondsSince(time: number): number {
  return Math.round((performance.now() - time) / 1000);
}
