import assert from 'node:assert/strict';
import { repairCollaborations } from '../../../../src/core/jobs/repairCollaborations.ts';
import { contoso, id, member, membership, northwind, ownAccount, table } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { MemoryAuditLog, MemoryFile, rejection, runJob } from '../../support/jobs.ts';
import { associated, associatedNamespace, associationArn, entry, fileWith, namesIn, otherNamespaceArn, rule } from '../../support/rooms.ts';

/** Rooms with a misnamed association, a double and an ID namespace association that holds another namespace. */
function messy(rooms = 1): World {
  const world = new World();
  world.doubles = true;
  world.tables = ['part_a', 'part_b'].map((name) => table(name));
  for (let number = 1; number <= rooms; number += 1) {
    const room = world.join(membership(number));
    const own = (index: number): number => number * 100 + index;
    room.associations.push(
      associated(own(1), 'old', 'part_a'),
      associated(own(2), 'acx_part_b', 'part_b'),
      associated(own(3), 'pilot', 'part_b'),
    );
    room.idNamespaceAssociations.push(associatedNamespace(own(9), 'ACXIdNamespace', otherNamespaceArn));
  }
  return world;
}

describe('the result of a repair', () => {
  it('is ok, counts what was repaired by kind, and names what is ready now', async () => {
    const report = await runJob({ service: new InMemoryService(messy()), file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual(
      [report.ok, report.summary.associations.repaired, report.summary.id_namespaces.repaired, report.summary.tables, report.findings],
      [true, 2, 1, { ready: 1, not_ready: 0 }, []],
    );
  });

  it('of a second run is empty and ok', async () => {
    const world = messy();
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations);
    world.writes = [];
    const report = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual([report.ok, report.collaborations[0]?.items, report.findings, world.writes], [true, [], [], []]);
  });

  it('of a dry run says what would be done and changes nothing', async () => {
    const world = messy();
    const report = await runJob(
      { service: new InMemoryService(world), file: fileWith(entry(1)) },
      repairCollaborations,
      {},
      { dryRun: true },
    );
    assert.deepEqual([world.writes, report.summary.associations.planned, report.summary.id_namespaces.planned], [[], 2, 1]);
  });

  it('lists changes of configured tables apart from those in collaborations', async () => {
    const report = await runJob(
      { service: new InMemoryService(messy()), file: fileWith(entry(1, { allowed_query_providers: [contoso] })) },
      repairCollaborations,
    );
    assert.deepEqual(
      report.tables?.map(({ kind, name, outcome }) => [kind, name, outcome]),
      [
        ['table_rule', 'part_a', 'repaired'],
        ['table_rule', 'part_b', 'repaired'],
      ],
    );
  });

  it('is not ok where something failed, and says so', async () => {
    const service = new InMemoryService(messy());
    service.fault = fault('DeleteConfiguredTableAssociation', 'not_permitted', 'Deleting is not permitted.');
    const report = await runJob({ service, file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual([report.ok, report.summary.associations.failed, report.summary.id_namespaces.repaired], [false, 2, 1]);
  });

  it('is not ok where a rule of a configured table failed', async () => {
    const service = new InMemoryService(messy());
    service.fault = fault('UpdateConfiguredTableAnalysisRule', 'not_permitted');
    const report = await runJob({ service, file: fileWith(entry(1, { allowed_query_providers: [contoso] })) }, repairCollaborations);
    assert.deepEqual([report.ok, report.tables?.map(({ outcome }) => outcome)], [false, ['failed', 'failed']]);
  });

  it('tells what it leaves alone because another tool owns it', async () => {
    const world = messy();
    world.tags.set(associationArn(101), { ManagedBy: 'Terraform' });
    const report = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual(
      [report.findings.map(({ id: kind, subject }) => [kind, subject.name]), namesIn(world)],
      [[['association.misnamed', 'old']], ['acx_part_b', 'old']],
    );
  });

  it('tells that tags could not be read, and that nothing was deleted for that reason', async () => {
    const world = messy();
    const service = new InMemoryService(world);
    service.fault = fault('ListTagsForResource', 'not_permitted');
    const report = await runJob({ service, file: fileWith(entry(1)) }, repairCollaborations);
    assert.ok(report.findings.some(({ id: kind }) => kind === 'tags.unchecked'));
    assert.deepEqual(world.writes, []);
  });
});

describe('tables that were repaired', () => {
  it('are waited for until the service has caught up, also where they were renamed', async () => {
    const world = messy();
    const consent = (): Promise<boolean> => {
      world.readsUntilReady = 3;
      return Promise.resolve(true);
    };
    const bench = { service: new InMemoryService(world), file: fileWith(entry(1)), host: { consent } };
    const report = await runJob(bench, repairCollaborations);
    assert.deepEqual([report.ok, report.summary.tables], [true, { ready: 1, not_ready: 0 }]);
  });

  it('are not waited for where a sync has to make their rule', async () => {
    const world = new World();
    world.tables = [table('part_a')];
    world.join(membership(1)).associations.push(associated(1, 'old', 'part_a', null));
    const pauses: number[] = [];
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)), onPause: (ms) => pauses.push(ms) }, repairCollaborations);
    assert.deepEqual(pauses, []);
  });

  it('are not waited for where they were deleted as doubles', async () => {
    const world = messy();
    const pauses: number[] = [];
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)), onPause: (ms) => pauses.push(ms) }, repairCollaborations);
    assert.deepEqual(pauses, []);
  });

  it('are waited for after their receivers were put right', async () => {
    const world = new World();
    world.tables = [table('part_a')];
    world.join(membership(1)).associations.push(associated(1, 'acx_part_a', 'part_a', rule([])));
    const report = await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual([report.summary.analysis_rules.repaired, report.summary.tables], [1, { ready: 1, not_ready: 0 }]);
  });

  it('are no finding where their renaming failed: the failed item says it', async () => {
    const world = messy();
    const service = new InMemoryService(world);
    service.fault = fault('CreateConfiguredTableAssociation', 'refused', 'No.', 'acx_part_a');
    const report = await runJob({ service, file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual([report.summary.associations.failed, report.findings], [1, []]);
  });

  it('are no finding either where the wrong name was that of a double', async () => {
    const world = new World();
    world.doubles = true;
    world.tables = ['part_a', 'part_b'].map((name) => table(name));
    world
      .join(membership(1))
      .associations.push(associated(1, 'acx_part_a', 'part_a'), associated(2, 'acx_part_b', 'part_a'), associated(3, 'old', 'part_b'));
    const service = new InMemoryService(world);
    service.fault = fault('CreateConfiguredTableAssociation', 'refused', 'No.', 'acx_part_b');
    const report = await runJob({ service, file: fileWith(entry(1)) }, repairCollaborations);
    assert.deepEqual([report.findings, report.summary.tables], [[], { ready: 0, not_ready: 0 }]);
  });
});

