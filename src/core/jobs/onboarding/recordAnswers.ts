import { foreignText } from '../../foreignText.ts';
import { lastEvent, partnerOf, type Engagement, type EngagementEventKind } from '../../onboarding/engagement.ts';
import { readRoomFacts } from '../../onboarding/roomFacts.ts';
import { standingOf, type Standing } from '../../onboarding/standing.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { ExecutableStep, LeftOutStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import { noteStep, type PlanAction } from './advance.ts';
import { engagementSubject } from './chooseEngagements.ts';
import { factsOf } from './onboardingStatus.ts';

/** Notes in the files what the service says of the partners: who has accepted, who has declined. */
export const planRecord: PlanAction = async (advance) => {
  const { context, engagements } = advance;
  const { service, signal } = context;
  const facts = await readRoomFacts(service, engagements, signal);
  const steps: ExecutableStep[] = [];
  const leftOut: LeftOutStep[] = [...advance.leftOut];
  for (const engagement of engagements) {
    const standing = standingOf(engagement, factsOf(facts, engagement));
    const answer = answerOf(standing);
    const subject = engagementSubject(engagement);
    const before = lastEvent(engagement, ...answers)?.what;
    if (standing.problem !== undefined && answer === undefined) leftOut.push({ subject, code: 'unreadable', reason: standing.problem });
    else if (answer === undefined || answer === before)
      leftOut.push({
        subject,
        code: 'already_so',
        reason: answer === undefined ? t('There is no answer yet.') : t('It is noted already: {0}.', answer),
      });
    else {
      const status = standing.invitation?.status ?? standing.partner?.status;
      const words = {
        sentence: t('Note of {0}: {1}', partnerOf(engagement), answer),
        reason: t('The service says so{0}.', status === undefined ? '' : `: ${foreignText(status)}`),
      };
      steps.push(
        noteStep(advance, engagement, words, ['monitor_acceptance', answer, { detail: status }], {
          change: (read) => withPartner(read, standing),
          isNoted: (read) => lastEvent(read, ...answers)?.what === answer,
        }),
      );
    }
  }
  return intendSteps({
    connection: service.connection,
    headline: counted(steps.length, t('note 1 answer'), t('note {0} answers', steps.length)),
    steps,
    leftOut,
    warnings: [],
    findings: [],
  });
};

/** What an invitation comes to. */
const answers = ['accepted', 'declined', 'cancelled', 'ended'] as const satisfies readonly EngagementEventKind[];

/** What the service says; undefined while it says nothing. */
function answerOf({ present, invitation }: Standing): (typeof answers)[number] | undefined {
  return present === 'yes' ? 'accepted' : answers.find((each) => each === invitation?.state);
}

/** With the organisation that the partner has chosen, and its name where we had none. */
function withPartner(engagement: Engagement, { partner, invitation }: Standing): Engagement {
  const organisation = partner?.organisationId ?? invitation?.partnerOrganisationId;
  const name = engagement.partner.name ?? partner?.name;
  return {
    ...engagement,
    partner: {
      ...engagement.partner,
      ...(name === undefined ? {} : { name }),
      ...(organisation === undefined ? {} : { organisation_id: organisation }),
    },
  };
}
