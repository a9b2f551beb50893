import assert from 'node:assert/strict';
import { someKillPoints } from './killPoints.ts';
import { killedRepair, repairWrites } from './support/killedRepair.ts';
import { KillRig, type KillPoint, type Recording } from './support/killRig.ts';
import { overLanes } from './support/lanes.ts';
import { smallMess } from './support/smallMess.ts';
import type { State } from './support/state.ts';
import { stateOfOthers } from './support/tidy.ts';
import { repairKinds, type Kind } from './support/writeNames.ts';

/** A sample of `everyKill.ts`, which kills at every write. */
describe('A repair that is killed: another repair and a sync reach what is wished', function () {
  this.timeout(240_000);
  const close: (() => unknown)[] = [];
  afterEach(() => Promise.all(close.splice(0).map((each) => each())));

  async function killOver(scenario: string, writes: number, choose: (recording: Recording) => KillPoint[]): Promise<void> {
    const others: State['accounts'] = [];
    const killed = killedRepair(scenario, writes, others);
    const rigs: [KillRig, KillRig] = [await KillRig.open(killed), await KillRig.open(killed)];
    close.push(...rigs.map((rig) => () => rig.close()));
    others.push(...stateOfOthers(await rigs[0].control.state()));
    const recording = await rigs[0].record(await rigs[0].start());
    await overLanes(rigs, choose(recording), (rig, point) => rig.killAndRunAgain(recording, point));
  }

  /** The first write of a kind, before its answer, and the last one, after it. */
  const firstAndLast = (recording: Recording, kind: Kind): KillPoint[] => {
    const points = someKillPoints(recording, [kind]);
    return [
      points.find(({ moment }) => moment === 'before the answer'),
      points.findLast(({ moment }) => moment === 'after the answer'),
    ].filter((point) => point !== undefined);
  };

  it('at the first and last write of each kind over a small account', async () => {
    const { file, remove } = smallMess();
    close.push(remove);
    await killOver(file, repairWrites.small, (recording) => {
      const points = repairKinds.flatMap((kind) => firstAndLast(recording, kind));
      assert.equal(points.length, 2 * (repairKinds.length - 1), 'there is something of every kind but the rules of configured tables');
      return points;
    });
  });

  it('at some writes over messy', () =>
    killOver('messy', repairWrites.messy, (recording) => [
      ...firstAndLast(recording, 'delete association').slice(0, 1),
      ...firstAndLast(recording, 'association').slice(1),
      ...firstAndLast(recording, 'delete rule').slice(0, 1),
      ...firstAndLast(recording, 'delete id namespace').slice(1),
    ]));
});