describe('what a repair is about', () => {
  it('is every collaboration that the file lists, and no other', async () => {
    const world = messy(3);
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1), entry(3)) }, repairCollaborations);
    assert.deepEqual(
      [0, 1, 2].map((room) => namesIn(world, room).includes('old')),
      [false, true, false],
    );
  });

  it('is every collaboration where there is no file', async () => {
    const world = messy(2);
    await runJob({ service: new InMemoryService(world) }, repairCollaborations);
    assert.deepEqual(
      [0, 1].map((room) => namesIn(world, room).includes('old')),
      [false, false],
    );
  });

  for (const [story, input] of [
    ['by membership', { membership_ids: [id('membership', 2)] }],
    ['by collaboration', { collaboration_ids: [id('collaboration', 2)] }],
    ['by selection', { selection: [{ collaboration_id: id('collaboration', 2) }] }],
  ] as const) {
    it(`is what was named ${story}, listed in the file or not`, async () => {
      const world = messy(3);
      await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations, input);
      assert.deepEqual(
        [0, 1, 2].map((room) => namesIn(world, room).includes('old')),
        [true, false, true],
      );
    });
  }

  it('is no collaboration that the account does not have', async () => {
    const world = messy();
    const bench = { service: new InMemoryService(world), file: fileWith(entry(1)) };
    assert.equal((await rejection(runJob(bench, repairCollaborations, { membership_ids: [id('membership', 7)] }))).code, 'not_found');
    assert.deepEqual(world.writes, []);
  });

  it('is only the association that was named by its id', async () => {
    const world = messy();
    await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, repairCollaborations, {
      subject_ids: [id('association', 103)],
    });
    assert.deepEqual([namesIn(world), world.writes.length], [['acx_part_b', 'old'], 1]);
  });

  it('is also what frees the name of the association that was named', async () => {
    const world = new World();
    world.tables = ['part_a', 'part_b'].map((name) => table(name));
    world.join(membership(1)).associations.push(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
    await runJob({ service: new InMemoryService(world) }, repairCollaborations, { subject_ids: [id('association', 2)] });
    assert.equal(world.rooms[0]?.associations.find(({ name }) => name === 'acx_part_a')?.configuredTableId, table('part_a').id);
  });

  it('is the associations of selected tables, and the ID namespace only where it is selected', async () => {
    const world = messy();
    const selection = [{ collaboration_id: id('collaboration', 1), table_ids: [table('part_b').id] }];
    await runJob({ service: new InMemoryService(world) }, repairCollaborations, { selection });
    assert.deepEqual(
      [namesIn(world), world.rooms[0]?.idNamespaceAssociations[0]?.idNamespaceArn],
      [['acx_part_b', 'old'], otherNamespaceArn],
    );
  });

  it('is the ID namespace alone where only that is selected', async () => {
    const world = messy();
    const selection = [{ collaboration_id: id('collaboration', 1), table_ids: [], id_namespace: true }];
    await runJob({ service: new InMemoryService(world) }, repairCollaborations, { selection });
    assert.deepEqual(
      [...new Set(world.writes.map(({ operation }) => operation))],
      ['DeleteIdNamespaceAssociation', 'CreateIdNamespaceAssociation'],
    );
  });

  it('is what another tool owns too, where that is asked for', async () => {
    const world = messy();
    world.tags.set(associationArn(101), { ManagedBy: 'Terraform' });
    await runJob({ service: new InMemoryService(world) }, repairCollaborations, { include_owned: true });
    assert.ok(!namesIn(world).includes('old'));
  });

  it('is to let more accounts receive results only where that is asked for', async () => {
    for (const widen of [false, true]) {
      const world = new World();
      world.tables = [table('part_a')];
      const receives = { abilities: ['CAN_RECEIVE_RESULTS'] };
      world
        .join(membership(1), [member(northwind, receives), member(contoso, receives), member(ownAccount)])
        .associations.push(associated(1, 'acx_part_a', 'part_a', rule([northwind])));
      await runJob({ service: new InMemoryService(world) }, repairCollaborations, { widen_receivers: widen });
      assert.deepEqual(world.rooms[0]?.associations[0]?.rule?.allowedResultReceivers, widen ? [northwind, contoso] : [northwind]);
    }
  });
});

