import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as z from 'zod/mini';
import { acceptInvitations } from '../../../../src/core/jobs/acceptInvitations.ts';
import type { WritingJob } from '../../../../src/core/jobs/job.ts';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { plan } from '../../../../src/core/sync/plan.ts';
import { InMemoryService } from '../../inMemoryService.ts';
import { planned } from '../sync/inventoryOf.ts';
import { anyAccount, build } from './anyAccount.ts';
import { changesOf, planOf, run } from './running.ts';

function holdsFor<Schema extends z.ZodMiniType>(story: string, job: WritingJob<Schema>): void {
  it(`${story} has nothing left to do when it is done, and the service refuses none of it`, async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const { refused } = await run(it, job);
        assert.deepEqual(refused, []);
        assert.deepEqual([...changesOf(await planOf(it, job)).keys()], []);
        assert.deepEqual((await run(it, job)).written, []);
      }),
      { numRuns: 300 },
    );
  });

  it(`${story} plans no more than the quotas have room for, counting what is there`, async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const { collaborations } = await planOf(it, job);
        const { world } = it;
        const count = (changes: readonly { kind: string }[], kind: string): number =>
          changes.filter((change) => change.kind === kind).length;
        for (const { membershipId, changes } of collaborations) {
          const room = world.rooms.find(({ membership }) => membership.membershipId === membershipId);
          const places = (quota: number, there: readonly unknown[] = []): number => Math.max(0, quota - there.length);
          assert.ok(count(changes, 'createAssociation') <= places(world.associationQuota, room?.associations));
          assert.ok(count(changes, 'createIdNamespaceAssociation') <= places(world.idNamespaceQuota, room?.idNamespaceAssociations));
        }
        const accepted = collaborations.flatMap(({ changes }) => changes).filter(({ kind }) => kind === 'acceptInvitation').length;
        assert.ok(accepted <= Math.max(0, world.membershipQuota - world.rooms.length));
      }),
      { numRuns: 300 },
    );
  });

  it(`${story} creates and accepts: what was there is there afterwards, just as it was`, async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const before = structuredClone(it.world.rooms);
        assert.ok(
          [...changesOf(await planOf(it, job)).values()].every(({ kind }) => kind.startsWith('create') || kind === 'acceptInvitation'),
        );
        const { written } = await run(it, job);
        assert.ok(written.every((operation) => operation.startsWith('Create')));
        for (const [index, { associations, idNamespaceAssociations }] of before.entries()) {
          const room = it.world.rooms[index] ?? assert.fail('a room is gone');
          assert.deepEqual(room.idNamespaceAssociations.slice(0, idNamespaceAssociations.length), idNamespaceAssociations);
          const kept = room.associations.slice(0, associations.length);
          // Only a rule that was missing may have come.
          assert.deepEqual(
            kept.map((each, place) => (associations[place]?.rule === undefined ? { ...each, rule: undefined } : each)),
            associations.map((each) => ({ ...each, rule: each.rule })),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
}

describe('whatever an account holds and whatever is wished', () => {
  holdsFor('a sync', syncCollaborations);
  holdsFor('accepting all invitations', acceptInvitations);

  it('every wished table stands in the plan once, and those left out come last and in order (defect 9)', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const { world } = it;
        const scope = { invitations: [], memberships: world.rooms.map(({ membership }) => membership), activeMemberships: 0 };
        const { whole, desired } = await planned(new InMemoryService(world), {}, scope);
        for (const { collaborationId, changes, settled } of whole.collaborations) {
          const wished = (desired.get(collaborationId)?.tables ?? []).map(({ associationName }) => associationName);
          const created = changes.flatMap((change) => (change.kind === 'createAssociation' ? [change.name] : []));
          const associations = settled.filter(({ kind }) => kind === 'association');
          assert.equal(created.length + associations.length, wished.length);
          const leftOut = associations.filter(({ outcome }) => outcome === 'left_out').map(({ name }) => name);
          assert.deepEqual(
            [...created, ...leftOut],
            wished.filter((name) => created.includes(name) || leftOut.includes(name)),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('planning is a pure function: the same inventory gives the same plan and stays as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const { world } = build(account);
        const { inventory, desired, whole } = await planned(new InMemoryService(world));
        const before = structuredClone(inventory);
        assert.deepEqual(plan(inventory, desired), whole);
        assert.deepEqual(inventory, before);
      }),
      { numRuns: 60 },
    );
  });
});
