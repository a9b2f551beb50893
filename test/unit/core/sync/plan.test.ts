import assert from 'node:assert/strict';
import { id, member, membership, namespaceArn, northwind, ownAccount, settings, table, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { associated, associatedNamespace, otherNamespaceArn as other } from '../../support/rooms.ts';
import { changeNames, planned } from './inventoryOf.ts';

function worldWith(names: string[] = ['part_a', 'part_b']): World {
  const world = new World();
  world.tables = names.map((name) => table(name));
  world.join(membership(1));
  return world;
}

describe('planning one collaboration', () => {
  it('makes an association and a rule for every table, and associates the ID namespace', async () => {
    const { first } = await planned(new InMemoryService(worldWith()));
    assert.deepEqual(
      first.changes.map(({ kind }) => kind),
      ['createAssociation', 'createAnalysisRule', 'createAssociation', 'createAnalysisRule', 'createIdNamespaceAssociation'],
    );
  });

  it('recognises an association by its table, not by its name, and only mentions the wrong name', async () => {
    const world = worldWith(['part_a']);
    world.rooms[0]?.associations.push(associated(1, 'old_name', 'part_a'));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(changeNames(first, 'createAssociation'), []);
    assert.deepEqual(
      first.findings.map(({ id: finding, severity }) => [finding, severity]),
      [['association.misnamed', 'warning']],
    );
  });

  it('counts the rightly named association where one table is associated twice', async () => {
    const world = worldWith(['part_a']);
    world.rooms[0]?.associations.push(associated(1, 'old_name', 'part_a'), associated(2, 'acx_part_a', 'part_a'));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(first.findings, []);
  });

  it('makes the missing rule on the association that counts, also where a double has one', async () => {
    const world = worldWith(['part_a']);
    world.rooms[0]?.associations.push(associated(1, 'old_name', 'part_a'), associated(2, 'acx_part_a', 'part_a', null));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual([changeNames(first, 'createAnalysisRule'), first.findings], [['acx_part_a'], []]);
  });

  it('makes the missing rule on an association that exists (defect 4: a failed rule was never made up for)', async () => {
    const world = worldWith(['part_a']);
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a', null));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      first.changes.flatMap((change) =>
        change.kind === 'createAnalysisRule' ? [[change.associationId, change.associationName, change.allowedResultReceivers]] : [],
      ),
      [[id('association', 1), 'acx_part_a', [northwind]]],
    );
    assert.deepEqual(changeNames(first, 'createAssociation'), []);
  });

  it('finds out by asking whether an association has a rule where the list does not say', async () => {
    const world = worldWith(['part_a', 'part_b']);
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'), associated(2, 'acx_part_b', 'part_b', null));
    const service = new InMemoryService(world);
    service.omitRuleTypes = true;
    const { first } = await planned(service);
    assert.deepEqual(changeNames(first, 'createAnalysisRule'), ['acx_part_b']);
  });

  it('gives each rule the type of its own table', async () => {
    const world = new World();
    world.tables = [table('part_a', 'AGGREGATION'), table('part_b', 'LIST'), table('part_c', 'CUSTOM')];
    world.join(membership(1));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      first.changes.flatMap((change) => (change.kind === 'createAnalysisRule' ? [change.type] : [])),
      ['AGGREGATION', 'LIST', 'CUSTOM'],
    );
  });

  it('associates a table without a rule of its own, makes no rule for it and says so', async () => {
    const world = new World();
    world.tables = [table('part_a', 'none')];
    world.join(membership(1));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      [changeNames(first, 'createAssociation'), changeNames(first, 'createAnalysisRule'), first.findings.map((each) => each.id)],
      [['acx_part_a'], [], ['table.no_analysis_rule']],
    );
  });

  it('lists a table whose name another table holds as failed, and makes a finding of it', async () => {
    const world = worldWith(['part_a']);
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'staging'));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      first.settled.map(({ outcome, name }) => [outcome, name]),
      [['failed', 'acx_part_a']],
    );
    assert.deepEqual(
      first.findings.map((each) => [each.id, each.severity]),
      [['association.impossible', 'error']],
    );
  });

  it('lists a table with an impossible name as failed, and goes on with the others', async () => {
    const { first } = await planned(new InMemoryService(worldWith(['part_a', 'part_é'])));
    assert.deepEqual(changeNames(first, 'createAssociation'), ['acx_part_a']);
    assert.deepEqual(
      first.settled.map(({ outcome, name }) => [outcome, name]),
      [['failed', 'acx_part_é']],
    );
  });

  it('leaves tables alone where the entry says so', async () => {
    const { first } = await planned(new InMemoryService(worldWith()), { settings: settings({ associateTables: false }) });
    assert.deepEqual(
      first.changes.map(({ kind }) => kind),
      ['createIdNamespaceAssociation'],
    );
  });

  it('leaves ID namespaces alone where the entry says so', async () => {
    const { first } = await planned(new InMemoryService(worldWith([])), { settings: settings({ associateNamespace: false }) });
    assert.deepEqual(first.changes, []);
  });

  it('never calls a collaboration that could not be read empty: it fails with the reason', async () => {
    const service = new InMemoryService(worldWith());
    service.fault = fault('ListConfiguredTableAssociations', 'not_permitted', 'Not allowed.');
    const { first } = await planned(service);
    assert.deepEqual(
      [first.changes, first.settled.map(({ outcome, reason }) => [outcome, reason]), first.findings.map((each) => each.id)],
      [[], [['failed', 'Not allowed.']], ['collaboration.unreadable']],
    );
  });
});

