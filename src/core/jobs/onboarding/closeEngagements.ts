import { partnerOf, type Engagement } from '../../onboarding/engagement.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { LeftOutStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import { noteStep, type PlanAction } from './advance.ts';
import { engagementSubject } from './chooseEngagements.ts';

/** Closes engagements: nothing is taken back in the service, and nothing is asked for any more. */
export const planClose: PlanAction = (advance) => {
  const steps = advance.engagements.map((each) =>
    noteStep(
      advance,
      each,
      {
        sentence: t('Close the onboarding of {0}', partnerOf(each)),
        reason: t('The file stays; an invitation that still waits is not taken back.'),
      },
      ['activation', 'closed'],
      { change: (read) => ({ ...read, closed_at: new Date().toISOString() }), isNoted: (read) => read.closed_at !== undefined },
    ),
  );
  return Promise.resolve(
    intendSteps({
      connection: advance.context.service.connection,
      headline: counted(steps.length, t('close 1 onboarding'), t('close {0} onboardings', steps.length)),
      steps,
      leftOut: advance.leftOut,
      warnings: [],
      findings: [],
    }),
  );
};

/** Takes closed engagements up again. */
export const planReopen: PlanAction = (advance) => {
  const closed = advance.engagements.filter((each) => each.closed_at !== undefined);
  const open = advance.engagements
    .filter((each) => !closed.includes(each))
    .map((each): LeftOutStep => ({ subject: engagementSubject(each), code: 'already_so', reason: t('It is open.') }));
  const steps = closed.map((each) =>
    noteStep(
      advance,
      each,
      {
        sentence: t('Reopen the onboarding of {0}', partnerOf(each)),
        reason: t('It was closed on {0}.', each.closed_at?.slice(0, 10) ?? '?'),
      },
      ['invitation_setup', 'reopened'],
      { change: reopened, isNoted: (read) => read.closed_at === undefined },
    ),
  );
  return Promise.resolve(
    intendSteps({
      connection: advance.context.service.connection,
      headline: counted(steps.length, t('reopen 1 onboarding'), t('reopen {0} onboardings', steps.length)),
      steps,
      leftOut: [...advance.leftOut, ...open],
      warnings: [],
      findings: [],
    }),
  );
};

function reopened({ closed_at: _, ...open }: Engagement): Engagement {
  return open;
}
