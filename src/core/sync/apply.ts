import type { RunOptions } from '../progress.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { allSettled } from './allSettled.ts';
import type { Plan } from './change.ts';
import { CollaborationRun } from './collaborationRun.ts';
import type { ApplyOptions, CollaborationOutcome } from './outcome.ts';

/**
 * Carries a plan out, collaborations side by side and each item by itself: a failure is an outcome with its reason and
 * stops nothing but what depends on it. After a cancellation nothing more is begun. The rate budget sets the pace.
 * Raises `audit_log_unwritable`, once what was under way has ended: what cannot be recorded is not begun.
 */
export async function apply(
  service: CleanRoomService,
  plan: Plan,
  options: ApplyOptions,
  finish?: (outcome: CollaborationOutcome) => Promise<void>,
): Promise<CollaborationOutcome[]> {
  const total = plan.collaborations.reduce((sum, { changes }) => sum + changes.length, 0);
  let done = 0;
  const unrecordable = new AbortController();
  const signal = options.signal === undefined ? unrecordable.signal : AbortSignal.any([options.signal, unrecordable.signal]);
  return allSettled(
    plan.collaborations.map(async (collaboration) => {
      const outcome: CollaborationOutcome = { plan: collaboration, membershipId: collaboration.membershipId, items: [] };
      const run = new CollaborationRun(
        service,
        outcome,
        { ...options, signal },
        () => {
          onStep(options, (done += 1), total, collaboration.name);
        },
        () => {
          unrecordable.abort();
        },
      );
      await run.carryOut();
      if (!unrecordable.signal.aborted) await finish?.(outcome);
      return outcome;
    }),
  );
}

function onStep({ onProgress }: RunOptions, done: number, total: number, name: string): void {
  onProgress?.({ phase: 'applying', done, total, message: t('Applied {0} of {1} changes ({2})', done, total, name) });
}
