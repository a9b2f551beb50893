import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { membership, namespaceArn, namespaceName, northwind, settings, table, tables } from '../../builders.ts';
import { InMemoryService, World, type StoredAssociation } from '../../inMemoryService.ts';
import { associated, associatedNamespace, namesIn, otherNamespaceArn, rule } from '../../support/rooms.ts';
import { rejection } from '../../support/jobs.ts';
import { carriedOut } from './carryingOut.ts';

function room(...associations: StoredAssociation[]): World {
  const world = new World();
  world.doubles = true;
  world.tables = ['part_a', 'part_b', 'part_c'].map((name) => table(name));
  world.join(membership(1)).associations.push(...associations);
  return world;
}

describe('a repair that is cancelled', () => {
  /** Cancels at an operation, as soon as it has been asked for. */
  const cancelledAt = async (world: World, operation: string, subject?: string) => {
    const controller = new AbortController();
    const service = new InMemoryService(world);
    service.oneWriteAtATime = true;
    service.fault = (asked, about) => {
      if (asked === operation && (subject === undefined || about === subject)) controller.abort();
      return undefined;
    };
    return carriedOut(world, { service, signal: controller.signal });
  };

  it('before the delete changes nothing', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await cancelledAt(world, 'GetConfiguredTableAssociation');
    assert.deepEqual([world.writes, items.map(({ code }) => code)], [[], ['cancelled']]);
  });

  it('at the delete of an association still makes it anew, with its rule', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await cancelledAt(world, 'DeleteConfiguredTableAssociation');
    assert.deepEqual(
      [world.rooms[0]?.associations.map(({ name, rule: its }) => [name, its?.type]), items.map(({ outcome }) => outcome)],
      [[['acx_part_a', 'CUSTOM']], ['repaired']],
    );
  });

  it('at the first delete of a swap still makes both anew', async () => {
    const world = room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
    await cancelledAt(world, 'DeleteConfiguredTableAssociation', 'acx_part_b');
    assert.deepEqual(
      world.rooms[0]?.associations.map(({ name, configuredTableId, rule: its }) => [name, configuredTableId, its?.type]).sort(),
      [
        ['acx_part_a', table('part_a').id, 'CUSTOM'],
        ['acx_part_b', table('part_b').id, 'CUSTOM'],
      ],
    );
  });

  it('at the first of a chain begins no other', async () => {
    const world = room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'old', 'part_b'));
    const { items } = await cancelledAt(world, 'DeleteConfiguredTableAssociation', 'acx_part_b');
    assert.deepEqual(
      [namesIn(world), items.map(({ name, outcome, code }) => [name, outcome, code])],
      [
        ['acx_part_a', 'old'],
        [
          ['acx_part_a', 'repaired', undefined],
          ['acx_part_b', 'failed', 'cancelled'],
        ],
      ],
    );
  });

  it('at the delete of a rule still makes the right one', async () => {
    const world = room(associated(1, 'acx_part_a', 'part_a', rule([northwind], 'LIST')));
    await cancelledAt(world, 'DeleteConfiguredTableAssociationAnalysisRule');
    assert.equal(world.rooms[0]?.associations[0]?.rule?.type, 'CUSTOM');
  });

  it('at the delete of an ID namespace association still makes the right one', async () => {
    const world = room();
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(9, namespaceName, otherNamespaceArn));
    await cancelledAt(world, 'DeleteIdNamespaceAssociation');
    assert.deepEqual(
      world.rooms[0]?.idNamespaceAssociations.map((each) => each.idNamespaceArn),
      [namespaceArn],
    );
  });

  it('at the delete of a double deletes no other', async () => {
    const world = room(
      ...[1, 2, 3].map((number) => associated(number, `pilot_${number}`, 'part_a')),
      associated(4, 'acx_part_a', 'part_a'),
    );
    await cancelledAt(world, 'DeleteConfiguredTableAssociation');
    assert.equal(world.writes.length, 1);
  });
});

