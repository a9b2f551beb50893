import assert from 'node:assert/strict';
import { everyKillPoint, someKillPoints } from './killPoints.ts';
import { KillRig, type KilledCommand, type Recording } from './support/killRig.ts';
import { overLanes } from './support/lanes.ts';
import { smallMess } from './support/smallMess.ts';
import type { State } from './support/state.ts';
import { assertRepaired, assertTidiedBy, stateOfOthers } from './support/tidy.ts';

describe('A repair that is killed: another repair and a sync reach what is wished', function () {
  this.timeout(240_000);
  const close: (() => unknown)[] = [];
  afterEach(() => Promise.all(close.splice(0).map((each) => each())));

  /** Two rigs for repairs over a scenario, and a record of one that was not killed. */
  async function open(scenario: string, writes: number): Promise<{ rigs: [KillRig, KillRig]; recording: Recording }> {
    const others: State['accounts'] = [];
    const killed: KilledCommand = {
      scenario,
      command: ['repair', '--yes', '--json'],
      writes,
      // Between a delete and its create a repair would plan something else: every run begins at the beginning.
      checkpointEvery: Infinity,
      assertEnd: assertRepaired,
      finish: (tidied) => assertTidiedBy(tidied, others),
    };
    const rigs: [KillRig, KillRig] = [await KillRig.open(killed), await KillRig.open(killed)];
    close.push(...rigs.map((rig) => () => rig.close()));
    others.push(...stateOfOthers(await rigs[0].control.state()));
    return { rigs, recording: await rigs[0].record(await rigs[0].start()) };
  }

  it('at every write of a small account, by turns before and after the answer', async () => {
    const { file, remove } = smallMess();
    close.push(remove);
    const { rigs, recording } = await open(file, 30);
    const points = everyKillPoint(recording).filter((_point, index) => index % 4 === 0 || index % 4 === 3);
    await overLanes(rigs, points, (rig, point) => rig.killAndRunAgain(recording, point));
  });

  it('at the last of several kinds of writes over messy, by turns before and after the answer', async () => {
    const { rigs, recording } = await open('messy', 92);
    const points = (['role', 'delete association', 'delete rule', 'delete id namespace'] as const).flatMap((kind, index) =>
      someKillPoints(recording, [kind]).filter(
        ({ moment }, place, all) => place >= all.length - 2 && (moment === 'after the answer') === (index % 2 === 0),
      ),
    );
    assert.equal(points.length, 4);
    await overLanes(rigs, points, (rig, point) => rig.killAndRunAgain(recording, point));
  });
});
