import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as z from 'zod/mini';
import type { WritingJob } from '../../../../src/core/jobs/job.ts';
import { repairCollaborations } from '../../../../src/core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { changeThatFrees } from '../../../../src/core/repair/freedNames.ts';
import { changeKey, isRepairChange, type Change, type CollaborationPlan } from '../../../../src/core/sync/change.ts';
import { itemOf } from '../../../../src/core/sync/outcome.ts';
import { anyAccount, build } from './anyAccount.ts';
import { changesOf, planOf, run } from './running.ts';

function holdsFor<Schema extends z.ZodMiniType>(story: string, job: WritingJob<Schema>): void {
  it(`${story} makes exactly the changes that were agreed to, whichever they are`, async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), async (account, ticks) => {
        const it = build(account);
        const plan = await planOf(it, job);
        const agreed = [...changesOf(plan).keys()].filter((_key, index) => ticks[index % ticks.length]);
        const expected = [
          ...plan.tables
            .filter((change) => agreed.includes(changeKey(undefined, change)))
            .map(({ tableName }) => `table_rule ${tableName}`),
          ...plan.collaborations.flatMap((collaboration) => possibleOf(collaboration, agreed)).map(nameOf),
        ];
        const { report, refused } = await run(it, job, { agreed });
        const made = [...(report.tables ?? []), ...report.collaborations.flatMap(({ items }) => items)]
          .filter(({ outcome }) => outcome === 'created' || outcome === 'repaired')
          .map(({ kind, name }) => `${kind} ${name}`);
        assert.deepEqual([made.sort(), refused], [expected.sort(), []]);
      }),
      { numRuns: 300 },
    );
  });

  it(`${story} writes nothing where nothing was agreed to, or something else`, async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const keys = [...changesOf(await planOf(it, job)).keys()];
        assert.deepEqual((await run(it, job, { agreed: [] })).written, []);
        assert.deepEqual((await run(it, job, { agreed: keys.map((key) => key.replace('000', '001')) })).written, []);
      }),
      { numRuns: 100 },
    );
  });
}

describe('of what was planned', () => {
  holdsFor('a sync', syncCollaborations);
  holdsFor('a repair', repairCollaborations);
});

/** What can be done of the agreed changes: a rule needs its association, a new name whatever frees it. */
function possibleOf({ collaborationId, changes }: CollaborationPlan, agreed: readonly string[]): Change[] {
  const chosen = changes.filter((change) => agreed.includes(changeKey(collaborationId, change)));
  const repairs = changes.filter(isRepairChange);
  const isPossible = (change: Change, asked: readonly Change[] = []): boolean => {
    if (!chosen.includes(change)) return false;
    if (change.kind === 'createAnalysisRule' && change.associationId === undefined)
      return chosen.some((each) => each.kind === 'createAssociation' && each.configuredTableId === change.configuredTableId);
    const freeing = isRepairChange(change) ? changeThatFrees(change, repairs) : undefined;
    return freeing === undefined || asked.includes(freeing) || isPossible(freeing, [...asked, change]);
  };
  return chosen.filter((change) => isPossible(change));
}

function nameOf(change: Change): string {
  const { kind, name } = itemOf(change);
  return `${kind} ${name}`;
}