describe('a repair that another process has made meanwhile', () => {
  it('of a name is no failure and makes no double', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await carriedOut(world, {
      meanwhile: () => world.rooms[0]?.associations.splice(0, 1, associated(7, 'acx_part_a', 'part_a')),
    });
    assert.deepEqual([world.writes, items.map(({ outcome, id }) => [outcome, id])], [[], [['existing', associated(7, '', 'part_a').id]]]);
  });

  it('of swapped names is no failure and changes nothing', async () => {
    const world = room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
    const { items } = await carriedOut(world, {
      meanwhile: () =>
        world.rooms[0]?.associations.splice(0, 2, associated(7, 'acx_part_a', 'part_a'), associated(8, 'acx_part_b', 'part_b')),
    });
    assert.deepEqual([world.writes, items.map(({ outcome }) => outcome)], [[], ['existing', 'existing']]);
  });

  it('of half of a chain leaves the other half to be done', async () => {
    const world = room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'old', 'part_b'));
    const { items } = await carriedOut(world, {
      meanwhile: () => world.rooms[0]?.associations.splice(0, 1, associated(7, 'acx_part_a', 'part_a')),
    });
    assert.deepEqual(
      [namesIn(world), items.map(({ outcome }) => outcome)],
      [
        ['acx_part_a', 'acx_part_b'],
        ['existing', 'repaired'],
      ],
    );
  });

  it('so far that the association is deleted and not made anew yet is left to it', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const { items } = await carriedOut(world, { meanwhile: () => world.rooms[0]?.associations.splice(0, 1) });
    assert.deepEqual([world.writes, items.map(({ code }) => code)], [[], ['not_found']]);
  });

  it('of a double is no failure', async () => {
    const world = room(associated(1, 'pilot', 'part_a'), associated(2, 'acx_part_a', 'part_a'));
    const { items } = await carriedOut(world, { meanwhile: () => world.rooms[0]?.associations.splice(0, 1) });
    assert.deepEqual([namesIn(world), items.map(({ outcome }) => outcome)], [['acx_part_a'], ['existing']]);
  });

  it('so that of two associations only the double is left deletes nothing: it is the last one', async () => {
    const world = room(associated(1, 'pilot', 'part_a'), associated(2, 'acx_part_a', 'part_a'));
    const { items } = await carriedOut(world, { meanwhile: () => world.rooms[0]?.associations.splice(1, 1) });
    assert.deepEqual([namesIn(world), items.map(({ outcome, code }) => [outcome, code])], [['pilot'], [['failed', 'invalid_state']]]);
  });

  it('of a rule is no failure', async () => {
    const world = room(associated(1, 'acx_part_a', 'part_a', rule([northwind], 'LIST')));
    const { items } = await carriedOut(world, {
      meanwhile: () => world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a')),
    });
    assert.deepEqual([world.writes, items.map(({ outcome }) => outcome)], [[], ['repaired']]);
  });

  it('of an ID namespace is no failure', async () => {
    const world = room();
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(8, namespaceName, otherNamespaceArn));
    const { items } = await carriedOut(world, {
      meanwhile: () => world.rooms[0]?.idNamespaceAssociations.splice(0, 1, associatedNamespace(9, namespaceName, namespaceArn)),
    });
    assert.deepEqual(
      [world.writes, items.map(({ outcome, id }) => [outcome, id])],
      [[], [['existing', associatedNamespace(9, '', '').id]]],
    );
  });
});

describe('an audit log that can no longer be written while a repair runs', () => {
  const full = (room: number) => {
    let written = 0;
    return {
      recorder: {
        record: () => {
          if ((written += 1) > room) throw new CleanRoomError('audit_log_unwritable', 'The disk is full.');
        },
      },
    };
  };

  it('ends it with that reason', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    assert.equal((await rejection(carriedOut(world, full(0)))).code, 'audit_log_unwritable');
  });

  it('puts back all the same what was deleted, and says what the log does not tell', async () => {
    const world = room(associated(1, 'old', 'part_a'));
    const error = await rejection(carriedOut(world, full(1)));
    assert.deepEqual([namesIn(world), world.rooms[0]?.associations.map((each) => each.rule?.type)], [['old'], ['CUSTOM']]);
    assert.match(error.message, /"old" was put back as it was\. Not in the audit log: DeleteConfiguredTableAssociation old, /);
  });

  it('begins no other renaming', async () => {
    const world = room(...tables(8).map((each, index) => associated(index, `old_${index}`, each)));
    world.tables = tables(8);
    const service = new InMemoryService(world);
    service.oneWriteAtATime = true;
    await rejection(carriedOut(world, { service, ...full(1) }));
    // One more may have been on its way.
    const deletes = world.writes.filter(({ operation }) => operation === 'DeleteConfiguredTableAssociation').length;
    assert.ok(deletes <= 3, `${deletes} of 8 were deleted`);
  });

  it('changes no other rule of a configured table, and nothing in a collaboration', async () => {
    const world = room(associated(9, 'old', 'part_a'), ...tables(4).map((each, index) => associated(index, `acx_${each.name}`, each)));
    world.tables.push(...tables(4));
    const service = new InMemoryService(world);
    service.oneWriteAtATime = true;
    const wish = { settings: settings({ allowedQueryProviders: ['888899990000'] }) };
    await rejection(carriedOut(world, { service, wish, ...full(1) }));
    assert.deepEqual(
      world.writes.map(({ operation }) => operation),
      ['UpdateConfiguredTableAnalysisRule', 'UpdateConfiguredTableAnalysisRule'],
    );
  });
});
