import { foreignText } from '../foreignText.ts';
import { describeConnection } from '../model/connection.ts';
import { isPartnerPlan, type AnyIntention } from '../jobs/job.ts';
import { numberOfChanges } from '../jobs/runner.ts';
import { asWishedCodes, type PartnerPlan } from '../partners/steps.ts';
import type { Plan } from '../sync/change.ts';
import { changeSentence, changeSign } from '../sync/changeSentence.ts';
import { counted, t } from '../text.ts';

/** A plan in lines that a person reads before agreeing. Words of others stand in them, without controls, and are no markup. */
export interface PlanWords {
  /** Connection and headline. */
  title: string;
  lines: string[];
}

/** @param longest how many changes are told one by one */
export function planWords({ plan, files }: AnyIntention, longest = 40): PlanWords {
  const count = numberOfChanges(plan);
  const headline = isPartnerPlan(plan) ? plan.headline : counted(count, t('1 change'), t('{0} changes', count));
  const changes = isPartnerPlan(plan)
    ? plan.steps.map(({ sentence, reason, takesAway }) => changeLine(takesAway ? '−' : '+', sentence, reason))
    : [
        ...plan.tables.map((change) => changeLine(changeSign(change), changeSentence(change), change.reason)),
        ...plan.collaborations.flatMap(({ name, changes: each }) =>
          each.map((change) => changeLine(changeSign(change), `${foreignText(name, 60)}: ${changeSentence(change)}`, change.reason)),
        ),
      ];
  const warnings = isPartnerPlan(plan) ? plan.warnings.map(({ sentence }) => sentence) : plan.findings.map(({ title }) => title);
  const more = changes.length - longest;
  return {
    title: `${describeConnection(plan.connection)}: ${headline}`,
    lines: [
      ...warnings.map((warning) => `! ${foreignText(warning, 500)}`),
      ...changes.slice(0, longest),
      ...(more > 0 ? [counted(more, t('… and 1 more change'), t('… and {0} more changes', more))] : []),
      ...files.map(({ path, note }) => foreignText(`${path}: ${note}`, 300)),
      ...(isPartnerPlan(plan) ? leftOutOfPartners(plan, longest) : leftOutOfCollaborations(plan, longest)),
    ],
  };
}

/** Each that cannot be done with its reason; those that need no change by name. */
function leftOutOfPartners({ leftOut }: PartnerPlan, longest: number): string[] {
  const asWished = leftOut.filter(({ code }) => asWishedCodes.has(code));
  const short = leftOut.filter(({ code }) => !asWishedCodes.has(code));
  return [
    ...first(
      short.map(({ subject, reason }) => cannotBeDone(subject.name, reason)),
      longest,
    ),
    ...(asWished.length === 0
      ? []
      : [
          needNoChange(
            asWished.map(({ subject }) => subject.name),
            longest,
          ),
        ]),
  ];
}

function leftOutOfCollaborations({ collaborations }: Plan, longest: number): string[] {
  const lines = collaborations.flatMap(({ name: collaboration, settled }) =>
    settled
      .filter(({ outcome }) => outcome !== 'existing')
      .map(({ name, reason }) => cannotBeDone(`${foreignText(collaboration, 60)}: ${foreignText(name, 100)}`, reason)),
  );
  return first(lines, longest);
}

function cannotBeDone(name: string, reason: string): string {
  return t('Cannot be done: {0}: {1}', foreignText(name, 200), foreignText(reason, 300));
}

function needNoChange(names: readonly string[], longest: number): string {
  const told = names.slice(0, longest).map((name) => foreignText(name, 60));
  const more = names.length - told.length;
  return t('Need no change: {0}', [...told, ...(more > 0 ? [t('and {0} more', more)] : [])].join(', '));
}

function first(lines: readonly string[], longest: number): string[] {
  const more = lines.length - longest;
  return more > 0
    ? [...lines.slice(0, longest), counted(more, t('… and 1 more that cannot be done'), t('… and {0} more that cannot be done', more))]
    : [...lines];
}

function changeLine(sign: string, sentence: string, reason: string): string {
  return `${sign} ${foreignText(sentence, 300)}${reason === '' ? '' : ` (${foreignText(reason, 300)})`}`;
}
