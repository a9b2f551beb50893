import { dayAfter, daysSince } from '../partners/age.ts';
import type { Engagement } from './engagement.ts';

/** What is done about a partner who has not answered: a reminder, then a personal word, then somebody else. */
export type FollowUpKind = 'reminder' | 'contact' | 'escalation';

export interface FollowUp {
  /** Days after the invitation. */
  day: number;
  kind: FollowUpKind;
  /** yyyy-mm-dd; undefined before anything was sent. */
  dueOn: string | undefined;
  /** `overtaken`: not done, and a later one is due; `not_needed`: the partner has answered, or the engagement is closed. */
  state: 'planned' | 'due' | 'overtaken' | 'done' | 'not_needed';
}

/**
 * Where the follow-ups of an engagement stand. At most one is due: whoever has missed the reminder makes the contact.
 * @param invitedAt when the invitation that now waits was sent: one that was sent again begins anew
 * @param waits whether an answer is still awaited
 */
export function followUpsOf(engagement: Engagement, invitedAt: string | undefined, waits: boolean, now: Date): FollowUp[] {
  const age = daysSince(invitedAt, now);
  const days = [...new Set(engagement.follow_up_days)].sort((a, b) => a - b);
  const done = new Set(
    engagement.events
      .filter(({ what, at }) => what === 'follow_up_done' && (invitedAt === undefined || Date.parse(at) >= Date.parse(invitedAt)))
      .map(({ day }) => day),
  );
  const reached = days.filter((day) => age !== undefined && age >= day);
  const newest = reached.at(-1);
  return days.map((day, index): FollowUp => {
    const state = done.has(day)
      ? 'done'
      : !waits || engagement.closed_at !== undefined
        ? 'not_needed'
        : day === newest
          ? 'due'
          : reached.includes(day)
            ? 'overtaken'
            : 'planned';
    return { day, kind: kindOf(index), dueOn: invitedAt === undefined ? undefined : dayAfter(invitedAt, day), state };
  });
}

function kindOf(index: number): FollowUpKind {
  if (index === 0) return 'reminder';
  return index === 1 ? 'contact' : 'escalation';
}
