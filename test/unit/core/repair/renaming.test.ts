import assert from 'node:assert/strict';
import { arnOf, membership, northwind, roleArn, table } from '../../builders.ts';
import { fault, InMemoryService, World, type StoredAssociation } from '../../inMemoryService.ts';
import { associated, associationArn, namesIn, rule } from '../../support/rooms.ts';
import { carriedOut, contentOf } from './carryingOut.ts';

const contentIn = (world: World): object[] => contentOf(world, (id) => arnOf('configuredtableassociation', id));
const stranger = '888899990000';

function room(...associations: StoredAssociation[]): World {
  const world = new World();
  world.doubles = true;
  world.tables = ['part_a', 'part_b', 'part_c'].map((name) => table(name));
  world.join(membership(1)).associations.push(...associations);
  return world;
}

describe('an association that is renamed', () => {
  const rich = (): World => {
    const world = room({ ...associated(1, 'old', 'part_a', rule([northwind], 'CUSTOM', ['arn:of:an:analysis'])), description: 'Of Ada.' });
    world.tags.set(associationArn(1), { team: 'reach', 'aws:createdBy': 'ada' });
    return world;
  };

  it('keeps its description, tags and rule with its additional analyses', async () => {
    const world = rich();
    await carriedOut(world);
    assert.deepEqual(contentIn(world), [
      {
        name: 'acx_part_a',
        configuredTableId: table('part_a').id,
        roleArn,
        description: 'Of Ada.',
        rule: { type: 'CUSTOM', allowedResultReceivers: [northwind], allowedAdditionalAnalyses: ['arn:of:an:analysis'] },
        tags: { team: 'reach' },
      },
    ]);
  });

  it('keeps its additional analyses also where its receivers are put right in one go', async () => {
    const world = rich();
    const [association] = world.rooms[0]?.associations ?? [];
    association?.rule?.allowedResultReceivers.push(stranger);
    await carriedOut(world);
    assert.deepEqual(
      world.rooms[0]?.associations.map((each) => each.rule),
      [{ type: 'CUSTOM', allowedResultReceivers: [northwind], allowedAdditionalAnalyses: ['arn:of:an:analysis'] }],
    );
  });

  it('keeps the role that it had: set on the old one first, that shows whether it may be passed', async () => {
    const earlier = 'arn:aws:iam::111122223333:role/of-earlier-days';
    const world = room({ ...associated(1, 'old', 'part_a'), roleArn: earlier });
    await carriedOut(world);
    assert.deepEqual(
      [world.rooms[0]?.associations.map((each) => each.roleArn), world.writes.map(({ operation }) => operation)],
      [
        [earlier],
        [
          'UpdateConfiguredTableAssociation',
          'DeleteConfiguredTableAssociation',
          'CreateConfiguredTableAssociation',
          'CreateConfiguredTableAssociationAnalysisRule',
        ],
      ],
    );
  });

  it('is not deleted where its role may not be passed', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('UpdateConfiguredTableAssociation', 'not_permitted', 'You may not pass it.');
    const { items } = await carriedOut(world, { service });
    assert.deepEqual([world.writes, items.map(({ reason }) => reason)], [[], ['You may not pass it.']]);
  });

  it('is not deleted where another tool has come to own it since the plan was made', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await carriedOut(world, { meanwhile: () => world.tags.set(associationArn(1), { ManagedBy: 'Terraform' }) });
    assert.deepEqual([world.writes, items.map(({ code }) => code)], [[], ['invalid_state']]);
  });

  it('gets no rule where it had none: that is for a sync to make', async () => {
    const world = room(associated(1, 'old', 'part_a', null));
    await carriedOut(world);
    assert.deepEqual(
      world.writes.map(({ operation }) => operation),
      ['UpdateConfiguredTableAssociation', 'DeleteConfiguredTableAssociation', 'CreateConfiguredTableAssociation'],
    );
  });

  it('is listed under its new name and id, as repaired', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await carriedOut(world);
    assert.deepEqual(
      items.map(({ kind, name, outcome, id }) => [kind, name, outcome, id]),
      [['association', 'acx_part_a', 'repaired', world.rooms[0]?.associations[0]?.id]],
    );
  });

  it('leaves a line in the audit log for its role, its delete, its create and its rule', async () => {
    const { records } = await carriedOut(room(associated(1, 'old', 'part_a')));
    assert.deepEqual(
      records.map(({ operation, subject, outcome }) => [operation, subject, outcome]),
      [
        ['UpdateConfiguredTableAssociation', 'old', 'updated'],
        ['DeleteConfiguredTableAssociation', 'old', 'deleted'],
        ['CreateConfiguredTableAssociation', 'acx_part_a', 'created'],
        ['CreateConfiguredTableAssociationAnalysisRule', 'acx_part_a', 'created'],
      ],
    );
  });

  for (const [story, associations] of [
    ['two that have swapped names', [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b')]],
    [
      'a ring of three',
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_c', 'part_b'), associated(3, 'acx_part_a', 'part_c')],
    ],
    ['a chain of three', [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_c', 'part_b'), associated(3, 'old', 'part_c')]],
    [
      'two doubles and one that wants the name of the one that goes',
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_a'), associated(3, 'old', 'part_b')],
    ],
    ['two doubles under wrong names', [associated(1, 'pilot', 'part_a'), associated(2, 'trial', 'part_a')]],
  ] as const) {
    it(`gives every table its name once: ${story}`, async () => {
      const world = room(...structuredClone([...associations]));
      const { items } = await carriedOut(world);
      assert.ok(
        items.every(({ outcome }) => outcome === 'repaired'),
        JSON.stringify(items),
      );
      const tables = new Set(associations.map(({ configuredTableId }) => configuredTableId));
      assert.deepEqual(
        world.rooms[0]?.associations.map(({ name, configuredTableId }) => [name, configuredTableId]).sort(),
        world.tables.filter(({ id }) => tables.has(id)).map(({ name, id }) => [`acx_${name}`, id]),
      );
    });
  }

  for (const [story, associations] of [
    ['by one that was renamed before it', [associated(1, 'acx_part_b', 'part_a'), associated(2, 'old', 'part_b')]],
    [
      'by a double that was deleted before it',
      [associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_a'), associated(3, 'old', 'part_b')],
    ],
  ] as const) {
    it(`is renamed also while lists still show its name as held ${story}`, async () => {
      const world = room(...structuredClone([...associations]));
      world.deletesLinger = true;
      const { items } = await carriedOut(world);
      assert.deepEqual(
        [new Set(items.map(({ outcome }) => outcome)), namesIn(world)],
        [new Set(['repaired']), ['acx_part_a', 'acx_part_b']],
      );
    });
  }

  it('is not renamed while another member holds the name, and nothing is deleted', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { collaborationId } = membership(1);
    world.foreignSchemas.set(collaborationId, [{ name: 'acx_part_a', creatorAccountId: northwind, ready: true, reasons: [] }]);
    const { items } = await carriedOut(world);
    assert.deepEqual(
      [world.writes, items.map(({ outcome, code, reason }) => [outcome, code, reason])],
      [
        [],
        [
          [
            'failed',
            'invalid_state',
            `The name "acx_part_a" is held by account ${northwind}; nothing was changed. Rename or delete what holds it, or change association_name in the configuration.`,
          ],
        ],
      ],
    );
  });

  it('is not renamed where its name was taken since the plan was made, and nothing is deleted', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await carriedOut(world, {
      meanwhile: () => world.rooms[0]?.associations.push(associated(9, 'acx_part_a', 'part_c')),
    });
    assert.deepEqual([world.writes, items.map(({ outcome, code }) => [outcome, code])], [[], [['failed', 'invalid_state']]]);
  });

  it('does not keep its neighbour from being renamed', async () => {
    const world = room(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b'));
    await carriedOut(world, { meanwhile: () => world.rooms[0]?.associations.push(associated(9, 'acx_part_a', 'part_c')) });
    assert.deepEqual(world.rooms[0]?.associations.map(({ name }) => name).sort(), ['acx_part_a', 'acx_part_b', 'old']);
  });

  it('is not deleted where what it is cannot be read', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('GetConfiguredTableAssociation', 'not_permitted');
    const { items } = await carriedOut(world, { service });
    assert.deepEqual([world.writes, items.map(({ outcome }) => outcome)], [[], ['failed']]);
  });
});
