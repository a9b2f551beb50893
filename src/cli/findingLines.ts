import { groupFindings, isFindingGroup, type FindingGroup } from '../core/diagnosis/groupFindings.ts';
import { foreignText } from '../core/foreignText.ts';
import type { ReportedFinding } from '../core/jobs/report.ts';
import { t } from '../core/text.ts';
import type { paint } from './paint.ts';
import { remedyLine, remedyWords } from './remedyWords.ts';

type Colours = ReturnType<typeof paint>;

/** Findings of which only the evidence says where in the file it is wrong, and why. */
const brokenFiles: ReadonlySet<string> = new Set(['partner_settings.unreadable', 'engagement.broken_file']);

/**
 * Findings with their remedies, each with the command that carries it out. What is wrong in the same way in one
 * collaboration stands together, each by name, with one command for all. `sameOptions` names this run's account and file.
 */
export function findingLines(findings: readonly ReportedFinding[], colours: Colours, sameOptions: string): string[] {
  const marks = { error: colours.red(t('error:')), warning: colours.yellow(t('warning:')), information: t('note:') };
  return groupFindings(findings).flatMap((each) => {
    const remedies = remedyWords(each, sameOptions).map((remedy) => colours.dim(`  → ${remedyLine(remedy)}`));
    if (isFindingGroup(each)) return [`${marks[each.findings[0]?.severity ?? 'information']} ${groupSentence(each)}`, ...remedies];
    return [
      `${marks[each.severity]} ${foreignText(each.title, 500)}`,
      ...(brokenFiles.has(each.id) ? each.evidence.map((line) => `  ${foreignText(line, 500)}`) : []),
      ...remedies,
    ];
  });
}

function groupSentence({ title, findings }: FindingGroup): string {
  const names = findings.map(({ subject }) => foreignText(subject.name)).join(', ');
  return `${foreignText(title, 500)} ${t('These are: {0}.', names)}`;
}
