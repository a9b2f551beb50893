import { foreignText } from '../../../core/foreignText.ts';
import type { ReportedStep } from '../../../core/jobs/partners/partnerReport.ts';
import { describeConnection } from '../../../core/model/connection.ts';
import { permissionFlagNames } from '../../../core/partners/permissionFlags.ts';
import type { LeftOutStep, PartnerPlan, PlannedStep } from '../../../core/partners/steps.ts';
import type { PermissionPlan, PermissionStep } from '../../../protocol/permissionMessages.ts';
import { flagTitle } from '../flagTitle.ts';

/** A plan as the panel shows it. Names and reasons are cleaned here, once. */
export function permissionPlan({ connection, headline, steps, leftOut, warnings }: PartnerPlan): PermissionPlan {
  return {
    headline: foreignText(headline, 500),
    place: foreignText(describeConnection(connection)),
    steps: steps.map(plannedStep),
    leftOut: leftOut.map(leftOutStep),
    warnings: warnings.map(({ code, sentence }) => ({ code, sentence: withTitles(foreignText(sentence, 1000)) })),
  };
}

/** The job calls flags as a request does; a person knows them by the words beside their boxes. */
function withTitles(sentence: string): string {
  return permissionFlagNames.reduce((words, flag) => words.replaceAll(new RegExp(`\\b${flag}\\b`, 'g'), `"${flagTitle(flag)}"`), sentence);
}

/** What became of a step. */
export function permissionStep({ key, action, subject, sentence, outcome, reason, code }: ReportedStep): PermissionStep {
  return {
    key,
    action,
    name: foreignText(subject.name),
    sentence: foreignText(sentence, 500),
    outcome,
    reason: foreignText(reason, 1000),
    ...(code === undefined ? {} : { code }),
  };
}

function plannedStep({ key, action, subject, sentence, reason, takesAway }: PlannedStep): PermissionPlan['steps'][number] {
  return {
    key,
    action,
    name: foreignText(subject.name),
    sentence: foreignText(sentence, 500),
    outcome: 'planned',
    reason: foreignText(reason, 1000),
    takesAway,
  };
}

function leftOutStep({ subject, reason, code }: LeftOutStep, index: number): PermissionStep {
  return {
    key: `left_out|${index}`,
    action: 'left_out',
    name: foreignText(subject.name),
    sentence: foreignText(subject.name),
    outcome: 'left_out',
    reason: foreignText(reason, 1000),
    code,
  };
}
