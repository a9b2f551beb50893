import type { Cause, Evidence } from '../diagnosis/diagnosis.ts';
import { isFindingGroup } from '../diagnosis/groupFindings.ts';
import { groupSteps, mendedFindings } from '../diagnosis/groupSteps.ts';
import { t } from '../text.ts';
import { listedNames } from '../listedNames.ts';

/** Causes as they are told: of those that are one thing to do (`groupSteps`) one, with the first of them for an example. */
export function toldCauses(causes: readonly Cause[]): Cause[] {
  return groupSteps(causes.map(({ finding }) => finding)).flatMap((thing): Cause[] => {
    const findings = isFindingGroup(thing) ? thing.findings : [thing];
    const [first, ...others] = causes.filter(({ finding }) => findings.includes(finding));
    if (first === undefined) return [];
    if (!isFindingGroup(thing)) return [first, ...others];
    const [mended = first.finding] = mendedFindings(thing);
    // No single look shows these two lines: the check itself does.
    const [{ at } = { at: '' }] = first.evidence;
    const said = (says: string): Evidence => ({ says, source: '', at });
    const example = first.evidence.some(({ says }) => says === first.finding.title)
      ? []
      : [said(t('For example: {0}', first.finding.title))];
    const names = said(t('These are: {0}.', listedNames(findings.map(({ subject }) => subject.name))));
    return [
      {
        finding: { ...mended, title: thing.title },
        evidence: [...example, ...first.evidence, names],
        explains: [first, ...others].flatMap(({ explains }) => explains),
      },
    ];
  });
}
