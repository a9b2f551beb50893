import assert from 'node:assert/strict';
import { coverageOf } from '../../../../src/core/coverage/coverageOf.ts';
import { tableColumns } from '../../../../src/core/coverage/tableColumns.ts';
import { contoso, id, invitation, member, membership, namespaceArn, northwind, ownAccount, table, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { associated, associatedNamespace, entry, fileWith, otherNamespaceArn, rule } from '../../support/rooms.ts';
import { cellOf, rowOf, statesIn, surveyed } from './surveyed.ts';

function room(names: string[] = ['part_a', 'part_b']): World {
  const world = new World();
  world.tables = names.map((name) => table(name));
  world.join(membership(1));
  return world;
}
const survey = (world: World, more: object = {}, service = new InMemoryService(world)) =>
  surveyed({ service, file: fileWith(entry(1, more)) });

describe('the state of a table in a collaboration', () => {
  for (const [story, prepare, more, state, reason] of [
    ['ready', (world) => world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a')), {}, 'ready', /^$/],
    [
      'not ready, with what the service says',
      (world) => world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a', null)),
      {},
      'not_ready',
      /^COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED: the association has no collaboration analysis rule\.$/,
    ],
    ['missing, where a sync would make it', () => undefined, {}, 'missing', /^The configured table part_a is not in this collaboration\.$/],
    [
      'left out, where the quota has no place',
      (world) => {
        world.associationQuota = 0;
      },
      {},
      'left_out',
      /^The quota of 0 associations per membership is used up\.$/,
    ],
    ['failed, where no name can be given', () => undefined, { association_name: 'acx.{table_name}' }, 'failed', /does not allow\.$/],
    [
      'failed, where its name is taken',
      (world) => world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'staging')),
      {},
      'failed',
      /is taken by another configured table/,
    ],
    ['failed, where the collaboration is blocked', () => undefined, { role_name: 'gone' }, 'failed', /has no IAM role "gone"/],
    [
      'to be repaired, where its name is wrong',
      (world) => world.rooms[0]?.associations.push(associated(1, 'old', 'part_a')),
      {},
      'to_repair',
      /^The association "old" in "Collaboration 1" should be named "acx_part_a"\.$/,
    ],
    [
      'to be repaired, where its rule is wrong',
      (world) => world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a', rule([contoso]))),
      {},
      'to_repair',
      new RegExp(`allows results to ${contoso}; it should be ${northwind}\\.$`),
    ],
    [
      'to be repaired, where it is there twice',
      (world) => world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'), associated(2, 'pilot', 'part_a')),
      {},
      'to_repair',
      /"pilot" in "Collaboration 1" is the same configured table as "acx_part_a"\.$/,
    ],
  ] satisfies [string, (world: World) => unknown, object, string, RegExp][]) {
    it(`is ${story}`, async () => {
      const world = room();
      prepare(world);
      const cell = cellOf(await survey(world, more), 'part_a');
      assert.equal(cell.state, state);
      assert.match(cell.reason, reason);
    });
  }

  it('says both reasons where two things have to be repaired', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'old', 'part_a', rule([contoso])));
    assert.match(cellOf(await survey(world), 'part_a').reason, /should be named "acx_part_a"\. .* it should be 444455556666\.$/);
  });

  it('is ready where fewer receive results than could: that may be meant so', async () => {
    const world = room();
    world.members.get(id('collaboration', 1))?.push(member(contoso, { abilities: ['CAN_RECEIVE_RESULTS'] }));
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'));
    assert.equal(cellOf(await survey(world), 'part_a').state, 'ready');
  });

  it('is nothing at all where the table is neither wished nor there', async () => {
    assert.deepEqual(statesIn(await survey(room(['part_a', 'other']))), { id_namespace: 'missing', 'table:part_a': 'missing' });
  });

  it('is shown where the table is there although nobody wished for it', async () => {
    const world = room(['other']);
    world.rooms[0]?.associations.push(associated(1, 'acx_other', 'other'));
    const it = await survey(world);
    assert.deepEqual(
      [statesIn(it)['table:other'], cellOf(it, 'other').reason],
      ['ready, not wished', 'The configuration does not ask for this table.'],
    );
  });

  it('tells the association, its rule and its receivers', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'));
    const { columnId: _column, ...cell } = cellOf(await survey(world), 'part_a');
    assert.deepEqual(cell, {
      state: 'ready',
      reason: '',
      wished: true,
      resourceId: table('part_a').id,
      associationId: id('association', 1),
      associationName: 'acx_part_a',
      rule: { type: 'CUSTOM', receivers: [northwind] },
    });
  });

  it('is never missing where the collaboration could not be read', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('ListConfiguredTableAssociations', 'not_permitted', 'It may not be listed.');
    const it = await survey(world, {}, service);
    assert.deepEqual(statesIn(it), { id_namespace: 'failed', 'table:part_a': 'failed', 'table:part_b': 'failed' });
    assert.deepEqual(
      [rowOf(it).problem, ...new Set(rowOf(it).cells.map(({ reason }) => reason))],
      ['It may not be listed.', 'It may not be listed.'],
    );
  });
});

