import type { Engagement } from '../../onboarding/engagement.ts';
import { withEvent, type EngagementEvent, type EngagementEventKind } from '../../onboarding/engagement.ts';
import type { EngagementStore } from '../../onboarding/engagementStore.ts';
import type { ExecutableStep, LeftOutStep } from '../../partners/steps.ts';
import type { JobContext, PartnerIntention } from '../job.ts';
import { engagementSubject } from './chooseEngagements.ts';

/** Engagements that are to be taken a step further, and who does it. */
export interface Advance {
  context: JobContext;
  store: EngagementStore;
  engagements: readonly Engagement[];
  /** What was asked for and cannot be done, found before. */
  leftOut: LeftOutStep[];
  /** The operating system's user name. */
  by: string;
}

/** How one action is planned. */
export type PlanAction<Request = object> = (advance: Advance, request: Request) => Promise<PartnerIntention>;

/** An event of now. */
export function eventNow(
  { by }: Pick<Advance, 'by'>,
  step: EngagementEvent['step'],
  what: EngagementEventKind,
  more: Pick<EngagementEvent, 'detail' | 'day'> = {},
): EngagementEvent & { what: EngagementEventKind } {
  return {
    at: new Date().toISOString(),
    by,
    step,
    what,
    ...(more.detail === undefined || more.detail === '' ? {} : { detail: more.detail }),
    ...(more.day === undefined ? {} : { day: more.day }),
  };
}

/** A step that only writes into an engagement's file. */
export function fileStep(
  { store }: Pick<Advance, 'store'>,
  engagement: Engagement,
  words: Pick<ExecutableStep, 'sentence' | 'reason'> & { detail?: string },
  change: (engagement: Engagement) => Engagement,
): ExecutableStep {
  return {
    key: `file|${engagement.id}`,
    action: 'write_file',
    subject: engagementSubject(engagement),
    sentence: words.sentence,
    reason: words.reason,
    takesAway: false,
    async carryOut() {
      await store.change(engagement.id, change);
      return { outcome: 'done', detail: words.detail ?? '', id: engagement.id };
    },
  };
}

/** A step that notes an event in an engagement's file. */
export function noteStep(
  advance: Pick<Advance, 'store' | 'by'>,
  engagement: Engagement,
  words: Pick<ExecutableStep, 'sentence' | 'reason'>,
  [step, what, more]: [EngagementEvent['step'], EngagementEventKind, Pick<EngagementEvent, 'detail' | 'day'>?],
  change: (engagement: Engagement) => Engagement = (same) => same,
): ExecutableStep {
  return fileStep(advance, engagement, words, (read) => withEvent(change(read), eventNow(advance, step, what, more)));
}
