import { foreignText } from '../foreignText.ts';
import { daysSince } from '../partners/age.ts';
import { counted, t } from '../text.ts';
import { lastEvent, onboardingSteps, type CheckState, type Engagement, type OnboardingStep } from './engagement.ts';
import type { Standing } from './standing.ts';

export type StepState = 'pending' | 'in_progress' | 'done' | 'failed' | 'waiting';

/** Where one of the six steps stands. */
export interface StepStatus {
  step: OnboardingStep;
  title: string;
  /** `pending`: its turn has not come. `waiting`: somebody else has to act, or it could not be read. */
  state: StepState;
  /** What shows it. */
  detail: string;
}

/** What a step is called. */
export function stepTitle(step: OnboardingStep): string {
  switch (step) {
    case 'invitation_setup':
      return t('Invitation set-up');
    case 'send_invitations':
      return t('Send invitation');
    case 'monitor_acceptance':
      return t('Monitor acceptance');
    case 'setup_guidance':
      return t('Set-up guidance');
    case 'validation':
      return t('Validation');
    case 'activation':
      return t('Activation');
  }
}

type Stated = Pick<StepStatus, 'state' | 'detail'>;

/**
 * The six steps, derived from what the service says and what the file records; where the service could not be read the
 * detail says so and nothing is taken for done that the file does not record.
 * @param checks the newest validation
 */
export function stepsOf(
  engagement: Engagement,
  standing: Standing,
  checks: readonly { state: CheckState; title: string }[] | undefined,
  now: Date,
): StepStatus[] {
  const sent = sendState(engagement, standing);
  const accepted = acceptanceState(engagement, standing, sent, now);
  const validated = validationState(checks, accepted.state === 'done');
  const states: Record<OnboardingStep, Stated> = {
    invitation_setup: {
      state: 'done',
      detail: t('Set up on {0} by {1}.', dayOf(engagement.created.at), foreignText(engagement.created.by)),
    },
    send_invitations: sent,
    monitor_acceptance: accepted,
    setup_guidance: guidanceState(engagement, accepted.state === 'done', validated.state === 'done'),
    validation: validated,
    activation: activationState(engagement, validated.state === 'done'),
  };
  return onboardingSteps.map((step) => ({ step, title: stepTitle(step), ...states[step] }));
}

/** The step that is to be seen to: the first that is not done. Undefined where all are, or it was activated all the same. */
export function currentStep(steps: readonly StepStatus[]): StepStatus | undefined {
  const isDone = (step: OnboardingStep): boolean => steps.some((each) => each.step === step && each.state === 'done');
  return isDone('activation') && isDone('monitor_acceptance') ? undefined : steps.find(({ state }) => state !== 'done');
}

function sendState(engagement: Engagement, { invitation, present, problem, invitationsRead }: Standing): Stated {
  if (present === 'yes') return { state: 'done', detail: t('The partner takes part.') };
  const noted = lastEvent(engagement, 'invited', 'invitation_failed');
  const failed: Stated = {
    state: 'failed',
    detail: t('Sending failed on {0}: {1}', dayOf(noted?.at), foreignText(noted?.detail ?? '', 500)),
  };
  if (invitation !== undefined) {
    const words = t('Sent on {0}, status {1}.', dayOf(invitation.createdAt), foreignText(invitation.status));
    if (invitation.state === 'awaiting_approval')
      return { state: 'waiting', detail: t('The members of the collaboration have to approve it: {0}.', foreignText(invitation.status)) };
    return invitation.state === 'cancelled' ? { state: 'failed', detail: words } : { state: 'done', detail: words };
  }
  if (noted?.what === 'invitation_failed') return failed;
  if (!invitationsRead)
    return noted === undefined
      ? { state: 'waiting', detail: problem ?? '' }
      : { state: 'done', detail: t('Sent on {0}, as the file says; the service could not be read: {1}', dayOf(noted.at), problem ?? '') };
  return noted === undefined
    ? { state: 'pending', detail: t('Nothing was sent yet.') }
    : { state: 'failed', detail: t('Sent on {0}, but the service knows no such invitation any more.', dayOf(noted.at)) };
}