describe('the state of the ID namespace in a collaboration', () => {
  const right = (number: number, name = 'ACXIdNamespace') => associatedNamespace(number, name, namespaceArn);
  const wrong = (number: number, name = 'ACXIdNamespace') => associatedNamespace(number, name, otherNamespaceArn);

  for (const [story, associations, more, state] of [
    ['ready, where the wished one is there', [right(1)], {}, 'ready'],
    ['ready, under whatever name', [right(1, 'mine')], {}, 'ready'],
    ['missing, where a sync would make it', [], {}, 'missing'],
    ['to be repaired, where its name holds another', [wrong(1)], {}, 'to_repair'],
    ['not wished, where one is there although nobody wished for it', [wrong(1)], { auto_associate_namespace: false }, 'ready, not wished'],
    ['nothing at all, where none is wished and none is there', [], { auto_associate_namespace: false }, undefined],
    ['failed, where the collaboration is blocked', [], { role_name: 'gone' }, 'failed'],
  ] as const) {
    it(`is ${story}`, async () => {
      const world = room();
      world.rooms[0]?.idNamespaceAssociations.push(...associations);
      assert.equal(statesIn(await survey(world, more))['id_namespace'], state);
    });
  }

  it('is left out where the quota has no place', async () => {
    const world = room();
    world.idNamespaceQuota = 0;
    assert.equal(statesIn(await survey(world))['id_namespace'], 'left_out');
  });

  it('is that of the wished namespace where its name is held by another beside it', async () => {
    const world = room();
    world.rooms[0]?.idNamespaceAssociations.push(wrong(1), right(2, 'mine'));
    const cell = rowOf(await survey(world)).cells.find(({ columnId }) => columnId === 'id_namespace');
    assert.deepEqual(
      [cell?.state, cell?.associationName, cell?.resourceId, cell?.reason],
      ['ready', 'mine', namespaceArn, '1 more are associated.'],
    );
  });
});

