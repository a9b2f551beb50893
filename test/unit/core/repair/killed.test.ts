import assert from 'node:assert/strict';
import { repairCollaborations } from '../../../../src/core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { contoso, membership, northwind, table } from '../../builders.ts';
import { InMemoryService, World } from '../../inMemoryService.ts';
import { runJob } from '../../support/jobs.ts';
import { Life } from '../../support/life.ts';
import { associated, associatedNamespace, entry, fileWith, otherNamespaceArn, rule } from '../../support/rooms.ts';

const file = () => fileWith(entry(1, { allowed_query_providers: [contoso] }));

/** Names: wrong, swapped, along a chain, double. Rules: wrong receivers, wrong type. Providers, and the ID namespace. */
function messy(): World {
  const world = new World();
  world.doubles = true;
  world.namespaces.push({ name: 'OldIdNamespace', arn: otherNamespaceArn });
  world.tables = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => table(`part_${letter}`));
  const room = world.join(membership(1));
  room.associations.push(
    associated(1, 'old', 'part_a', rule([northwind], 'CUSTOM', ['arn:of:an:analysis'])),
    associated(2, 'acx_part_c', 'part_b'),
    associated(3, 'acx_part_b', 'part_c'),
    associated(4, 'acx_part_e', 'part_d'),
    associated(5, 'older', 'part_e'),
    associated(6, 'acx_part_f', 'part_f', rule([])),
    associated(7, 'acx_part_g', 'part_g', rule([northwind], 'LIST')),
    associated(8, 'pilot', 'part_g'),
  );
  room.idNamespaceAssociations.push(associatedNamespace(9, 'ACXIdNamespace', otherNamespaceArn));
  return world;
}

/** What has to be the same in the end, whatever happened on the way; additional analyses may be lost with a rule. */
function endState({ rooms: [room], providers }: World): object {
  return {
    associations: (room?.associations ?? [])
      .map(({ name, configuredTableId, rule: its }) => ({
        name,
        configuredTableId,
        type: its?.type,
        receivers: its?.allowedResultReceivers,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    namespaces: room?.idNamespaceAssociations.map(({ name, idNamespaceArn }) => ({ name, idNamespaceArn })),
    providers: [...providers.values()],
  };
}

async function finish(world: World): Promise<object> {
  await runJob({ service: new InMemoryService(world), file: file() }, repairCollaborations);
  await runJob({ service: new InMemoryService(world), file: file() }, syncCollaborations);
  await runJob({ service: new InMemoryService(world), file: file() }, repairCollaborations);
  return endState(world);
}

describe('a repair that was killed', () => {
  it('comes to the same end with another repair and a sync, wherever it was killed, with nothing double and nothing missing', async () => {
    const whole = messy();
    const life = new Life();
    await runJob({ service: new InMemoryService(whole, life), file: file() }, repairCollaborations);
    const expected = await finish(whole);
    assert.ok(life.steps > 40, `${life.steps} steps`);
    for (let step = 1; step <= life.steps; step += 1) {
      const world = messy();
      const short = new Life(step);
      await Promise.race([short.death, runJob({ service: new InMemoryService(world, short), file: file() }, repairCollaborations)]);
      assert.deepEqual(await finish(world), expected, `killed at step ${step}`);
    }
  });
});
