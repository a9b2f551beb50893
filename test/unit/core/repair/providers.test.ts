import assert from 'node:assert/strict';
import { contoso, membership, northwind, settings, table } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { associated, rule } from '../../support/rooms.ts';
import { kindsOf, lookedAt } from './lookedAt.ts';

const partA = table('part_a');
const wishing = (...providers: string[]) => ({ settings: settings({ allowedQueryProviders: providers }) });

/** A world in which one table is in some rooms, and may be queried by Northwind. */
function rooms(count: number, kind: 'CUSTOM' | 'LIST' | 'AGGREGATION' = 'CUSTOM'): World {
  const world = new World();
  world.tables = [table('part_a', kind)];
  for (let number = 1; number <= count; number += 1)
    world.join(membership(number)).associations.push(associated(number, 'acx_part_a', 'part_a', rule([northwind], kind)));
  return world;
}

describe('accounts that the configuration lets query', () => {
  it('are added to the rule of a table that does not name them', async () => {
    const { plan } = await lookedAt(rooms(1), wishing(contoso));
    assert.deepEqual(
      plan().tables.map(({ tableName, before, providers }) => [tableName, before, providers]),
      [['part_a', [northwind], [northwind, contoso]]],
    );
  });

  it('are not added twice', async () => {
    assert.deepEqual((await lookedAt(rooms(1), wishing(northwind))).plan().tables, []);
  });

  it('are nobody where the configuration does not say', async () => {
    assert.deepEqual((await lookedAt(rooms(1))).plan().tables, []);
  });

  it('never lose one that the configuration does not name', async () => {
    const [change] = (await lookedAt(rooms(1), wishing(contoso))).plan().tables;
    assert.ok(change?.providers.includes(northwind));
  });

  for (const kind of ['LIST', 'AGGREGATION'] as const) {
    it(`are not named by a ${kind} rule: the abilities in the collaboration decide`, async () => {
      const { found } = await lookedAt(rooms(1, kind), wishing(contoso));
      assert.deepEqual(found.tables, []);
    });
  }

  it('are not named by a CUSTOM rule that allows only templates', async () => {
    const world = rooms(1);
    world.analyses.set(partA.id, ['arn:aws:cleanrooms:us-east-1:111122223333:membership/m/analysistemplate/t']);
    assert.deepEqual((await lookedAt(world, wishing(contoso))).found.tables, []);
  });

  it('are not sought for a table that is in no collaboration', async () => {
    const world = rooms(0);
    world.join(membership(1));
    assert.deepEqual((await lookedAt(world, wishing(contoso))).found.tables, []);
  });

  it('are not sought for a table that the collaboration does not wish for', async () => {
    const { found } = await lookedAt(rooms(1), { settings: settings({ allowedQueryProviders: [contoso], excludeTables: ['part_a'] }) });
    assert.deepEqual(found.tables, []);
  });

  it('are not added where the entry leaves tables alone', async () => {
    const { found } = await lookedAt(rooms(1), { settings: settings({ allowedQueryProviders: [contoso], associateTables: false }) });
    assert.deepEqual(found.tables, []);
  });

  it('are those of every collaboration together, because the table has one rule', async () => {
    const litware = '888899990000';
    const { plan } = await lookedAt(rooms(2), (index) => wishing(index === 0 ? litware : contoso));
    assert.deepEqual(
      plan().tables.map(({ providers }) => providers),
      [[northwind, contoso, litware]],
    );
  });

  it('are shown with all that the same rule serves, wished there or not', async () => {
    const { plan } = await lookedAt(rooms(3), (index) => (index === 1 ? wishing(contoso) : {}));
    const [change = assert.fail('nothing was planned')] = plan().tables;
    assert.deepEqual(change.serves, ['Collaboration 1', 'Collaboration 2', 'Collaboration 3']);
    assert.match(
      change.reason,
      /allowed_query_providers of Collaboration 2 names more\. .*the same rule serves Collaboration 1, Collaboration 2, Collaboration 3\./,
    );
  });

  it('are added by a repair of everything, and no matter of one of a single collaboration: the rule serves the others too', async () => {
    const { plan } = await lookedAt(rooms(2), wishing(contoso));
    const { tables, findings } = plan({ collaborationIds: new Set([membership(1).collaborationId]) });
    assert.deepEqual([tables, kindsOf(findings)], [[], []]);
  });

  it('are added by a repair of a single collaboration where the table is named', async () => {
    const { plan } = await lookedAt(rooms(2), wishing(contoso));
    const { tables } = plan({ collaborationIds: new Set([membership(1).collaborationId]), subjectIds: new Set([partA.id]) });
    assert.equal(tables.length, 1);
  });
});
