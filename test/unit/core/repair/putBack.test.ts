import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { arnOf, membership, namespaceArn, namespaceName, northwind, table } from '../../builders.ts';
import { InMemoryService, World, type Fault, type StoredAssociation } from '../../inMemoryService.ts';
import { associated, associatedNamespace, associationArn, otherNamespaceArn, rule } from '../../support/rooms.ts';
import { carriedOut, contentOf } from './carryingOut.ts';

const contentIn = (world: World): object[] => contentOf(world, (id) => arnOf('configuredtableassociation', id));

function room(...associations: StoredAssociation[]): World {
  const world = new World();
  world.doubles = true;
  world.tables = ['part_a', 'part_b', 'part_c'].map((name) => table(name));
  world.join(membership(1)).associations.push(...associations);
  return world;
}

/** Refuses an operation about a subject, the first time or always. */
function refusal(operation: string, subject: string, times = 1): Fault {
  let left = times;
  return (asked, about) => {
    if (asked !== operation || about !== subject || left === 0) return undefined;
    left -= 1;
    return new CleanRoomError('refused', `${operation} of ${subject} is refused.`, { details: { requestId: 'r-refused' } });
  };
}

async function failing(world: World, ...faults: Fault[]) {
  const service = new InMemoryService(world);
  service.fault = (operation, subject) => faults.map((each) => each(operation, subject)).find((error) => error !== undefined);
  return carriedOut(world, { service });
}

const createAssociation = 'CreateConfiguredTableAssociation';
const createRule = 'CreateConfiguredTableAssociationAnalysisRule';
const deleteAssociation = 'DeleteConfiguredTableAssociation';

