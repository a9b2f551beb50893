import { CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import { partnerOf, withEvent, type Engagement } from '../../onboarding/engagement.ts';
import { allPassed } from '../../onboarding/checks/check.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { ExecutableStep, LeftOutStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import { eventNow, fileStep, type Advance, type PlanAction } from './advance.ts';
import { engagementSubject } from './chooseEngagements.ts';
import { checkEngagements, checkWords, findingsOf, withValidation, type CheckedEngagement } from './checkedEngagements.ts';

/** A question may stand on the screen for long; checks that are older than this say nothing about now. */
const oldestChecksMs = 600_000;

/** Activates engagements whose checks pass at this moment; others only with a reason, which is recorded with what failed. */
export const planActivation: PlanAction<{ override_reason?: string | undefined }> = async (advance, { override_reason: reason }) => {
  const checked = await checkEngagements(advance);
  const steps: ExecutableStep[] = [];
  const leftOut: LeftOutStep[] = [...advance.leftOut];
  for (const each of checked) {
    const { engagement, checks } = each;
    const subject = engagementSubject(engagement);
    if (engagement.activated_at !== undefined)
      leftOut.push({ subject, code: 'already_so', reason: t('It was activated on {0}.', engagement.activated_at.slice(0, 10)) });
    else if (allPassed(checks)) steps.push(activationStep(advance, each, undefined));
    else if (reason !== undefined) steps.push(activationStep(advance, each, reason));
    else
      leftOut.push({
        subject,
        code: 'not_possible',
        reason: t('{0}. Mend it, or activate with a reason.', checkWords(checks)),
      });
  }
  const shown = checked.filter(({ engagement }) => engagement.activated_at === undefined);
  return intendSteps({
    connection: advance.context.service.connection,
    headline: counted(steps.length, t('activate 1 partner'), t('activate {0} partners', steps.length)),
    steps,
    leftOut,
    warnings: [],
    findings: reason === undefined ? findingsOf(shown) : [],
  });
};

function activationStep({ store, by }: Advance, checked: CheckedEngagement, reason: string | undefined): ExecutableStep {
  const { engagement, checks, at } = checked;
  const partner = partnerOf(engagement);
  const failed = checks.filter(({ state }) => state === 'failed' || state === 'unknown').map(({ id }) => id);
  const step = fileStep(
    { store },
    engagement,
    {
      sentence: reason === undefined ? t('Activate {0}', partner) : t('Activate {0} although not everything passed', partner),
      reason: reason === undefined ? checkWords(checks) : t('{0}. Reason: {1}', checkWords(checks), foreignText(reason, 500)),
      detail: whomToTell(engagement),
    },
    (read) => {
      if (read.activated_at !== undefined) return read;
      const validated = withValidation(read, { at, checks }, by);
      const activatedAt = new Date().toISOString();
      return withEvent(
        {
          ...validated,
          ...(reason === undefined ? {} : { override: { at: activatedAt, by, reason, failed } }),
          activated_at: activatedAt,
        },
        eventNow({ by }, 'activation', 'activated', { detail: reason }),
      );
    },
  );
  return {
    ...step,
    carryOut(options) {
      if (Date.now() - Date.parse(at) <= oldestChecksMs) return step.carryOut(options);
      throw new CleanRoomError('invalid_state', t('The checks of {0} were run too long ago.', partner), {
        remedy: t('Activate again: they are run anew.'),
      });
    },
  };
}

/** Activation happens in the heads of people: the service has no operation for it. */
function whomToTell({ partner: { address }, created, connection }: Engagement): string {
  return t(
    'Tell {0} that the clean room is ready, and at {1} whoever waits for it; {2} had begun it.',
    foreignText(address),
    foreignText(connection.account),
    foreignText(created.by),
  );
}
