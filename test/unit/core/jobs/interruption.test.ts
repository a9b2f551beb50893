import assert from 'node:assert/strict';
import { acceptInvitations } from '../../../../src/core/jobs/acceptInvitations.ts';
import { configurationText, invitation, membership, table } from '../../builders.ts';
import { InMemoryService, World } from '../../inMemoryService.ts';
import { MemoryFile, runJob } from '../../support/jobs.ts';
import { Life } from '../../support/life.ts';

function inbox(): { world: World; file: MemoryFile } {
  const world = new World().invite(invitation(1)).invite(invitation(2));
  world.tables = [table('part_a'), table('part_b', 'LIST'), table('part_c', 'none')];
  world.join(membership(7));
  return { world, file: new MemoryFile(configurationText()) };
}

/** What has to be the same in the end, whatever happened on the way; ids differ from run to run. */
function endState(world: World, file: MemoryFile): object {
  const rooms = world.rooms
    .map(({ membership: { collaborationName }, associations, idNamespaceAssociations }) => ({
      collaborationName,
      associations: associations
        .map(({ name, rule }) => ({ name, rule: rule?.type ?? 'none' }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      idNamespaceAssociations: idNamespaceAssociations.map(({ name }) => name),
    }))
    .sort((a, b) => a.collaborationName.localeCompare(b.collaborationName));
  const { collaborations, pending_invitations } = file.configuration;
  return {
    rooms,
    collaborations: (collaborations ?? [])
      .map(({ name, status, association_pending }) => ({ name, status, association_pending }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    pending_invitations,
  };
}

async function finish(world: World, file: MemoryFile): Promise<object> {
  file.life = new Life();
  await runJob({ service: new InMemoryService(world), file }, acceptInvitations, { configuration: 'required' });
  return endState(world, file);
}

describe('a run of process-invites that was killed', () => {
  it('comes to the same end in the next run, wherever it was killed, with nothing double and nothing missing', async () => {
    const whole = inbox();
    const life = new Life();
    whole.file.life = life;
    await runJob({ service: new InMemoryService(whole.world, life), file: whole.file }, acceptInvitations, { configuration: 'required' });
    const expected = endState(whole.world, whole.file);
    assert.ok(life.steps > 30, `${life.steps} steps`);
    for (let step = 1; step <= life.steps; step += 1) {
      const { world, file } = inbox();
      const short = new Life(step);
      file.life = short;
      await Promise.race([
        short.death,
        runJob({ service: new InMemoryService(world, short), file }, acceptInvitations, { configuration: 'required' }),
      ]);
      assert.deepEqual(await finish(world, file), expected, `killed at step ${step}`);
    }
  });

  it('comes to the same end after being killed twice', async () => {
    const whole = inbox();
    const expected = await finish(whole.world, whole.file);
    for (const [first, second] of [
      [3, 3],
      [5, 9],
      [12, 1],
      [20, 15],
    ] as const) {
      const { world, file } = inbox();
      for (const step of [first, second]) {
        const short = new Life(step);
        file.life = short;
        await Promise.race([
          short.death,
          runJob({ service: new InMemoryService(world, short), file }, acceptInvitations, { configuration: 'required' }),
        ]);
      }
      assert.deepEqual(await finish(world, file), expected, `killed at ${first} and ${second}`);
    }
  });
});
