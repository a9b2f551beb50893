import type { Engagement } from '../../onboarding/engagement.ts';
import { withEvent, type EngagementEvent, type EngagementEventKind } from '../../onboarding/engagement.ts';
import type { EngagementStore } from '../../onboarding/engagementStore.ts';
import type { ExecutableStep, LeftOutStep } from '../../partners/steps.ts';
import { t } from '../../text.ts';
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

/** A step that only writes into an engagement's file. Where `change` gives the engagement back as it is, it was done before. */
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
      const before: { read?: Engagement } = {};
      const after = await store.change(engagement.id, (read) => {
        before.read = read;
        return change(read);
      });
      return after === before.read
        ? { outcome: 'existing', detail: t('It was noted meanwhile.'), id: engagement.id }
        : { outcome: 'done', detail: words.detail ?? '', id: engagement.id };
    },
  };
}

/**
 * A step that notes an event in an engagement's file.
 * @param isNoted whether another window has noted it since; then nothing is added
 */
export function noteStep(
  advance: Pick<Advance, 'store' | 'by'>,
  engagement: Engagement,
  words: Pick<ExecutableStep, 'sentence' | 'reason'>,
  [step, what, more]: [EngagementEvent['step'], EngagementEventKind, Pick<EngagementEvent, 'detail' | 'day'>?],
  {
    change = (same) => same,
    isNoted = () => false,
  }: { change?: (engagement: Engagement) => Engagement; isNoted?: (engagement: Engagement) => boolean } = {},
): ExecutableStep {
  return fileStep(advance, engagement, words, (read) =>
    isNoted(read) ? read : withEvent(change(read), eventNow(advance, step, what, more)),
  );
}
