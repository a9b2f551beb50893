import { CleanRoomError } from '../../errors.ts';
import { partnerOf, type Engagement, type EngagementEvent } from '../../onboarding/engagement.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { LeftOutStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import { noteStep, type PlanAction } from './advance.ts';
import { engagementSubject } from './chooseEngagements.ts';

/** Notes that partners were followed up. Raises `invalid_input` without a day. */
export const planFollowUpDone: PlanAction<{ day?: number | undefined }> = (advance, { day }) => {
  if (day === undefined)
    return Promise.reject(
      new CleanRoomError('invalid_input', t('It is not said which follow-up was made.'), { remedy: t('Name its day, for example 3.') }),
    );
  const isNoted = (each: Engagement): boolean => sinceInvited(each).some((event) => event.what === 'follow_up_done' && event.day === day);
  const planned = advance.engagements.filter((each) => each.follow_up_days.includes(day) && !isNoted(each));
  const leftOut = advance.engagements
    .filter((each) => !planned.includes(each))
    .map((each): LeftOutStep =>
      isNoted(each)
        ? { subject: engagementSubject(each), code: 'already_so', reason: t('The follow-up of day {0} is noted already.', day) }
        : {
            subject: engagementSubject(each),
            code: 'not_found',
            reason: t('It has no follow-up on day {0}; there are: {1}.', day, each.follow_up_days.join(', ')),
          },
    );
  const steps = planned.map((each) =>
    noteStep(
      advance,
      each,
      { sentence: t('Note that {0} was followed up (day {1})', partnerOf(each), day), reason: t('Somebody has made it.') },
      ['monitor_acceptance', 'follow_up_done', { day }],
      { isNoted },
    ),
  );
  return Promise.resolve(
    intendSteps({
      connection: advance.context.service.connection,
      headline: counted(steps.length, t('note 1 follow-up'), t('note {0} follow-ups', steps.length)),
      steps,
      leftOut: [...advance.leftOut, ...leftOut],
      warnings: [],
      findings: [],
    }),
  );
};

/** An invitation that is sent again begins anew: so do its follow-ups. */
function sinceInvited({ events }: Engagement): EngagementEvent[] {
  return events.slice(events.findLastIndex(({ what }) => what === 'invited') + 1);
}

/** Notes that partners were given the guidance. */
export const planGuidanceSent: PlanAction = (advance) => {
  const steps = advance.engagements.map((each) =>
    noteStep(advance, each, { sentence: t('Note that {0} was given the guidance', partnerOf(each)), reason: t('Somebody has sent it.') }, [
      'setup_guidance',
      'guidance_sent',
    ]),
  );
  return Promise.resolve(
    intendSteps({
      connection: advance.context.service.connection,
      headline: counted(steps.length, t('note the guidance of 1 partner'), t('note the guidance of {0} partners', steps.length)),
      steps,
      leftOut: advance.leftOut,
      warnings: [],
      findings: [],
    }),
  );
};
