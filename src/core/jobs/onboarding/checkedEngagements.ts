import type { Finding } from '../../model/finding.ts';
import type { Engagement, EngagementEvent, EngagementEventKind } from '../../onboarding/engagement.ts';
import { withEvent } from '../../onboarding/engagement.ts';
import type { Check } from '../../onboarding/checks/check.ts';
import { runChecks } from '../../onboarding/checks/runChecks.ts';
import { signatureOf } from '../../partners/inviter.ts';
import { readRoomFacts } from '../../onboarding/roomFacts.ts';
import { t } from '../../text.ts';
import { factsOf, readInside } from './onboardingStatus.ts';
import type { Advance } from './advance.ts';
import { eventNow } from './advance.ts';

/** An engagement with what its checks say now. */
export interface CheckedEngagement {
  engagement: Engagement;
  /** ISO 8601. */
  at: string;
  checks: Check[];
}

/** Runs the checks of engagements; each room is read once. */
export async function checkEngagements({ context, engagements }: Advance): Promise<CheckedEngagement[]> {
  const { service, signal } = context;
  const now = new Date();
  const [facts, settings] = await Promise.all([readRoomFacts(service, engagements, signal), context.partnerSettings?.read()]);
  const signature = signatureOf(service.connection, settings);
  const inside = await readInside(context, facts);
  return Promise.all(
    engagements.map(async (engagement) => ({
      engagement,
      at: now.toISOString(),
      checks: await runChecks(service, engagement, factsOf(facts, engagement), inside.get(engagement.room.id), { signal, now, signature }),
    })),
  );
}

/** The engagement with the result of its checks, and an event that says so. */
export function withValidation(engagement: Engagement, { at, checks }: Pick<CheckedEngagement, 'at' | 'checks'>, by: string): Engagement {
  const event: EngagementEvent & { what: EngagementEventKind } = {
    ...eventNow({ by }, 'validation', 'validated', { detail: checkWords(checks) }),
    at,
  };
  return withEvent(
    { ...engagement, validation: { at, checks: checks.map(({ id, title, state, detail }) => ({ id, title, state, detail })) } },
    event,
  );
}

/** "5 passed, 1 failed: Our tables are READY". */
export function checkWords(checks: readonly Check[]): string {
  const of = (state: Check['state']): Check[] => checks.filter((each) => each.state === state);
  const titles = (state: Check['state']): string =>
    of(state)
      .map(({ title }) => title)
      .join('; ');
  return [
    t('{0} passed', of('passed').length),
    of('failed').length === 0 ? '' : t('{0} failed: {1}', of('failed').length, titles('failed')),
    of('unknown').length === 0 ? '' : t('{0} could not be checked: {1}', of('unknown').length, titles('unknown')),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** What failed, with how to mend it. */
export function findingsOf(checked: readonly CheckedEngagement[]): Finding[] {
  return checked.flatMap(({ checks }) => checks.flatMap(({ finding }) => finding ?? []));
}
