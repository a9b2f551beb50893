import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { EngagementStatus, OnboardingStatus } from '../../core/jobs/onboarding/onboardingStatus.ts';
import { reportedFindingSchema } from '../../core/jobs/report.ts';
import { reportedFinding } from '../../core/jobs/reported.ts';
import { checkStates, onboardingSteps, partnerOf } from '../../core/onboarding/engagement.ts';
import { terminalText } from '../../core/terminalText.ts';
import { counted, t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { findingLines } from '../findingLines.ts';
import { shownTime } from '../shownTime.ts';
import { reachedWith, type Colours, type PartnerAnswer } from './partnerAnswer.ts';

const engagementSchema = z.object({
  /** The onboarding file's name without `.json`. */
  id: z.string(),
  room: z.object({ id: z.string(), display_id: z.optional(z.string()), name: z.string() }),
  partner: z.object({ address: z.string(), name: z.string() }),
  flow: z.string(),
  template: z.string(),
  steps: z.array(
    z.object({
      step: z.enum(onboardingSteps),
      title: z.string(),
      state: z.enum(['pending', 'in_progress', 'done', 'failed', 'waiting']),
      detail: z.string(),
    }),
  ),
  /** The step that is to be seen to; null where all are done. */
  current: z.nullable(z.enum(onboardingSteps)),
  /** What to do next, in a sentence. */
  next: z.string(),
  age_days: z.number(),
  invited_days: z.nullable(z.number()),
  /** How long the flow usually takes. */
  expected_days: z.nullable(z.number()),
  /** In the service's own word. */
  invitation_status: z.nullable(z.string()),
  /** Whether the partner takes part. */
  present: z.enum(['yes', 'no', 'unknown']),
  /** Why the service could not be read. */
  problem: z.optional(z.string()),
  /** The newest checks: `live` where they were run just now. */
  validation: z.nullable(
    z.object({
      at: z.string(),
      live: z.boolean(),
      checks: z.array(z.object({ id: z.string(), title: z.string(), state: z.enum(checkStates), detail: z.string() })),
    }),
  ),
  follow_ups: z.array(
    z.object({
      day: z.number(),
      kind: z.enum(['reminder', 'contact', 'escalation']),
      due_on: z.optional(z.string()),
      state: z.enum(['planned', 'due', 'overtaken', 'done', 'not_needed']),
      /** A mail that can be sent as it is. */
      text: z.string(),
    }),
  ),
  guidance: z.array(z.object({ role: z.string(), title: z.string(), lines: z.array(z.string()) })),
  guidance_mail: z.string(),
  activated_at: z.optional(z.string()),
  closed_at: z.optional(z.string()),
});
type Shown = z.infer<typeof engagementSchema>;

const schema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  /** Where the onboarding files lie. */
  folder: z.string(),
  engagements: z.array(engagementSchema),
  /** Names that were asked for and are not there. */
  missing: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** Files that cannot be read. */
  problems: z.array(z.object({ file: z.string(), message: z.string() })),
  findings: z.array(reportedFindingSchema),
});

/** How much is said of each to people; programs always get everything. */
export type Details = 'none' | 'steps' | 'guidance';

/** Where partners stand who are being brought on board. `details`: also steps, checks and follow-ups, or guidance as well. */
export function onboardingAnswer(details: Details): PartnerAnswer<OnboardingStatus, z.infer<typeof schema>> {
  return {
    schema,
    shown: ({ readAt, folder, engagements, missing, problems, findings }) => ({
      read_at: readAt,
      folder,
      engagements: engagements.map(reportedEngagement),
      missing,
      problems: problems.map(({ file, message }) => ({ file, message })),
      findings: findings.map(reportedFinding),
    }),
    reached: ({ missing, problems, findings }) => missing.length === 0 && problems.length === 0 && reachedWith(findings),
    // Where what was named is not there, the error about it says so.
    lines: ({ engagements, folder, missing, problems }, colours) =>
      engagements.length + missing.length + problems.length === 0
        ? [t('Nobody is being brought on board: {0} has no open file of this connection.', terminalText(folder))]
        : engagements.flatMap((engagement) => engagementLines(engagement, details, colours)),
    trouble: ({ missing, findings }, colours, options) => [
      ...missing.map(({ name, reason }) => `${colours.red(t('error:'))} ${foreignText(name)}: ${foreignText(reason, 500)}`),
      ...findingLines(findings, colours, options),
    ],
  };
}

