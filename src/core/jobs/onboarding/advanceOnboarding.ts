import * as z from 'zod/mini';
import { CleanRoomError } from '../../errors.ts';
import { onboardingActions } from '../../onboarding/actions.ts';
import type { LeftOutStep } from '../../partners/steps.ts';
import { t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import { planActivation } from './activateEngagements.ts';
import type { Advance } from './advance.ts';
import { planPermissions } from './applyChosenPermissions.ts';
import { chooseEngagements, engagementChoice, engagementSubject } from './chooseEngagements.ts';
import { planClose, planReopen } from './closeEngagements.ts';
import { planFollowUpDone, planGuidanceSent } from './noteEvents.ts';
import { planRecord } from './recordAnswers.ts';
import { planSend } from './sendInvitations.ts';
import { planValidation } from './validateEngagements.ts';

export { onboardingActions, type OnboardingAction } from '../../onboarding/actions.ts';

export const advanceOnboardingInput = z.object({
  ...engagementChoice,
  action: z.enum(onboardingActions),
  /** Of `follow_up_done`: which one. */
  day: z.optional(z.int().check(z.gte(1))),
  /** Of `activate`: why it is right although a check did not pass. Recorded, with who and which checks. */
  override_reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))),
});
type Request = z.infer<typeof advanceOnboardingInput>;

/** Takes engagements a step further. One that cannot go on leaves the others. */
export const advanceOnboarding: PartnerJob<typeof advanceOnboardingInput> = {
  kind: 'writing',
  id: 'advance-onboarding',
  input: advanceOnboardingInput,
  permission: 'onboard',

  async plan(context, request) {
    if (request.ids === undefined && request.room === undefined && request.partners === undefined) {
      throw new CleanRoomError('invalid_input', t('It is not said which engagements are meant.'), {
        remedy: t('Name them by ids, a clean room or partners.'),
      });
    }
    const { store, chosen, leftOut } = await chooseEngagements(context, request);
    const { action } = request;
    const possible = chosen.filter(({ closed_at: closedAt }) => action === 'reopen' || closedAt === undefined);
    const closed = chosen
      .filter((each) => !possible.includes(each))
      .map((each): LeftOutStep => ({
        subject: engagementSubject(each),
        code: action === 'close' ? 'already_so' : 'not_possible',
        reason: t('It was closed on {0}; reopen it first.', each.closed_at?.slice(0, 10) ?? '?'),
      }));
    const advance: Advance = {
      context,
      store,
      engagements: possible,
      leftOut: [...leftOut, ...closed],
      by: context.user ?? context.service.connection.accountId,
    };
    return planned(advance, request);
  },
};

function planned(advance: Advance, request: Request): ReturnType<typeof planSend> {
  switch (request.action) {
    case 'send':
      return planSend(advance, request);
    case 'record':
      return planRecord(advance, request);
    case 'follow_up_done':
      return planFollowUpDone(advance, request);
    case 'guidance_sent':
      return planGuidanceSent(advance, request);
    case 'apply_permissions':
      return planPermissions(advance, request);
    case 'validate':
      return planValidation(advance, request);
    case 'activate':
      return planActivation(advance, request);
    case 'close':
      return planClose(advance, request);
    case 'reopen':
      return planReopen(advance, request);
  }
}
