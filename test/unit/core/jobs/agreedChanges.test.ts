import assert from 'node:assert/strict';
import { repairCollaborations } from '../../../../src/core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { changeKey, type Change } from '../../../../src/core/sync/change.ts';
import { id, membership, table, tables } from '../../builders.ts';
import { InMemoryService, World } from '../../inMemoryService.ts';
import { contextOf, runJob, runnerOf, type MemoryFile } from '../../support/jobs.ts';
import { associated, entry, fileWith, namesIn } from '../../support/rooms.ts';

function room(names: string[] = ['part_a', 'part_b']): World {
  const world = new World();
  world.tables = names.map((name) => table(name));
  world.join(membership(1));
  return world;
}

async function keysOf(
  world: World,
  job: typeof syncCollaborations | typeof repairCollaborations,
  which: (change: Change) => boolean,
): Promise<string[]> {
  const bench = { service: new InMemoryService(world), file: fileWith(entry(1)) };
  const runner = runnerOf(bench);
  const { plan } =
    job === syncCollaborations
      ? await runner.plan(syncCollaborations, contextOf(bench), {})
      : await runner.plan(repairCollaborations, contextOf(bench), {});
  return plan.collaborations.flatMap(({ collaborationId, changes }) =>
    changes.filter(which).map((change) => changeKey(collaborationId, change)),
  );
}

describe('changes that a person agreed to', () => {
  it('are the only ones that a sync makes', async () => {
    const world = room();
    const agreed = await keysOf(
      world,
      syncCollaborations,
      (change) => 'configuredTableId' in change && change.configuredTableId === table('part_a').id,
    );
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { agreed });
    assert.deepEqual([namesIn(world), world.rooms[0]?.idNamespaceAssociations], [['acx_part_a'], []]);
  });

  it('do not include a rule whose association was not agreed to', async () => {
    const world = room(['part_a']);
    const agreed = await keysOf(world, syncCollaborations, ({ kind }) => kind === 'createAnalysisRule');
    const report = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { agreed });
    assert.deepEqual([report.ok, world.writes, report.findings], [true, [], []]);
  });

  it('do not include what has come up since the plan was shown', async () => {
    const world = room(['part_a']);
    const agreed = await keysOf(world, syncCollaborations, () => true);
    world.tables.push(table('part_new'));
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { agreed });
    assert.deepEqual(namesIn(world), ['acx_part_a']);
  });

  it('are not made where they would mean something else by now', async () => {
    const world = room(['part_a']);
    const agreed = await keysOf(world, syncCollaborations, ({ kind }) => kind === 'createAnalysisRule' || kind === 'createAssociation');
    world.members.get(id('collaboration', 1))?.splice(0, 1, {
      accountId: '888899990000',
      displayName: 'Litware',
      status: 'ACTIVE',
      abilities: ['CAN_RECEIVE_RESULTS'],
      payment: { queryCompute: false },
    });
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { agreed });
    assert.deepEqual(
      world.rooms[0]?.associations.map(({ name, rule }) => [name, rule]),
      [['acx_part_a', undefined]],
    );
  });

  it('are counted, with a finding, where the plan does not hold them any more', async () => {
    const world = room(['part_a', 'part_b']);
    const agreed = await keysOf(world, syncCollaborations, ({ kind }) => kind === 'createAssociation');
    world.tables.splice(0, 1);
    const { findings } = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { agreed });
    assert.deepEqual(
      findings.filter(({ id: kind }) => kind === 'plan.outdated').map(({ title }) => title),
      ['1 of the changes that you agreed to were not made: account 111122223333 has changed since the plan was made.'],
    );
  });

  it('of a repair are counted too, where the plan does not hold them any more', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b'));
    const agreed = await keysOf(world, repairCollaborations, () => true);
    world.rooms[0]?.associations.splice(0, 1, associated(3, 'acx_part_a', 'part_a'));
    const { findings, summary } = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations, {
      agreed,
    });
    assert.deepEqual([summary.associations.repaired, findings.map(({ id: kind }) => kind)], [1, ['plan.outdated']]);
  });

  it('say nothing of the rest: its entry stays pending', async () => {
    const world = room();
    const file: MemoryFile = fileWith(entry(1, { association_pending: true }));
    const agreed = await keysOf(world, syncCollaborations, ({ kind }) => kind === 'createIdNamespaceAssociation');
    await runJob({ service: new InMemoryService(world), file }, syncCollaborations, { agreed });
    assert.equal(file.configuration.collaborations?.[0]?.association_pending, true);
  });

  it('are the only ones that a repair makes', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b'));
    const agreed = await keysOf(world, repairCollaborations, (change) => 'name' in change && change.name === 'acx_part_b');
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations, { agreed });
    assert.deepEqual(namesIn(world), ['acx_part_b', 'old']);
  });

  it('cannot be made, and change nothing, where what would free their name was not agreed to', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
    const agreed = await keysOf(world, repairCollaborations, (change) => 'name' in change && change.name === 'acx_part_b');
    const report = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations, { agreed });
    assert.deepEqual(
      [world.writes, report.collaborations[0]?.items.map(({ outcome, reason }) => [outcome, reason])],
      [
        [],
        [
          [
            'failed',
            `The name "acx_part_b" is held by ${id('association', 1)}; nothing was changed. Rename or delete what holds it, or change association_name in the configuration.`,
          ],
        ],
      ],
    );
  });

  for (const [story, job, world] of [
    ['a sync', syncCollaborations, room],
    [
      'a repair',
      repairCollaborations,
      () => {
        const made = room();
        made.rooms[0]?.associations.push(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b'));
        return made;
      },
    ],
  ] as const) {
    it(`do not make a dry run of ${story} speak of the others as if they were there`, async () => {
      const bench = { service: new InMemoryService(world()), file: fileWith(entry(1)) };
      const report =
        job === syncCollaborations
          ? await runJob(bench, syncCollaborations, { agreed: [] }, { dryRun: true })
          : await runJob(bench, repairCollaborations, { agreed: [] }, { dryRun: true });
      assert.deepEqual(report.findings, []);
    });
  }
});

