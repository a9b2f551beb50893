import { foreignText } from '../foreignText.ts';
import { describeConnection } from '../model/connection.ts';
import { isPartnerPlan, type AnyIntention } from '../jobs/job.ts';
import { numberOfChanges } from '../jobs/runner.ts';
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
  const leftOut = isPartnerPlan(plan)
    ? plan.leftOut.length
    : plan.collaborations.reduce((sum, { settled }) => sum + settled.filter(({ outcome }) => outcome !== 'existing').length, 0);
  const warnings = isPartnerPlan(plan) ? plan.warnings.map(({ sentence }) => sentence) : plan.findings.map(({ title }) => title);
  return {
    title: `${describeConnection(plan.connection)}: ${headline}`,
    lines: [
      ...warnings.map((warning) => `! ${foreignText(warning, 500)}`),
      ...changes.slice(0, longest),
      ...(changes.length > longest ? [t('… and {0} more changes', changes.length - longest)] : []),
      ...files.map(({ path, note }) => foreignText(`${path}: ${note}`, 300)),
      ...(leftOut > 0 ? [t('{0} cannot be done or need no change.', leftOut)] : []),
    ],
  };
}

function changeLine(sign: string, sentence: string, reason: string): string {
  return `${sign} ${foreignText(sentence, 300)}${reason === '' ? '' : ` (${foreignText(reason, 300)})`}`;
}
