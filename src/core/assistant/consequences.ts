import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { counted, t } from '../text.ts';
import { titleSentence } from './diagnosisHeadline.ts';
import { listedNames } from '../listedNames.ts';

/** How many consequences that are not about tables are told by their titles. */
const mostTitles = 3;

/**
 * What a cause explains besides what was asked about, in sentences: tables by their number and first names, everything
 * else by its titles.
 */
export function consequenceSentences({ explains }: Cause, about: Diagnosis['about']): string[] {
  const others = explains.filter(({ subject }) => !isAbout(subject, about));
  const tables = others.filter(({ subject }) => subject.kind === 'association' || subject.kind === 'table');
  const titles = others.filter((finding) => !tables.includes(finding)).map(({ title }) => titleSentence(title));
  const more = titles.length - mostTitles;
  return [
    ...(tables.length === 0 ? [] : [tablesSentence(tables, others.length < explains.length)]),
    ...titles.slice(0, mostTitles).map((title) => t('It follows from this: {0}', title)),
    ...(more > 0 ? [counted(more, t('1 more thing follows from this.'), t('{0} more things follow from this.', more))] : []),
  ];
}

/** @param more true where the table that was asked about is explained as well */
function tablesSentence(findings: readonly ReportedFinding[], more: boolean): string {
  const tables = [...new Map(findings.map(({ subject }) => [JSON.stringify([subject.collaboration_id, subject.name]), subject])).values()];
  const names = listedNames(tables.map(({ name }) => name));
  const rooms = new Set(tables.map(({ collaboration_id: id }) => id)).size;
  const count = tables.length;
  if (count === 1)
    return more
      ? t('This explains 1 more table that is not ready: {0}.', names)
      : t('This explains 1 table that is not ready: {0}.', names);
  if (rooms > 1)
    return more
      ? t('This explains {0} more tables that are not ready, in {1} collaborations: {2}.', count, rooms, names)
      : t('This explains {0} tables that are not ready, in {1} collaborations: {2}.', count, rooms, names);
  return more
    ? t('This explains {0} more tables that are not ready: {1}.', count, names)
    : t('This explains {0} tables that are not ready: {1}.', count, names);
}

function isAbout(
  { name, collaboration_name: collaboration, room_name: room }: ReportedFinding['subject'],
  about: Diagnosis['about'],
): boolean {
  return about !== undefined && name === about.name && (about.room === undefined || about.room === (collaboration ?? room));
}
