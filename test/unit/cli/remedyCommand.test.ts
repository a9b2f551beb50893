import assert from 'node:assert/strict';
import { partnerCommand } from '../../../src/cli/partners/remedyCommand.ts';

const invitation = { kind: 'sent_invitation', name: 'ada@nova.example', room_id: 'r1' };

describe('the command that carries a remedy about partners out', () => {
  for (const [story, remedy, expected] of [
    ['a mail that reminds', { text: 'Hello' }, 'remind --room r1 ada@nova.example'],
    [
      'an invitation sent again',
      { job: 'resend-partner-invitations', input: { room: 'r1', invitations: ['ada@nova.example'] } },
      'resend --room r1 ada@nova.example',
    ],
    [
      'a template for one question, which leaves datasets alone',
      { job: 'configure-partner-permissions', input: { room: 'r1', template: 'My own', questions: ['q1'], datasets: [] } },
      "grant --room r1 --template 'My own' --questions q1 --no-datasets",
    ],
    [
      'a template for a question alone, as findings have it',
      { job: 'configure-partner-permissions', input: { room: 'r1', template: 'viewer', questions: ['q1'], datasets: [], partners: [] } },
      'grant --room r1 --template viewer --questions q1 --no-datasets --no-partners',
    ],
    [
      'changes that no option can say',
      { job: 'configure-partner-permissions', input: { room: 'r1', members: [{ account_id: '1', can_receive_results: true }] } },
      undefined,
    ],
    [
      'a follow-up',
      { job: 'advance-onboarding', input: { ids: ['cr-1--ada'], action: 'follow_up_done', day: 7 } },
      'onboard follow-up cr-1--ada --day 7',
    ],
    ['an action of a later version', { job: 'advance-onboarding', input: { ids: ['x'], action: 'dance' } }, undefined],
    ['a job about tables', { job: 'sync', input: {} }, undefined],
  ] as const) {
    it(`is right for ${story}`, () => {
      assert.equal(partnerCommand({ job: undefined, input: undefined, text: undefined, ...structuredClone(remedy) }, invitation), expected);
    });
  }

  it('lets no name of a partner become more than a word', () => {
    const subject = { ...invitation, name: "x'; rm -rf ~ #" };
    assert.equal(partnerCommand({ job: undefined, input: undefined, text: 'Hello' }, subject), "remind --room r1 'x'\\''; rm -rf ~ #'");
  });
});
