import assert from 'node:assert/strict';
import fc from 'fast-check';
import { repairCollaborations } from '../../../../src/core/jobs/repairCollaborations.ts';
import { prepareSync, syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { possibleReceivers } from '../../../../src/core/sync/receivers.ts';
import { arnOf, ownAccount } from '../../builders.ts';
import type { Room, StoredAssociation, World } from '../../inMemoryService.ts';
import { anyAccount, build, type Built } from './anyAccount.ts';
import { changesOf, planOf, run } from './running.ts';

const choices = fc.record({ widen_receivers: fc.boolean(), include_owned: fc.boolean() });

describe('whatever earlier tools left in an account', () => {
  it('a repair has nothing left to do but what it said has to wait, and the service refuses none of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, choices, async (account, choice) => {
        const it = build(account);
        // A double that works stays until the other one does; where there are more than places, nothing is renamed before doubles go.
        for (const mostRounds = 3, round = { number: 1 }; ; round.number += 1) {
          const { refused, report } = await run(it, repairCollaborations, choice);
          const outcomes = report.collaborations.flatMap(({ items }) => items).map(({ outcome }) => outcome);
          assert.deepEqual([refused, outcomes.includes('failed') || outcomes.includes('left_out')], [[], false]);
          const left = [...changesOf(await planOf(it, repairCollaborations, choice)).values()];
          if (left.length === 0) break;
          const told = new Set(report.findings.map(({ id }) => id));
          assert.ok(round.number < mostRounds && left.every(({ kind }) => told.has(saidOf(kind))), JSON.stringify(left));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a repair changes nothing that another tool owns, nothing that nobody wished for, and nothing in rooms that are not listed', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const untouchable = await keptIn(it);
        const before = structuredClone(contentOf(it.world, untouchable));
        await run(it, repairCollaborations, { widen_receivers: true });
        assert.deepEqual(contentOf(it.world, untouchable), before);
      }),
      { numRuns: 300 },
    );
  });

  it('a repair loses no table and no ID namespace', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, choices, async (account, choice) => {
        const it = build(account);
        const before = it.world.rooms.map(whatIsIn);
        await run(it, repairCollaborations, choice);
        assert.deepEqual(it.world.rooms.map(whatIsIn), before);
      }),
      { numRuns: 300 },
    );
  });

  it('a repair and then a sync reach what is wished, wherever that can be', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        await run(it, repairCollaborations);
        await run(it, syncCollaborations);
        for (const { room, associations } of await wishedIn(it)) {
          const possible = possibleReceivers(it.world.members.get(room.membership.collaborationId) ?? [], ownAccount);
          for (const { rule, configuredTableId, name } of associations) {
            const type = it.world.tableRule(configuredTableId)?.type;
            if (type === undefined || possible.length === 0) continue;
            assert.equal(rule?.type, type, name);
            assert.ok(rule.allowedResultReceivers.length > 0 && rule.allowedResultReceivers.every((each) => possible.includes(each)), name);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a repair and then a sync leave out only what has no place, no possible name, or a name that is held', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        for (const _round of [1, 2]) {
          await run(it, repairCollaborations, { include_owned: true });
          await run(it, syncCollaborations);
        }
        for (const { room, wished } of await wishedIn(it)) {
          for (const { table, associationName, impossible } of wished) {
            const mine = room.associations.filter(({ configuredTableId }) => configuredTableId === table.id);
            const holder = room.associations.find(({ name }) => name === associationName);
            const isFull = room.associations.length >= it.world.associationQuota;
            if (mine.length === 0) assert.ok(impossible !== undefined || holder !== undefined || isFull, `${associationName} is missing`);
            else assert.equal(mine.length, 1, `${table.name} is there twice`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The finding that says of a change that it has to wait. */
function saidOf(kind: string): string {
  return kind === 'deleteDoubleAssociation' ? 'association.double' : kind === 'replaceAssociation' ? 'association.misnamed' : 'nothing';
}

/** The wished tables of the rooms in which anything may be done, and their associations that nobody else owns. */
async function wishedIn(it: Built) {
  const desired = await desiredIn(it);
  return it.world.rooms.flatMap((room) => {
    const wish = desired.get(room.membership.collaborationId);
    if (wish?.roleArn === undefined || (wish.blocked ?? []).length > 0) return [];
    const wished = new Set(wish.tables.map(({ table }) => table.id));
    const associations = room.associations.filter(
      (each) => wished.has(each.configuredTableId) && !it.world.tags.has(arnOf('configuredtableassociation', each.id)),
    );
    return [{ room, wished: wish.tables, associations }];
  });
}

/** What is wished in the rooms that the file lists. */
async function desiredIn({ file, service }: Built) {
  const context = { service: service(), readinessLimitMs: 0, pause: () => Promise.resolve() };
  return (await prepareSync(context, file.configuration, { scope: 'managed' })).desired;
}

/** The ids of what a repair has no business with. */
async function keptIn(it: Built): Promise<Set<string>> {
  const desired = await desiredIn(it);
  return new Set(
    it.world.rooms.flatMap(({ membership, associations, idNamespaceAssociations }) => {
      const wish = desired.get(membership.collaborationId);
      const wished = new Set(wish === undefined || wish.tablesLeftAlone === true ? [] : wish.tables.map(({ table }) => table.id));
      return [
        ...associations
          .filter((each) => !wished.has(each.configuredTableId) || it.world.tags.has(arnOf('configuredtableassociation', each.id)))
          .map(({ id }) => id),
        ...idNamespaceAssociations.filter(({ arn }) => wish?.idNamespace === undefined || it.world.tags.has(arn)).map(({ id }) => id),
      ];
    }),
  );
}

function contentOf({ rooms }: World, ids: ReadonlySet<string>): { id: string }[] {
  const all: { id: string }[] = rooms.flatMap(({ associations, idNamespaceAssociations }): { id: string }[] => [
    ...associations,
    ...idNamespaceAssociations,
  ]);
  return all.filter(({ id }) => ids.has(id));
}

/** The tables and the number of ID namespaces, whatever they are called. */
function whatIsIn({ associations, idNamespaceAssociations }: Room): [string[], number] {
  const tableOf = ({ configuredTableId }: StoredAssociation): string => configuredTableId;
  return [[...new Set(associations.map(tableOf))].sort(), idNamespaceAssociations.length];
}
