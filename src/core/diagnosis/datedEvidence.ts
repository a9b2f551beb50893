import type { ReportedFinding } from '../jobs/report.ts';
import type { Evidence, Reading } from './diagnosis.ts';
import { mentions } from './mentions.ts';

/**
 * What shows a finding, each line with where it is from and when that was looked at. A line that names an operation is
 * from its newest reading; one that names none is what the operation before it, or the finding itself, says.
 * @param takenAt ISO 8601: when the diagnosis was made, for what no single look shows
 */
export function datedEvidence(finding: ReportedFinding, readings: readonly Reading[], takenAt: string): Evidence[] {
  let last: Reading | undefined;
  const dated = finding.evidence.map((says): Evidence => {
    last = newest(readings, says) ?? last;
    const source = last?.source ?? '';
    return { says: withoutSource(says, source), source, at: last?.at ?? takenAt };
  });
  return dated.length > 0 ? dated : [{ says: finding.title, source: newest(readings, finding.title)?.source ?? '', at: takenAt }];
}

/** The source stands beside what it says and need not begin it; then its first word begins a sentence, if it is a word. */
function withoutSource(says: string, source: string): string {
  if (source === '' || !says.startsWith(`${source}: `)) return says;
  return says.slice(source.length + 2).replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
}

function newest(readings: readonly Reading[], line: string): Reading | undefined {
  return readings.findLast(({ source }) => mentions(line, source));
}
