/**
 * The complete kill test, for `npm run test:kills`: process-invites over `inbox` and a repair over a small account are
 * killed before and after the answer to every single write, and each time what is run next reaches the same end state.
 * About twenty-five minutes on two cores.
 *   node test/faults/everyKill.ts [--every n]     only every nth kill (n odd: kills before and after answers alternate)
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { everyKillPoint } from './killPoints.ts';
import { killedRepair, repairWrites } from './support/killedRepair.ts';
import { inbox, KillRig, type KilledCommand, type KillPoint } from './support/killRig.ts';
import { overLanes } from './support/lanes.ts';
import { smallMess } from './support/smallMess.ts';
import type { State } from './support/state.ts';
import { stateOfOthers } from './support/tidy.ts';

const {
  values: { every },
} = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const started = performance.now();
const result = { kills: 0, passed: 0, failed: 0 };

await killAtEveryWrite(inbox);
const { file, remove } = smallMess();
const others: State['accounts'] = [];
await killAtEveryWrite(killedRepair(file, repairWrites.small, others), others);
remove();
process.stdout.write(`${result.passed} passed, ${result.failed} failed (${secondsSince(started)} s)\n`);
process.exitCode = result.failed === 0 && result.passed === result.kills ? 0 : 1;

/** @param keeping filled with what the other accounts have before */
async function killAtEveryWrite(killed: KilledCommand, keeping: State['accounts'] = []): Promise<void> {
  const rigs = await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, () => KillRig.open(killed)));
  const [first] = rigs;
  if (first === undefined) throw new Error('There is no rig.');
  keeping.push(...stateOfOthers(await first.control.state()));
  const recording = await first.record(await first.start());
  const points = everyKillPoint(recording).filter((_point, index) => index % Number(every) === 0);
  result.kills += points.length;
  process.stdout.write(`${killed.command.join(' ')}: ${recording.writes.length} writes, ${points.length} kills\n`);
  await overLanes(rigs, points, async (rig, point) => {
    try {
      await rig.killAndRunAgain(recording, point);
      result.passed += 1;
    } catch (error) {
      result.failed += 1;
      process.stdout.write(`FAILED ${titleOf(point)}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    const done = result.passed + result.failed;
    if (done % 50 === 0) process.stdout.write(`${done} of ${result.kills} after ${secondsSince(started)} s\n`);
  });
  await Promise.all(rigs.map((rig) => rig.close()));
}

function titleOf({ write, moment }: KillPoint): string {
  return `killed ${moment} to ${write}`;
}

function secondsSince(time: number): number {
  return Math.round((performance.now() - time) / 1000);
}
