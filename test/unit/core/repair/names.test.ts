import assert from 'node:assert/strict';
import { id, membership, settings, table } from '../../builders.ts';
import { fault, InMemoryService, World, type StoredAssociation } from '../../inMemoryService.ts';
import { associated } from '../../support/rooms.ts';
import { kindsOf, lookedAt, sentences } from './lookedAt.ts';

const wished = ['part_a', 'part_b', 'part_c'];

function room(...associations: StoredAssociation[]): World {
  const world = new World();
  world.doubles = true;
  world.tables = [...wished, 'staging'].map((name) => table(name));
  world.join(membership(1)).associations.push(...associations);
  return world;
}

const rename = (from: string, to: string): string => `Delete the association ${from} and make it anew as ${to}, with its rule`;
const remove = (name: string, staying: string): string => `Delete the association ${name}; ${staying} stays`;

describe('names that need a repair', () => {
  for (const [story, associations, findings, changes] of [
    ['is none where every name is right', [associated(1, 'acx_part_a', 'part_a')], [], []],
    [
      "is the table's id, by which an earlier script named it",
      [associated(1, table('part_a').id, 'part_a')],
      ['association.misnamed'],
      [rename(table('part_a').id, 'acx_part_a')],
    ],
    [
      "is each other's, where two tables have swapped names",
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b')],
      ['association.misnamed', 'association.misnamed'],
      [rename('acx_part_b', 'acx_part_a'), rename('acx_part_a', 'acx_part_b')],
    ],
    [
      "is the next one's, along a chain of names",
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_c', 'part_b'), associated(3, 'old', 'part_c')],
      ['association.misnamed', 'association.misnamed', 'association.misnamed'],
      [rename('acx_part_b', 'acx_part_a'), rename('acx_part_c', 'acx_part_b'), rename('old', 'acx_part_c')],
    ],
    [
      'is found and not changed where a table that nobody wished for holds the right one',
      [associated(1, 'old', 'part_a'), associated(2, 'acx_part_a', 'staging')],
      ['association.misnamed'],
      [],
    ],
    [
      'is found and not changed where the chain ends at a table that nobody wished for',
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'old', 'part_b'), associated(3, 'acx_part_a', 'staging')],
      ['association.misnamed', 'association.misnamed'],
      [],
    ],
    [
      'is that of a double, which goes',
      [associated(1, 'pilot', 'part_a'), associated(2, 'acx_part_a', 'part_a')],
      ['association.double'],
      [remove('pilot', 'acx_part_a')],
    ],
    [
      'is that of a double and of what stays beside it',
      [associated(1, 'pilot', 'part_a'), associated(2, 'trial', 'part_a')],
      ['association.double', 'association.misnamed'],
      [remove('trial', 'acx_part_a'), rename('pilot', 'acx_part_a')],
    ],
    [
      'is freed by a double of another table',
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_a'), associated(3, 'old', 'part_b')],
      ['association.double', 'association.misnamed'],
      [remove('acx_part_b', 'acx_part_a'), rename('old', 'acx_part_b')],
    ],
    ['is nobody’s business on a table that was not wished for', [associated(1, 'whatever', 'staging')], [], []],
  ] as const) {
    it(story, async () => {
      const { findings: found, changes: possible } = await lookedAt(room(...associations));
      assert.deepEqual([kindsOf(found), sentences({ changes: possible })], [findings, changes]);
    });
  }

  it('are named with what holds the right one, where it is not free', async () => {
    const { findings } = await lookedAt(room(associated(1, 'old', 'part_a'), associated(2, 'acx_part_a', 'staging')));
    assert.deepEqual(
      findings.map(({ evidence, remedies }) => [evidence, remedies.map(({ job }) => job)]),
      [
        [
          [`The name "acx_part_a" is held by the association ${id('association', 2)} of the configured table ${table('staging').id}.`],
          [undefined],
        ],
      ],
    );
  });

  for (const [story, associations, held, remedies] of [
    [
      'each other’s, and that one repair swaps them',
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b')],
      [
        'ListConfiguredTableAssociations: "acx_part_a" is the name of the table part_b here: the two have each other\'s names.',
        'ListConfiguredTableAssociations: "acx_part_b" is the name of the table part_a here: the two have each other\'s names.',
      ],
      ['Swap the two names (delete and create)', 'Swap the two names (delete and create)'],
    ],
    [
      'another table’s, which gets its own first',
      [associated(1, 'old', 'part_a'), associated(2, 'acx_part_a', 'part_b')],
      [
        'ListConfiguredTableAssociations: "acx_part_a" is the name of the table part_b here, which should be named "acx_part_b".',
        `ListConfiguredTableAssociations: it holds the configured table ${table('part_b').id}.`,
      ],
      ['Rename it, and what has its name (delete and create)', 'Rename it (delete and create)'],
    ],
  ] as const)
    it(`are said to be ${story}`, async () => {
      const { findings } = await lookedAt(room(...associations));
      assert.deepEqual(
        [findings.map(({ evidence: [first] }) => first), findings.map(({ remedies: [first] }) => first?.title)],
        [held, remedies],
      );
    });

  it('keep, of two associations of one table, the one that is ready', async () => {
    const world = room(associated(1, 'pilot', 'part_a', null), associated(2, 'trial', 'part_a'));
    const { changes } = await lookedAt(world);
    assert.deepEqual(sentences({ changes }), [remove('pilot', 'acx_part_a'), rename('trial', 'acx_part_a')]);
  });

  it('keep the working one of two until the rightly named one works too', async () => {
    const { findings, changes } = await lookedAt(room(associated(1, 'acx_part_a', 'part_a', null), associated(2, 'pilot', 'part_a')));
    assert.deepEqual([kindsOf(findings), changes], [['association.double'], []]);
  });

  it('are not given to another table while a double that works holds them', async () => {
    const world = room(associated(1, 'acx_part_a', 'part_a', null), associated(2, 'acx_part_b', 'part_a'), associated(3, 'old', 'part_b'));
    const { findings, changes } = await lookedAt(world);
    assert.deepEqual([kindsOf(findings), changes], [['association.double', 'association.misnamed'], []]);
  });

  it('are left as they are where the template gives a name that AWS does not allow', async () => {
    const { findings } = await lookedAt(room(associated(1, 'old', 'part_a')), {
      settings: settings({ associationName: 'acx.{table_name}' }),
    });
    assert.deepEqual(findings, []);
  });

  it('are left as they are where the template gives two tables the same', async () => {
    const { findings } = await lookedAt(room(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b')), {
      settings: settings({ associationName: 'acx' }),
    });
    assert.deepEqual(findings, []);
  });

  it('are left as they are, and said, where the rules could not be read: deleted, it could not be made again', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('BatchGetSchemaAnalysisRule', 'not_permitted');
    const { findings, changes } = await lookedAt(world, {}, service);
    assert.deepEqual([kindsOf(findings), changes], [['association.misnamed'], []]);
    assert.match(findings[0]?.evidence.at(-1) ?? '', /deleted, it could not be made again/);
  });

  it('are put right also where the configured role does not exist: every association keeps its own', async () => {
    const world = room(associated(1, 'old', 'part_a'), associated(2, 'acx_part_b', 'part_b'), associated(3, 'pilot', 'part_b'));
    const { changes } = await lookedAt(world, { settings: settings({ roleName: 'gone' }) });
    assert.deepEqual(sentences({ changes }), [rename('old', 'acx_part_a'), remove('pilot', 'acx_part_b')]);
  });

  it('are left as they are where the entry leaves tables alone', async () => {
    const { findings } = await lookedAt(room(associated(1, 'old', 'part_a')), { settings: settings({ associateTables: false }) });
    assert.deepEqual(findings, []);
  });

  it('are left as they are in a collaboration that nobody asked about', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    world.join(membership(2)).associations.push(associated(2, 'old', 'part_a'));
    const { inventory, found, plan } = await lookedAt(world);
    assert.equal(found.collaborations.length, 2);
    const { collaborations } = plan({ collaborationIds: new Set([membership(2).collaborationId]) });
    assert.deepEqual([inventory.collaborations.length, collaborations.map(({ name }) => name)], [2, ['Collaboration 2']]);
  });

  it('are not sought in a collaboration that could not be read', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('ListConfiguredTableAssociations', 'not_permitted');
    const { found } = await lookedAt(world, {}, service);
    assert.deepEqual(found.collaborations, []);
  });
});
