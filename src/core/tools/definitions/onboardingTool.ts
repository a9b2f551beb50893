import * as z from 'zod/mini';
import { advanceOnboarding, type OnboardingAction } from '../../jobs/onboarding/advanceOnboarding.ts';
import { onboardingStatus } from '../../jobs/onboarding/onboardingStatus.ts';
import { startOnboarding } from '../../jobs/onboarding/startOnboarding.ts';
import { t } from '../../text.ts';
import { onboardingAnswer } from '../answers/onboardingAnswer.ts';
import { defineTool, reading, writing, type ToolWork } from '../tool.ts';
import { ToolRefusal } from '../toolRefusal.ts';
import { cleanroomField, connectionField, dryRunField, flag, text, texts } from './fields.ts';

const steps = [
  'start',
  'invitation_setup',
  'send_invitations',
  'monitor_acceptance',
  'setup_guidance',
  'apply_permissions',
  'validation',
  'activation',
  'close',
  'reopen',
] as const;

const input = z.strictObject({
  ...connectionField,
  cleanroomId: z.optional(cleanroomField.cleanroomId),
  step: z
    .enum(steps)
    .check(
      z.describe(
        'start: where everything stands, or with partnerEmails the same as invitation_setup, which writes a file for each partner. ' +
          'monitor_acceptance, setup_guidance and validation read; with record they also note it in the file. send_invitations, ' +
          'apply_permissions and activation do it. close gives up, reopen takes up again.',
      ),
    ),
  partnerEmails: z.optional(texts('Partners: e-mail addresses (LiveRamp) or account ids (AWS).')),
  engagementIds: z.optional(texts('Instead of partners: engagement_id of earlier answers.')),
  onboardingTemplate: z.optional(text('For start: flow standard, media, retail, agency, or one that the folder keeps. Default standard.')),
  permissionTemplate: z.optional(text("For start: permission template instead of the flow's.")),
  invitationMessage: z.optional(text("For start: note of the invitation instead of the flow's.")),
  record: flag('true: also note in the file what was seen: answers, the guidance as sent, the checks.'),
  followUpDay: z.optional(z.int().check(z.gte(1), z.describe('For monitor_acceptance: note that the follow-up of this day was made.'))),
  overrideReason: z.optional(text('For activation although a check did not pass: why. Only in the words of the person.')),
  ...dryRunField,
});
type Input = z.infer<typeof input>;

export const onboardingTool = defineTool({
  name: 'partner_onboarding_wizard',
  title: 'Bring partners on board',
  description:
    'Brings partners on board in a clean room, step by step, with its state in files of the folder: set up, send, monitor, guide, ' +
    'validate with real checks, activate. Call step "start" first to see where everything stands; each answer says what is next. Use ' +
    'invite_partner_to_cleanroom for a plain invitation without onboarding.',
  userDescription: 'Brings partners on board step by step, from the invitation to the activation',
  writes: 'some',
  input,
  work: (request): ToolWork => {
    const { step, partnerEmails, record, followUpDay } = request;
    switch (step) {
      case 'start':
        return partnerEmails === undefined ? look(request) : begin(request);
      case 'invitation_setup':
        return begin(request);
      case 'send_invitations':
        return advance(request, 'send');
      case 'monitor_acceptance':
        if (followUpDay !== undefined) return advance(request, 'follow_up_done');
        return record === true ? advance(request, 'record') : look(request);
      case 'setup_guidance':
        return record === true ? advance(request, 'guidance_sent') : look(request, { guidance: true });
      case 'apply_permissions':
        return advance(request, 'apply_permissions');
      case 'validation':
        return record === true ? advance(request, 'validate') : look(request, { checks: true });
      case 'activation':
        return advance(request, 'activate');
      case 'close':
        return advance(request, 'close');
      case 'reopen':
        return advance(request, 'reopen');
    }
  },
});

function choiceOf({ engagementIds, cleanroomId, partnerEmails }: Input): object {
  return { ids: engagementIds, room: cleanroomId, partners: partnerEmails };
}

function look(request: Input, { guidance = false, checks = false }: { guidance?: boolean; checks?: boolean } = {}): ToolWork {
  return reading(onboardingStatus, { ...choiceOf(request), with_checks: checks }, (status) => onboardingAnswer(status, { guidance }));
}

function begin({ cleanroomId, partnerEmails, onboardingTemplate, permissionTemplate, invitationMessage, dryRun }: Input): ToolWork {
  if (cleanroomId === undefined || partnerEmails === undefined)
    throw new ToolRefusal(
      'invalid_input',
      t('Beginning wants a cleanroomId and partnerEmails.'),
      t('Find the clean room with list_clean_rooms; ask the person for the addresses.'),
    );
  return writing(
    startOnboarding,
    {
      room: cleanroomId,
      partners: partnerEmails.map((to) => ({ to })),
      flow: onboardingTemplate,
      template: permissionTemplate,
      note: invitationMessage,
    },
    { dryRun },
  );
}

function advance(request: Input, action: OnboardingAction): ToolWork {
  const { engagementIds, cleanroomId, partnerEmails, followUpDay, overrideReason, dryRun } = request;
  if (engagementIds === undefined && cleanroomId === undefined && partnerEmails === undefined)
    throw new ToolRefusal(
      'invalid_input',
      t('It is not said which partners are meant.'),
      t('Give engagementIds, a cleanroomId or partnerEmails; step "start" without partnerEmails lists them.'),
    );
  return writing(advanceOnboarding, { ...choiceOf(request), action, day: followUpDay, override_reason: overrideReason }, { dryRun });
}
