import type { RunOptions } from '../progress.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { RepairRun } from '../repair/repairRun.ts';
import { allSettled } from './allSettled.ts';
import { Attempts } from './attempts.ts';
import { isRepairChange, isSyncChange, type Change, type Plan } from './change.ts';
import { CollaborationRun } from './collaborationRun.ts';
import type { ApplyOptions, CollaborationOutcome, ItemOutcome } from './outcome.ts';
import { allowProviders } from '../repair/allowProviders.ts';

/** What became of a plan. */
export interface Applied {
  /** Of the configured tables' own rules. */
  tables: ItemOutcome[];
  collaborations: CollaborationOutcome[];
}

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
): Promise<Applied> {
  const total = plan.tables.length + plan.collaborations.reduce((sum, { changes }) => sum + changes.length, 0);
  let done = 0;
  const unrecordable = new AbortController();
  const signal = options.signal === undefined ? unrecordable.signal : AbortSignal.any([options.signal, unrecordable.signal]);
  const step = (name: string) => () => {
    onStep(options, (done += 1), total, name);
  };
  const stopAll = (): void => {
    unrecordable.abort();
  };
  // Before the rest: what a collaboration's tables become ready for depends on them.
  const tables = await allSettled(
    plan.tables.map(async (change) => {
      try {
        return await allowProviders(service, change, { ...options, signal });
      } catch (thrown) {
        stopAll();
        throw thrown;
      } finally {
        step(change.tableName)();
      }
    }),
  );
  const collaborations = await allSettled(
    plan.collaborations.map(async (collaboration) => {
      const outcome: CollaborationOutcome = { plan: collaboration, membershipId: collaboration.membershipId, items: [] };
      const attempts = new Attempts(outcome, { ...options, signal }, step(collaboration.name), stopAll);
      await carryOut(service, attempts, collaboration.changes);
      if (!unrecordable.signal.aborted) await finish?.(outcome);
      return outcome;
    }),
  );
  return { tables, collaborations };
}

/** A plan is either a sync's or a repair's; one that held both would put right first what the other builds on. */
async function carryOut(service: CleanRoomService, attempts: Attempts, changes: readonly Change[]): Promise<void> {
  await new RepairRun(service, attempts).carryOut(changes.filter(isRepairChange));
  await new CollaborationRun(service, attempts).carryOut(changes.filter(isSyncChange));
}

function onStep({ onProgress }: RunOptions, done: number, total: number, name: string): void {
  onProgress?.({ phase: 'applying', done, total, message: t('Applied {0} of {1} changes ({2})', done, total, name) });
}
