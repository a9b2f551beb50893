import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { configurationFileName } from '../../src/core/config/schema.ts';
import { someKillPoints } from './killPoints.ts';
import { KillRig, type Checkpoint, type KillPoint, type Recording } from './support/killRig.ts';
import { overLanes } from './support/lanes.ts';
import { assertReached } from './support/outcome.ts';
import { runProgram } from './support/program.ts';
import { killAtConfigurationWrite, type WriteMoment } from './support/configurationWrites.ts';
import { kinds } from './support/writeNames.ts';

/** A sample of `everyKill.ts`, which kills at every write. */
describe('Killed over inbox, the next run reaches the same end', function () {
  this.timeout(120_000);
  let rigs: [KillRig, KillRig];
  let start: Checkpoint;
  let recording: Recording;

  before(async () => {
    rigs = [await KillRig.open(), await KillRig.open()];
    start = await rigs[0].start();
    recording = await rigs[0].record(start);
  });
  after(async () => {
    await Promise.all(rigs.map((rig) => rig.close()));
  });

  for (const kind of kinds) {
    it(`first, middle and last ${kind}, before and after the answer`, async () => {
      const points = someKillPoints(recording).filter(({ write }) => write.startsWith(`${kind} `));
      assert.equal(points.length, 6);
      await overLanes(rigs, points, (rig, point) => rig.killAndRunAgain(recording, point));
    });
  }

  it('around writes of the configuration: the invitations noted, the first and last accepted, the first and last complete', async () => {
    const moments: WriteMoment[] = [1, 2, 13, 14, 25].flatMap((number): WriteMoment[] => [
      { number, step: 'draft begun' },
      { number, step: 'file replaced' },
    ]);
    await overLanes(rigs, moments, (rig, moment) =>
      rig.within(start, async (place) => {
        const { signal } = await killAtConfigurationWrite(place, moment);
        assert.equal(signal, 'SIGKILL', `the run ended before configuration write ${moment.number}`);
        await assertReached({ control: rig.control, place }, await runProgram(place, 'process-invites'));
        assert.deepEqual(readdirSync(place.folder).sort(), [configurationFileName, 'state'], 'something was left beside the configuration');
      }),
    );
  });

  for (const moment of ['before the answer', 'after the answer'] as const) {
    it(`again and again: every run at its 61st write, ${moment}`, async () => {
      assert.equal(await killUntilDone(rigs[0], start, 61, moment), Math.floor(recording.writes.length / 61));
    });
  }
});

/** Kills run after run at its `number`th write until one gets to the end; answers how many were killed. */
async function killUntilDone(rig: KillRig, start: Checkpoint, number: number, moment: KillPoint['moment']): Promise<number> {
  let killed = 0;
  await rig.within(start, async (place) => {
    for (;;) {
      let writes = 0;
      const run = await rig.killWhere(place, { chosen: () => (writes += 1) === number, moment, pauseMs: 3 });
      if (run.signal === null) {
        await assertReached({ control: rig.control, place }, run);
        return;
      }
      killed += 1;
    }
  });
  return killed;
}
