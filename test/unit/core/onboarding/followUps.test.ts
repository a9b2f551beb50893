import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engagement } from '../../../../src/core/onboarding/engagement.ts';
import { followUpsOf } from '../../../../src/core/onboarding/followUps.ts';
import { engagementOf } from './engagementBuilder.ts';

const now = new Date('2026-09-30T12:00:00Z');
const sent = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
const done = (day: number, at = now.toISOString()): Engagement['events'][number] => ({
  at,
  by: 'ada',
  step: 'monitor_acceptance',
  what: 'follow_up_done',
  day,
});
const states = (engagement: Engagement, days: number | undefined, waits = true): string =>
  followUpsOf(engagement, days === undefined ? undefined : sent(days), waits, now)
    .map(({ state }) => state)
    .join(' ');

describe('following up a partner who has not answered', () => {
  const cases: [string, number | undefined, string][] = [
    ['nothing was sent', undefined, 'planned planned planned'],
    ['sent today', 0, 'planned planned planned'],
    ['day 2', 2, 'planned planned planned'],
    ['day 3', 3, 'due planned planned'],
    ['day 6', 6, 'due planned planned'],
    ['day 7', 7, 'overtaken due planned'],
    ['day 10', 10, 'overtaken overtaken due'],
    ['day 40', 40, 'overtaken overtaken due'],
  ];
  for (const [when, days, expected] of cases) {
    it(`${when}: ${expected}`, () => {
      assert.equal(states(engagementOf(), days), expected);
    });
  }

  it('is a reminder, then a contact, then an escalation, each with its day', () => {
    assert.deepEqual(
      followUpsOf(engagementOf(), sent(3), true, now).map(({ kind, dueOn }) => [kind, dueOn]),
      [
        ['reminder', '2026-09-30'],
        ['contact', '2026-10-04'],
        ['escalation', '2026-10-07'],
      ],
    );
  });

  it('ends when it is noted, the partner answers, or the engagement is closed', () => {
    assert.equal(states(engagementOf({ events: [done(7)] }), 8), 'overtaken done planned');
    assert.equal(states(engagementOf({ events: [done(3)] }), 8, false), 'done not_needed not_needed');
    assert.equal(states(engagementOf({ closed_at: now.toISOString() }), 8), 'not_needed not_needed not_needed');
  });

  it('begins anew with an invitation that was sent again', () => {
    assert.equal(states(engagementOf({ events: [done(3, sent(9))] }), 3), 'due planned planned');
  });

  it('never has more than one due, whatever the days and the age', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 90 }),
        fc.array(fc.integer({ min: 1, max: 60 })),
        (days, age, noted) => {
          const engagement = engagementOf({ follow_up_days: days, events: noted.map((day) => done(day)) });
          const due = followUpsOf(engagement, sent(age), true, now).filter(({ state }) => state === 'due');
          assert.ok(due.length <= 1);
          assert.ok(due.every(({ day }) => day <= age && !noted.includes(day)));
        },
      ),
    );
  });
});
