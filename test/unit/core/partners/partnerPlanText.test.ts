import assert from 'node:assert/strict';
import type { ShownIntention } from '../../../../src/core/jobs/job.ts';
import { partnerPlanDetail } from '../../../../src/core/partners/partnerPlanText.ts';
import type { PartnerPlan } from '../../../../src/core/partners/steps.ts';
import { organisation } from '../../support/partners/partnerWorld.ts';

const planOf = (steps: number): ShownIntention<PartnerPlan> => ({
  files: [],
  plan: {
    connection: organisation,
    headline: '',
    steps: Array.from({ length: steps }, (_, index) => ({
      key: `${index}`,
      action: 'invite',
      subject: { kind: 'invitation', name: `p${index}` },
      sentence: `Invite p${index}`,
      reason: '',
      takesAway: false,
    })),
    leftOut: [],
    warnings: [],
    findings: [],
  },
});

describe('the question about a plan', () => {
  it('shows so many steps that a window of questions holds them, and counts the others', () => {
    const lines = partnerPlanDetail(planOf(31)).split('\n');
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [7, '• Invite p0', '… and 25 more']);
  });

  it('shows all of them where there are few', () => {
    assert.equal(partnerPlanDetail(planOf(6)).split('\n').length, 6);
  });
});