describe('a part of what is wished', () => {
  it('is only the selected tables of the selected collaborations', async () => {
    const world = room();
    world.join(membership(2));
    const selection = [{ collaboration_id: id('collaboration', 2), table_ids: [table('part_b').id] }];
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1), entry(2)) }, syncCollaborations, { selection });
    assert.deepEqual([namesIn(world), namesIn(world, 1), world.rooms[1]?.idNamespaceAssociations], [[], ['acx_part_b'], []]);
  });

  it('is a whole collaboration where no table is named', async () => {
    const world = room();
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, {
      selection: [{ collaboration_id: id('collaboration', 1) }],
    });
    assert.deepEqual([namesIn(world), world.rooms[0]?.idNamespaceAssociations.length], [['acx_part_a', 'acx_part_b'], 1]);
  });

  it('is the ID namespace alone where only that is selected', async () => {
    const world = room();
    const selection = [{ collaboration_id: id('collaboration', 1), table_ids: [], id_namespace: true }];
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { selection });
    assert.deepEqual([namesIn(world), world.rooms[0]?.idNamespaceAssociations.length], [[], 1]);
  });

  it('gets places in the order of the configuration, not of the selection', async () => {
    const world = room();
    world.tables = tables(3);
    world.associationQuota = 1;
    const selection = [
      {
        collaboration_id: id('collaboration', 1),
        table_ids: tables(3)
          .slice(1)
          .reverse()
          .map((each) => each.id),
      },
    ];
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, syncCollaborations, { selection });
    assert.deepEqual(namesIn(world), ['acx_part_ibe_02']);
  });

  it('leaves the entry pending', async () => {
    const file = fileWith(entry(1, { association_pending: true }));
    await runJob({ service: new InMemoryService(room()), file }, syncCollaborations, {
      selection: [{ collaboration_id: id('collaboration', 1), table_ids: [table('part_a').id] }],
    });
    assert.equal(file.configuration.collaborations?.[0]?.association_pending, true);
  });
});
