import { isPartnerPlan, type AnyIntention } from '../jobs/job.ts';
import { changeKey } from '../sync/change.ts';
import type { WritingWork } from './tool.ts';

/**
 * All that carrying a plan out would do, and for whom: two plans of the same identity do the same. Whoever agreed to one
 * agreed to no other. Files count by what is put into them, in words: their text may hold the time. Hosts show a hash of it.
 */
export function planIdentity({ job, input }: Pick<WritingWork, 'job' | 'input'>, { plan, files }: AnyIntention): string {
  const changes = isPartnerPlan(plan)
    ? plan.steps.map(({ key, action, subject, sentence, reason, takesAway, needs }) => [
        key,
        action,
        subject.id ?? subject.name,
        sentence,
        reason,
        takesAway,
        needs ?? null,
      ])
    : [
        ...plan.tables.map((change) => changeKey(undefined, change)),
        ...plan.collaborations.flatMap(({ collaborationId, changes: each }) => each.map((change) => changeKey(collaborationId, change))),
      ];
  return JSON.stringify([plan.connection.id, job, input, changes, files.map(({ path, change, note }) => [path, change, note])]);
}