describe('planning the ID namespace (defect 8: matched by name only)', () => {
  it('recognises the namespace by its ARN under whatever name', async () => {
    const world = worldWith([]);
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(9, 'renamed', namespaceArn));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual([first.changes, first.settled.map(({ outcome, name }) => [outcome, name])], [[], [['existing', 'renamed']]]);
  });

  it('does not take another namespace under the wished name for the wished one', async () => {
    const world = worldWith([]);
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(9, 'ACXIdNamespace', other));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      [first.changes, first.settled.map(({ outcome }) => outcome), first.findings.map((each) => each.id)],
      [[], ['failed'], ['id_namespace.wrong_arn']],
    );
  });

  it('leaves it out where the quota is used up', async () => {
    const world = worldWith([]);
    world.idNamespaceQuota = 1;
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(9, 'other', other));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual([first.changes, first.settled.map(({ outcome }) => outcome)], [[], ['left_out']]);
  });
});

describe('who receives results (defect 6: every member, whatever he may or did)', () => {
  const receiver = { abilities: ['CAN_RECEIVE_RESULTS'] };
  for (const [story, members, expected] of [
    ['a member who can receive and has joined', [member(northwind, receiver)], [northwind]],
    ['a member who can receive and is still invited', [member(northwind, { ...receiver, status: 'INVITED' })], [northwind]],
    ['nobody who cannot receive', [member(northwind, { abilities: ['CAN_QUERY'] })], []],
    ['nobody who has left', [member(northwind, { ...receiver, status: 'LEFT' })], []],
    ['nobody who was removed', [member(northwind, { ...receiver, status: 'REMOVED' })], []],
    ['never this account itself', [member(ownAccount, receiver)], []],
  ] as const) {
    it(`allows ${story}`, async () => {
      const world = new World();
      world.tables = [table('part_a')];
      world.join(membership(1), [...members]);
      const { first } = await planned(new InMemoryService(world));
      assert.deepEqual(
        first.changes.flatMap((change) => (change.kind === 'createAnalysisRule' ? change.allowedResultReceivers : [])),
        expected,
      );
    });
  }

  it('says once per collaboration that nobody can receive, and waits for the partner', async () => {
    const world = new World();
    world.tables = tables(3);
    world.join(membership(1), [member(northwind)]);
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      first.findings.map((each) => [each.id, each.waitsFor]),
      [['rule.no_receiver', 'partner']],
    );
  });

  it('reads members only where a rule has to be made', async () => {
    const world = worldWith(['part_a']);
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'));
    await planned(new InMemoryService(world));
    assert.ok(!world.reads.includes('ListMembers'));
  });
});

describe('planning against the quota', () => {
  it('makes a place for every table where the quota is not known', async () => {
    const world = new World();
    world.tables = tables(40);
    world.join(membership(1));
    const service = new InMemoryService(world);
    service.quotasKnown = false;
    const { first } = await planned(service);
    assert.equal(changeNames(first, 'createAssociation').length, 40);
  });

  it('names everything that got no place in one finding, with the quota', async () => {
    const world = new World();
    world.tables = tables(27);
    world.join(membership(1));
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual(
      first.findings.map(({ title, evidence }) => [title, evidence]),
      [
        [
          'No place for 2 tables in "Collaboration 1": the quota is 25 associations per membership.',
          ['Left out: acx_part_ibe_26, acx_part_ibe_27.', 'The quota is from: Service Quotas.'],
        ],
      ],
    );
  });
});
