import type { FindingGroup } from '../core/diagnosis/groupFindings.ts';
import { mendedFindings } from '../core/diagnosis/groupSteps.ts';
import { foreignText } from '../core/foreignText.ts';
import type { ReportedFinding } from '../core/jobs/report.ts';
import { t } from '../core/text.ts';
import { remedyCommand } from './remedyCommand.ts';

/** A remedy as a person at a terminal gets it. */
export interface RemedyWords {
  title: string;
  /** What carries it out; undefined where no command does. */
  command: string | undefined;
}

/**
 * The remedies of a finding, or of findings that are alike: one command for all of these where one mends them, otherwise
 * each remedy once. `sameOptions` names this run's account and file.
 */
export function remedyWords(about: ReportedFinding | FindingGroup, sameOptions: string): RemedyWords[] {
  return distinct(mendedFindings(about).flatMap((finding) => finding.remedies.map((remedy) => wordsOf(remedy, finding, sameOptions))));
}

/** Each once. */
export function distinct(remedies: readonly RemedyWords[]): RemedyWords[] {
  return [...new Map(remedies.map((words) => [remedyLine(words), words])).values()];
}

export function remedyLine({ title, command }: RemedyWords): string {
  return command === undefined ? title : t('{0}: {1}', title, command);
}

function wordsOf(remedy: ReportedFinding['remedies'][number], { subject }: ReportedFinding, sameOptions: string): RemedyWords {
  return { title: foreignText(remedy.title, 500), command: remedyCommand(remedy, subject, sameOptions) };
}