describe('the columns of a picture', () => {
  const columnsOf = (...given: ReturnType<typeof table>[]) =>
    [...tableColumns(given).values()].map(({ id: columnId, name }) => [columnId, name]);

  it('are one for each name, whichever account has the table', () => {
    assert.deepEqual(columnsOf(table('part_a', 'CUSTOM', 7)), columnsOf(table('part_a', 'LIST', 8)));
  });

  it('are one for each table where one account has several of one name', () => {
    assert.deepEqual(columnsOf(table('part_a', 'CUSTOM', 8), table('part_a', 'CUSTOM', 7)), [
      ['table:part_a', 'part_a'],
      [`table:part_a#${id('table', 8)}`, 'part_a (00000000)'],
    ]);
  });

  it('do not depend on the order in which the service lists the tables', () => {
    const given = [table('part_a', 'CUSTOM', 7), table('part_a', 'CUSTOM', 8), table('b')];
    assert.deepEqual(tableColumns(given), tableColumns([...given].reverse()));
  });

  it('begin with the ID namespace and follow the names of the tables; what no row has is left out', async () => {
    const { coverage } = await survey(room(['part_b', 'part_a', 'unused']));
    assert.deepEqual(
      coverage.columns.map(({ id: columnId }) => columnId),
      ['id_namespace', 'table:part_a', 'table:part_b'],
    );
  });

  it('show what may be asked of a table, where it is associated anywhere', async () => {
    const world = room();
    world.rooms[0]?.associations.push(associated(1, 'acx_part_a', 'part_a'));
    const { coverage } = await survey(world);
    assert.deepEqual(
      coverage.tables.map(({ name, analysisRuleType, rule: its }) => [name, analysisRuleType, its]),
      [
        ['part_a', 'CUSTOM', { type: 'CUSTOM', allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [northwind] }],
        ['part_b', 'CUSTOM', undefined],
      ],
    );
  });
});

describe('the rows of a picture', () => {
  it('show every member with abilities, status and what he pays for', async () => {
    const world = room();
    world.members.set(id('collaboration', 1), [
      member(northwind, { abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], payment: { queryCompute: true, jobCompute: true } }),
      member(contoso, { status: 'LEFT' }),
      member(ownAccount),
    ]);
    assert.deepEqual(
      rowOf(await survey(world)).members.map(({ accountId, status, abilities, pays }) => [accountId, status, abilities, pays]),
      [
        [northwind, 'ACTIVE', ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], ['queryCompute', 'jobCompute']],
        [contoso, 'LEFT', [], []],
        [ownAccount, 'ACTIVE', [], []],
      ],
    );
  });

  it('are the memberships that the file lists, and no invitations', async () => {
    const world = room().invite(invitation(2));
    world.join(membership(3));
    const { coverage } = await survey(world);
    assert.deepEqual(
      coverage.rows.map(({ name }) => name),
      ['Collaboration 1'],
    );
  });

  it('are all memberships where all are asked for, each marked as listed or not', async () => {
    const world = room();
    world.join(membership(3));
    const { coverage } = await surveyed({ service: new InMemoryService(world), file: fileWith(entry(1)) }, { all: true });
    assert.deepEqual(
      coverage.rows.map(({ name, managed }) => [name, managed]),
      [
        ['Collaboration 1', true],
        ['Collaboration 3', false],
      ],
    );
  });

  it('are never taken for wrong where the file does not list them', async () => {
    const world = room();
    world.join(membership(3)).associations.push(associated(1, 'old', 'part_a'));
    const it = await surveyed({ service: new InMemoryService(world), file: fileWith(entry(1)) }, { all: true });
    assert.equal(cellOf(it, 'part_a', 1).state, 'ready');
  });

  it('say when they were read', async () => {
    const it = await survey(room());
    assert.ok(Math.abs(Date.parse(rowOf(it).readAt) - Date.now()) < 60_000 && rowOf(it).readAt <= it.coverage.takenAt);
  });

  it('name the account, and whether it is a sandbox', async () => {
    const { coverage } = await survey(room());
    assert.deepEqual([coverage.connection.accountId, coverage.connection.sandbox], [ownAccount, false]);
  });

  it('are none where nothing is there', () => {
    const inventory = {
      connection: new InMemoryService(new World()).connection,
      activeMemberships: 0,
      quotas: { source: '' },
      configuredTables: tables(2),
      collaborations: [],
    };
    const plan = { connection: inventory.connection, tables: [], collaborations: [], findings: [] };
    const { rows, columns } = coverageOf({
      inventory,
      desired: new Map(),
      plan,
      repairs: { tables: [], collaborations: [] },
      managed: new Set(),
      takenAt: '',
    });
    assert.deepEqual([rows, columns], [[], []]);
  });
});
