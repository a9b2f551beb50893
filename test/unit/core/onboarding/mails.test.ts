import assert from 'node:assert/strict';
import type { EngagementEventKind } from '../../../../src/core/onboarding/engagement.ts';
import { activationMail, askWhyMail, followUpMail, guidanceMail, missingMail } from '../../../../src/core/onboarding/mails.ts';
import { organisation } from '../../support/partners/partnerWorld.ts';
import { engagementOf } from './engagementBuilder.ts';

const signature = 'Kind regards\nSam Lee\nAcme Retail';
const event = (what: EngagementEventKind) => ({ at: '2026-08-02T09:00:00Z', by: 'ada', step: 'send_invitations' as const, what });
const escalation = (...events: EngagementEventKind[]): string =>
  followUpMail(organisation, engagementOf({ events: events.map(event) }), { kind: 'escalation', days: 10, signature });

describe('mails of the onboarding', () => {
  const engagement = engagementOf();
  for (const [story, mail] of [
    ['a reminder', followUpMail(organisation, engagement, { kind: 'reminder', days: 3, signature })],
    ['a contact', followUpMail(organisation, engagement, { kind: 'contact', days: 7, signature })],
    ['an escalation', escalation()],
    ['guidance', guidanceMail(engagement, ['Do it.'], signature)],
    ['what is missing', missingMail({ engagement, signature }, ['a user'])],
    ['a question why', askWhyMail({ engagement, signature })],
    ['that it is ready', activationMail(engagement, signature)],
  ] as const)
    it(`are signed: ${story}`, () => {
      assert.match(mail, /^Subject: [^]*\n\nKind regards\nSam Lee\nAcme Retail$/);
    });

  it('count one day as one', () => {
    for (const kind of ['reminder', 'contact', 'escalation'] as const)
      assert.doesNotMatch(followUpMail(organisation, engagement, { kind, days: 1, signature }), /1 days/);
  });

  describe('to whoever knows the partner', () => {
    it('speak of a reminder only where one is noted of this invitation', () => {
      assert.doesNotMatch(escalation('invited'), /reminder/);
      assert.doesNotMatch(escalation('follow_up_done', 'invited'), /reminder/);
      assert.match(escalation('invited', 'follow_up_done'), /has not answered a reminder\./);
    });

    it('name an address once, and with the partner where it has a name', () => {
      assert.match(escalation(), /\n\ndana@nova\.example was invited/);
      const named = engagementOf({ partner: { address: 'dana@nova.example', name: 'Nova Media' } });
      assert.match(
        followUpMail(organisation, named, { kind: 'escalation', days: 10, signature }),
        /\nNova Media \(dana@nova\.example\) was/,
      );
    });
  });
});