describe('the audit log of a repair', () => {
  it('has every write, with what it did', async () => {
    const log = new MemoryAuditLog();
    const world = messy();
    world.rooms[0]?.associations[1]?.rule?.allowedResultReceivers.splice(0);
    const file = fileWith(entry(1, { allowed_query_providers: [contoso] }));
    await runJob({ service: new InMemoryService(world), file, log }, repairCollaborations);
    const outcomes = Map.groupBy(log.entries, ({ operation }) => operation);
    assert.deepEqual([...outcomes].map(([operation, entries]) => [operation, entries.map(({ outcome }) => outcome)]).sort(), [
      ['CreateConfiguredTableAssociation', ['created']],
      ['CreateConfiguredTableAssociationAnalysisRule', ['created']],
      ['CreateIdNamespaceAssociation', ['created']],
      ['DeleteConfiguredTableAssociation', ['deleted']],
      ['DeleteIdNamespaceAssociation', ['deleted']],
      ['UpdateConfiguredTableAnalysisRule', ['updated', 'updated']],
      ['UpdateConfiguredTableAssociation', ['updated']],
      ['UpdateConfiguredTableAssociationAnalysisRule', ['updated']],
    ]);
    assert.ok(log.entries.every(({ job }) => job === 'repair'));
  });

  it('that cannot be opened stops it before it changed anything', async () => {
    const log = new MemoryAuditLog();
    log.room = 0;
    const world = messy();
    const file = new MemoryFile(fileWith(entry(1)).text);
    assert.equal(
      (await rejection(runJob({ service: new InMemoryService(world), file, log }, repairCollaborations))).code,
      'audit_log_unwritable',
    );
    assert.deepEqual(world.writes, []);
  });
});