function engagementLines(engagement: Shown, details: Details, colours: Colours): string[] {
  const { id, room, partner, flow, current, steps, age_days: age, next } = engagement;
  const step = steps.find((each) => each.step === current);
  return [
    `${colours.bold(foreignText(partner.name))}  ${colours.dim(id)}`,
    `  ${[
      foreignText(room.name),
      t('flow {0}', foreignText(flow)),
      step === undefined ? t('on board') : `${step.title}: ${stateWord(step.state)}`,
      counted(age, t('1 day'), t('{0} days', age)),
    ].join(' · ')}`,
    ...(details === 'none' ? [] : detailLines(engagement)),
    ...(details === 'guidance' ? guidanceLines(engagement, colours) : []),
    `  ${t('next: {0}', foreignText(next, 500))}`,
  ];
}

function detailLines({ steps, validation, follow_ups: followUps }: Shown): string[] {
  return [
    ...columns(steps.map(({ title, state, detail }, index) => [`${index + 1}.`, title, stateWord(state), foreignText(detail, 300)])).map(
      (line) => `    ${line}`,
    ),
    ...(validation === null
      ? []
      : [
          `  ${validation.live ? t('checks now:') : t('checks of {0}:', shownTime(validation.at))}`,
          ...columns(
            validation.checks.map(({ title, state, detail }) => [checkWord(state), foreignText(title), foreignText(detail, 300)]),
          ).map((line) => `    ${line}`),
        ]),
    `  ${t('follow-ups: {0}', followUps.map(({ day, state }) => t('day {0} {1}', day, state.replaceAll('_', ' '))).join(', '))}`,
  ];
}

function guidanceLines({ guidance }: Shown, colours: Colours): string[] {
  return guidance.flatMap(({ title, lines }) => [
    `  ${colours.dim(title)}`,
    ...lines.map((line, index) => `    ${index + 1}. ${foreignText(line, 500)}`),
  ]);
}

function stateWord(state: Shown['steps'][number]['state']): string {
  const words = { pending: t('not begun'), in_progress: t('under way'), done: t('done'), failed: t('failed'), waiting: t('waiting') };
  return words[state];
}

function checkWord(state: (typeof checkStates)[number]): string {
  const words = { passed: t('passed'), failed: t('failed'), unknown: t('not known'), not_applicable: t('does not apply') };
  return words[state];
}

function reportedEngagement(status: EngagementStatus): Shown {
  const { engagement, steps, current, next, ageDays, invitedDays, expectedDays, invitationStatus, present, problem, validation } = status;
  const { id, room, partner, flow, permissions, activated_at: activatedAt, closed_at: closedAt } = engagement;
  return {
    id,
    room: { id: room.id, ...(room.display_id === undefined ? {} : { display_id: room.display_id }), name: room.name },
    partner: { address: partner.address, name: partnerOf(engagement) },
    flow,
    template: permissions.template,
    steps: steps.map(({ step, title, state, detail }) => ({ step, title, state, detail })),
    current: current ?? null,
    next,
    age_days: ageDays,
    invited_days: invitedDays ?? null,
    expected_days: expectedDays ?? null,
    invitation_status: invitationStatus ?? null,
    present,
    ...(problem === undefined ? {} : { problem }),
    validation:
      validation === undefined
        ? null
        : {
            at: validation.at,
            live: validation.live,
            checks: validation.checks.map(({ id: check, title, state, detail }) => ({ id: check, title, state, detail })),
          },
    follow_ups: status.followUps.map(({ day, kind, dueOn, state, text }) => ({
      day,
      kind,
      ...(dueOn === undefined ? {} : { due_on: dueOn }),
      state,
      text,
    })),
    guidance: status.guidance.roles.map(({ role, title, lines }) => ({ role, title, lines: [...lines] })),
    guidance_mail: status.guidance.mail,
    ...(activatedAt === undefined ? {} : { activated_at: activatedAt }),
    ...(closedAt === undefined ? {} : { closed_at: closedAt }),
  };
}
