import * as z from 'zod/mini';
import type { PanelEngagement } from '../../../protocol/onboardingMessages.ts';

/** Which engagements are shown. `due`: somebody on our side has to do something now. */
export const shownKinds = ['open', 'due', 'all'] as const;

export const listStateSchema = z.object({
  filter: z.object({ text: z.string(), shown: z.enum(shownKinds), connectionId: z.string() }),
  /** Keys of engagements. */
  selected: z.array(z.string()),
});
export type ListState = z.infer<typeof listStateSchema>;
export type EngagementFilter = ListState['filter'];

export const noFilter: EngagementFilter = { text: '', shown: 'open', connectionId: '' };

/** Tells an engagement from all others; two connections may have files of one name only in different folders. */
export function keyOf({ connectionId, id }: Pick<PanelEngagement, 'connectionId' | 'id'>): string {
  return JSON.stringify([connectionId, id]);
}

/** Whether we are the ones who have to do something: a follow-up is due, or a step waits for nobody else. */
export function isDue({ steps, current, followUps, closedAt }: PanelEngagement): boolean {
  if (closedAt !== undefined || current === undefined) return false;
  if (followUps.some(({ state }) => state === 'due')) return true;
  return steps.find(({ step }) => step === current)?.state !== 'waiting';
}

/** The engagements that fit a filter, those that want something of us first, then the oldest. */
export function rowsOf(engagements: readonly PanelEngagement[], filter: EngagementFilter): PanelEngagement[] {
  const words = filter.text.trim().toLowerCase();
  return engagements
    .filter((each) => filter.connectionId === '' || each.connectionId === filter.connectionId)
    .filter((each) => filter.shown === 'all' || (filter.shown === 'due' ? isDue(each) : isOpen(each)))
    .filter(({ partner, address, room, id }) => [partner, address, room, id].some((part) => part.toLowerCase().includes(words)))
    .sort(
      (a, b) =>
        Number(isDue(b)) - Number(isDue(a)) || b.ageDays - a.ageDays || a.partner.localeCompare(b.partner) || a.id.localeCompare(b.id),
    );
}

function isOpen({ closedAt, current }: PanelEngagement): boolean {
  return closedAt === undefined && current !== undefined;
}