function acceptanceState(engagement: Engagement, { invitation, present, problem, invitedAt }: Standing, sent: Stated, now: Date): Stated {
  if (present === 'yes') return { state: 'done', detail: t('Takes part in the clean room.') };
  const accepted = lastEvent(engagement, 'accepted');
  const awaited = invitation?.state === 'pending' || invitation?.state === 'awaiting_approval';
  if (present === 'unknown')
    return accepted === undefined
      ? { state: 'waiting', detail: problem ?? '' }
      : {
          state: 'done',
          detail: t('Accepted on {0}, as the file says; the service could not be read: {1}', dayOf(accepted.at), problem ?? ''),
        };
  if (accepted !== undefined && !awaited)
    return { state: 'failed', detail: t('Had accepted by {0}, and is no partner of the clean room any more.', dayOf(accepted.at)) };
  if (invitation?.state === 'declined')
    return { state: 'failed', detail: t('The invitation was declined: {0}.', foreignText(invitation.status)) };
  if (invitation?.state === 'ended')
    return { state: 'failed', detail: t('Took part, and does not any more: {0}.', foreignText(invitation.status)) };
  if (invitation?.state === 'accepted')
    return { state: 'waiting', detail: t('Accepted, but the clean room does not list the partner yet.') };
  if (sent.state !== 'done') return { state: 'pending', detail: t('Nothing waits for an answer.') };
  const days = daysSince(invitedAt, now) ?? 0;
  const age = counted(days, t('No answer for 1 day'), t('No answer for {0} days', days));
  return { state: 'waiting', detail: t('{0}; status {1}.', age, foreignText(invitation?.status ?? '?')) };
}

function guidanceState(engagement: Engagement, accepted: boolean, validated: boolean): Stated {
  const sent = lastEvent(engagement, 'guidance_sent');
  if (sent !== undefined) return { state: 'done', detail: t('Guidance was given on {0}.', dayOf(sent.at)) };
  if (validated) return { state: 'done', detail: t('Everything is set up.') };
  return accepted
    ? { state: 'in_progress', detail: t('The partner can set up its side now.') }
    : { state: 'pending', detail: t('Begins when the partner takes part.') };
}

function validationState(checks: readonly { state: CheckState; title: string }[] | undefined, accepted: boolean): Stated {
  if (checks === undefined)
    return accepted
      ? { state: 'in_progress', detail: t('Nothing was checked yet.') }
      : { state: 'pending', detail: t('Begins when the partner takes part.') };
  const titles = (state: CheckState): string[] => checks.filter((each) => each.state === state).map(({ title }) => title);
  const [failed, unknown] = [titles('failed'), titles('unknown')];
  if (failed.length > 0) return { state: 'failed', detail: t('Not passed: {0}.', failed.join('; ')) };
  if (unknown.length > 0) return { state: 'waiting', detail: t('Could not be checked: {0}.', unknown.join('; ')) };
  const passed = titles('passed').length;
  return { state: 'done', detail: counted(passed, t('1 check passed.'), t('{0} checks passed.', passed)) };
}

function activationState({ activated_at: activatedAt, override }: Engagement, validated: boolean): Stated {
  if (activatedAt !== undefined)
    return {
      state: 'done',
      detail:
        override === undefined
          ? t('Activated on {0}.', dayOf(activatedAt))
          : t('Activated on {0} although not everything passed: {1}', dayOf(activatedAt), foreignText(override.reason, 500)),
    };
  return validated
    ? { state: 'in_progress', detail: t('Everything passed: it can be activated.') }
    : { state: 'pending', detail: t('Wants a validation that passes.') };
}

function dayOf(moment: string | undefined): string {
  return moment?.slice(0, 10) ?? '?';
}
