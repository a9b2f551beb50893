import { foreignText } from '../foreignText.ts';
import type { ShownIntention } from '../jobs/job.ts';
import { describeConnection } from '../model/connection.ts';
import { terminalText } from '../terminalText.ts';
import { counted, t } from '../text.ts';
import type { PartnerPlan, PlannedStep } from './steps.ts';

/** One line that says how much a plan about partners would do. */
export function partnerPlanHeadline({ plan, files }: ShownIntention<PartnerPlan>): string {
  const parts = [...(plan.steps.length === 0 ? [] : [plan.headline]), ...files.map(({ path }) => t('write {0}', path))];
  return parts.length === 0 ? t('nothing to do') : parts.join(', ');
}

/** What an answer to the question has to know: steps, warnings, how much is left out. */
export function partnerPlanDetail({ plan, files }: ShownIntention<PartnerPlan>, longest = 6): string {
  const { steps, warnings, leftOut } = plan;
  const rest = steps.length > longest ? [t('… and {0} more', steps.length - longest)] : [];
  const short = leftOut.filter(({ code }) => code !== 'already_so').length;
  return [
    ...warnings.map(({ sentence }) => `⚠ ${foreignText(sentence, 500)}`),
    ...steps.slice(0, longest).map((step) => `• ${foreignText(step.sentence, 300)}`),
    ...rest,
    ...files.map(({ path, note }) => `• ${t('{0}: {1}', path, note)}`),
    ...(short > 0 ? [counted(short, t('1 thing is left out.'), t('{0} things are left out.', short))] : []),
  ].join('\n');
}

/** The whole plan: every step and everything left out, each with its reason. */
export function partnerPlanText(intention: ShownIntention<PartnerPlan>): string {
  const { plan, files } = intention;
  return [
    t('Plan for {0}: {1}', describeConnection(plan.connection), partnerPlanHeadline(intention)),
    ...plan.warnings.map(({ sentence }) => `⚠ ${foreignText(sentence, 500)}`),
    ...plan.findings.map(({ title }) => `! ${foreignText(title, 500)}`),
    '',
    ...plan.steps.flatMap((step) => [`${stepSign(step)} ${foreignText(step.sentence, 300)}`, `    ${foreignText(step.reason, 1000)}`]),
    ...plan.leftOut.map(({ subject, reason }) => `– ${foreignText(subject.name)}: ${foreignText(reason, 500)}`),
    ...files.flatMap(({ path, note, content }) => ['', `${path}: ${note}`, ...(content === undefined ? [] : [terminalText(content)])]),
    '',
  ].join('\n');
}

/** Gives, or takes away. */
export function stepSign({ takesAway }: Pick<PlannedStep, 'takesAway'>): string {
  return takesAway ? '−' : '+';
}
