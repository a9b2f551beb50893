import { counted, t } from '../text.ts';
import { partnerOf, type Engagement } from './engagement.ts';
import type { FollowUp } from './followUps.ts';
import { currentStep, type StepStatus } from './stepStates.ts';

/** What is to be done next about an engagement, in a sentence. */
export function nextStep(engagement: Engagement, steps: readonly StepStatus[], followUps: readonly FollowUp[]): string {
  const partner = partnerOf(engagement);
  if (engagement.closed_at !== undefined) return t('Closed on {0}.', engagement.closed_at.slice(0, 10));
  const current = currentStep(steps);
  if (current === undefined) return t('Nothing: {0} is on board.', partner);
  const due = followUps.find(({ state }) => state === 'due');
  switch (current.step) {
    case 'invitation_setup':
      return t('Set up the invitation.');
    case 'send_invitations':
      return current.state === 'waiting' ? current.detail : t('Send the invitation to {0}.', partner);
    case 'monitor_acceptance':
      if (current.state === 'failed') return t('Ask {0} what is wrong; then send the invitation again.', partner);
      if (due === undefined) return t('Wait for the answer of {0}.', partner);
      return due.kind === 'reminder'
        ? t('Remind {0}: day {1} has come.', partner, due.day)
        : due.kind === 'contact'
          ? t('Contact {0} in person: day {1} has come.', partner, due.day)
          : counted(
              due.day,
              t('Escalate: {0} has not answered for 1 day.', partner),
              t('Escalate: {0} has not answered for {1} days.', partner, due.day),
            );
    case 'setup_guidance':
      return t('Apply the permissions, and give {0} the guidance.', partner);
    case 'validation':
      return current.state === 'failed' ? t('Mend what failed, and run the checks again.') : t('Run the checks.');
    case 'activation':
      return t('Activate {0}.', partner);
  }
}
