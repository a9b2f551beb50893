import type { ReportedFinding } from '../jobs/report.ts';
import { t } from '../text.ts';
import { fixOfGroup, fixTitleOf, groupFindings, isFindingGroup, type FindingGroup } from './groupFindings.ts';

/** From so many on, collaborations that a sync completes are one thing to do. */
const fewest = 3;

/** Things to do: findings that are alike stand together, and so do collaborations that one sync completes. */
export function groupSteps(findings: readonly ReportedFinding[]): (ReportedFinding | FindingGroup)[] {
  const steps = groupFindings(findings);
  const incomplete = findings.filter(({ id }) => id === 'collaboration.incomplete');
  const [first] = incomplete;
  if (first === undefined || incomplete.length < fewest) return steps;
  const title = t('{0} collaborations lack associations, rules or an ID namespace.', incomplete.length);
  const all: FindingGroup = { id: first.id, title, findings: incomplete };
  return steps.flatMap((each) => {
    if (each === first) return [all];
    return !isFindingGroup(each) && incomplete.includes(each) ? [] : [each];
  });
}

/** What is to be mended in the thing to do of which this finding is the first. */
export function mendedBeginningWith(first: ReportedFinding | undefined, findings: readonly ReportedFinding[]): ReportedFinding[] {
  const thing = groupSteps(findings).find((each) => each === first || (isFindingGroup(each) && each.findings[0] === first));
  return thing === undefined ? [] : mendedFindings(thing);
}

/**
 * What is to be mended in a thing to do: of several alike, which one job mends, the first with their title and that job;
 * each of them where no job mends them all.
 */
export function mendedFindings(step: ReportedFinding | FindingGroup): ReportedFinding[] {
  if (!isFindingGroup(step)) return [step];
  const { title, findings } = step;
  const [first] = findings;
  const fix = fixOfGroup(step);
  if (first === undefined || fix === undefined) return findings;
  const remedy = fixTitleOf(step) ?? first.remedies.find(({ job }) => job === fix.job)?.title;
  return [{ ...first, title, remedies: remedy === undefined ? [] : [{ title: remedy, ...fix }] }];
}
