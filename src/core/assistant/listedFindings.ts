import type { ReportedFinding } from '../jobs/report.ts';
import { counted, t } from '../text.ts';
import type { Words } from './answer.ts';
import { titleSentence } from './diagnosisHeadline.ts';
import { listedNames } from '../listedNames.ts';

/** How many lines a list of findings has. */
const mostLines = 10;

/**
 * Findings as the lines of a list: those of one kind on one line, by the first of them and the names of the others.
 * @param referencesOf what proves a finding; asked only for those whose words are shown
 * @param kindOf what findings on one line have in common
 */
export function listedFindings(
  findings: readonly ReportedFinding[],
  referencesOf: (finding: ReportedFinding) => number[],
  kindOf: (finding: ReportedFinding) => unknown = ({ id }) => id,
): Words[] {
  const kinds = [...Map.groupBy(findings, kindOf).values()];
  const lines = kinds.slice(0, mostLines).flatMap(([first, ...others]): Words[] => {
    if (first === undefined) return [];
    const title = titleSentence(first.title);
    const names = listedNames(others.map(({ subject }) => subject.name));
    const count = others.length;
    const text =
      count === 0
        ? title
        : counted(count, t('{0} The same of 1 more: {1}.', title, names), t('{0} The same of {1} more: {2}.', title, count, names));
    return [{ text, references: referencesOf(first) }];
  });
  const rest = kinds.slice(mostLines).flat();
  const [next] = rest;
  if (next === undefined) return lines;
  return [...lines, { text: counted(rest.length, t('And 1 more.'), t('And {0} more.', rest.length)), references: referencesOf(next) }];
}