describe('a renaming that fails', () => {
  const rich = (): World => {
    const world = room({ ...associated(1, 'old', 'part_a', rule([northwind], 'CUSTOM', ['arn:of:an:analysis'])), description: 'Of Ada.' });
    world.tags.set(associationArn(1), { team: 'reach' });
    return world;
  };

  for (const [story, fault] of [
    ['where its delete is refused', refusal(deleteAssociation, 'old')],
    ['where its create is refused', refusal(createAssociation, 'acx_part_a')],
    ['where its rule is refused', refusal(createRule, 'acx_part_a')],
  ] as const) {
    it(`leaves everything as it was, ${story}`, async () => {
      const world = rich();
      const before = contentIn(world);
      const { items } = await failing(world, fault);
      assert.deepEqual([contentIn(world), items.map(({ outcome }) => outcome)], [before, ['failed']]);
    });
  }

  it('says why, that everything is as it was, and which request it was', async () => {
    const { items } = await failing(rich(), refusal(createAssociation, 'acx_part_a'));
    assert.deepEqual(
      items.map(({ code, reason, requestId }) => [code, reason, requestId]),
      [['refused', 'CreateConfiguredTableAssociation of acx_part_a is refused. "old" was put back as it was.', 'r-refused']],
    );
  });

  it('says that the table is missing now, and what mends it, where even the old one cannot be made again', async () => {
    const world = rich();
    const { items } = await failing(world, refusal(createAssociation, 'acx_part_a'), refusal(createAssociation, 'old'));
    assert.deepEqual(contentIn(world), []);
    assert.match(
      items[0]?.reason ?? '',
      /^"old" could not be put back: CreateConfiguredTableAssociation of old is refused\. .* The table is not in the collaboration now\. Sync the collaboration to associate it again as "acx_part_a"\.$/,
    );
  });

  it('says that only the rule is missing now where the old one is there again and its rule is not', async () => {
    const world = rich();
    const { items } = await failing(world, refusal(createRule, 'acx_part_a'), refusal(createRule, 'old'));
    assert.deepEqual(
      world.rooms[0]?.associations.map(({ name, rule: its }) => [name, its]),
      [['old', undefined]],
    );
    assert.match(items[0]?.reason ?? '', /"old" has no rule now\. Sync the collaboration to make one\.$/);
  });

  it('puts the old one back where its delete got no answer and was done', async () => {
    const world = rich();
    const before = contentIn(world);
    const service = new InMemoryService(world);
    service.faultAfterwards = (operation) => (operation === deleteAssociation ? new CleanRoomError('no_answer', 'No answer.') : undefined);
    const { items } = await carriedOut(world, { service });
    assert.deepEqual([contentIn(world), items.map(({ outcome }) => outcome)], [before, ['failed']]);
  });

  it('changes nothing about its neighbours', async () => {
    const world = room(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b'));
    await failing(world, refusal(createAssociation, 'acx_part_a'));
    assert.deepEqual(world.rooms[0]?.associations.map(({ name }) => name).sort(), ['acx_part_b', 'old']);
  });
});

describe('renamings that wait for each other', () => {
  const swapped = (): World => room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
  const forwards = (): World =>
    room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_c', 'part_b'), associated(3, 'old', 'part_c'));
  const backwards = (): World =>
    room(associated(1, 'old', 'part_a'), associated(2, 'acx_part_a', 'part_b'), associated(3, 'acx_part_b', 'part_c'));

  it('leave everything as it was where a delete in the middle is refused', async () => {
    const world = swapped();
    const before = contentIn(world);
    const { items } = await failing(world, refusal(deleteAssociation, 'acx_part_a'));
    assert.deepEqual([contentIn(world), items.map(({ outcome }) => outcome)], [before, ['failed', 'failed']]);
  });

  it('leave no swapped name behind where the first create is refused', async () => {
    const world = swapped();
    const before = contentIn(world);
    const { items } = await failing(world, refusal(createAssociation, 'acx_part_a'));
    assert.deepEqual([contentIn(world), items.map(({ outcome }) => outcome)], [before, ['failed', 'failed']]);
  });

  for (const [story, fault] of [
    ['the second create of a swap', refusal(createAssociation, 'acx_part_b')],
    ['the second rule of a swap', refusal(createRule, 'acx_part_b')],
  ] as const) {
    it(`leave everything as it was where ${story} is refused: both are renamed or none`, async () => {
      const world = swapped();
      const before = contentIn(world);
      const { items } = await failing(world, fault);
      assert.deepEqual([contentIn(world), items.map(({ outcome }) => outcome)], [before, ['failed', 'failed']]);
    });
  }

  it('say what is missing where one of a swap cannot be put back', async () => {
    const world = swapped();
    // Its new name is refused, and its old one as soon as it is to be put back.
    const { items } = await failing(world, refusal(createAssociation, 'acx_part_b', 2));
    assert.deepEqual(
      [world.rooms[0]?.associations.map(({ configuredTableId }) => configuredTableId), items.map(({ outcome }) => outcome)],
      [[table('part_b').id], ['failed', 'failed']],
    );
    for (const { reason } of items)
      assert.match(
        reason,
        /^"acx_part_b" could not be put back: .* The table is not in the collaboration now\. Sync the collaboration to associate it again as "acx_part_a"\.$/,
      );
  });

  for (const [story, chain] of [
    ['a chain', forwards],
    ['a chain in the other direction', backwards],
  ] as const) {
    for (const refused of ['acx_part_a', 'acx_part_b', 'acx_part_c']) {
      it(`lose no table of ${story} where the create of ${refused} is refused`, async () => {
        const world = chain();
        await failing(world, refusal(createAssociation, refused));
        assert.deepEqual(
          world.rooms[0]?.associations.map(({ configuredTableId }) => configuredTableId).sort(),
          world.tables.map(({ id }) => id).sort(),
        );
      });
    }
  }

  it('of a chain are made from its free end on, so that never more than one is missing', async () => {
    const world = forwards();
    await carriedOut(world);
    assert.deepEqual(
      world.writes
        .filter(({ operation }) => operation === createAssociation || operation === deleteAssociation)
        .map(({ operation, subject }) => `${operation.slice(0, 6)} ${subject}`),
      ['Delete acx_part_b', 'Create acx_part_a', 'Delete acx_part_c', 'Create acx_part_b', 'Delete old', 'Create acx_part_c'],
    );
  });
});

describe('another rule that fails', () => {
  const wrongType = (): World => {
    const world = room(associated(1, 'acx_part_a', 'part_a', rule([northwind], 'LIST')));
    return world;
  };

  it('leaves the association with its old rule where the delete is refused', async () => {
    const world = wrongType();
    const { items } = await failing(world, refusal('DeleteConfiguredTableAssociationAnalysisRule', 'acx_part_a'));
    assert.deepEqual([world.rooms[0]?.associations[0]?.rule?.type, items.map(({ outcome }) => outcome)], ['LIST', ['failed']]);
  });

  it('says that the association has no rule now where the old one is refused too: it is of a type that the table has not', async () => {
    const world = wrongType();
    const { items } = await failing(world, refusal(createRule, 'acx_part_a'));
    assert.deepEqual([world.rooms[0]?.associations[0]?.rule, items.map(({ outcome }) => outcome)], [undefined, ['failed']]);
    assert.match(items[0]?.reason ?? '', /"acx_part_a" has no rule now\. Sync the collaboration to make one\.$/);
  });

  it('keeps the additional analyses where it succeeds', async () => {
    const world = room(associated(1, 'acx_part_a', 'part_a', rule([northwind], 'LIST', ['arn:of:an:analysis'])));
    await carriedOut(world);
    assert.deepEqual(world.rooms[0]?.associations[0]?.rule, rule([northwind], 'CUSTOM', ['arn:of:an:analysis']));
  });
});

describe('another ID namespace that fails', () => {
  const wrong = (): World => {
    const world = room();
    world.namespaces.push({ name: 'OldIdNamespace', arn: otherNamespaceArn });
    world.rooms[0]?.idNamespaceAssociations.push({
      ...associatedNamespace(9, namespaceName, otherNamespaceArn),
      description: 'Of Ada.',
      manageResourcePolicies: false,
      allowUseAsDimensionColumn: true,
    });
    return world;
  };
  const contentOfNamespaces = ({ rooms: [first], tags }: World): object[] =>
    (first?.idNamespaceAssociations ?? []).map(({ id: _id, arn, ...each }) => ({ ...each, tags: tags.get(arn) ?? {} }));

  it('is put in with description, tags and settings where it succeeds', async () => {
    const world = wrong();
    world.tags.set(associatedNamespace(9, '', '').arn, { team: 'reach', 'aws:createdBy': 'ada' });
    await carriedOut(world);
    assert.deepEqual(contentOfNamespaces(world), [
      {
        name: namespaceName,
        idNamespaceArn: namespaceArn,
        description: 'Of Ada.',
        manageResourcePolicies: false,
        allowUseAsDimensionColumn: true,
        tags: { team: 'reach' },
      },
    ]);
  });

  it('leaves the old one as it was where the create is refused', async () => {
    const world = wrong();
    const before = contentOfNamespaces(world);
    const { items } = await failing(world, refusal('CreateIdNamespaceAssociation', namespaceName));
    assert.deepEqual([contentOfNamespaces(world), items.map(({ outcome }) => outcome)], [before, ['failed']]);
  });

  it('says that there is none now, and what mends it, where even the old one cannot be made again', async () => {
    const { items } = await failing(wrong(), refusal('CreateIdNamespaceAssociation', namespaceName, 2));
    assert.match(
      items[0]?.reason ?? '',
      new RegExp(`The collaboration has no ID namespace now\\. Sync it to associate ${namespaceArn}\\.$`),
    );
  });
});
