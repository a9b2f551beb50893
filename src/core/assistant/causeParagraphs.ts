import { asSentence } from '../errors.ts';
import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import { foreignText } from '../foreignText.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { t } from '../text.ts';
import type { Paragraph, Words } from './answer.ts';
import { consequenceSentences } from './consequences.ts';
import { titleSentence } from './diagnosisHeadline.ts';
import type { ReferenceList } from './referenceList.ts';

/** One cause as it is told: alone, with its title in the headline, or as one of several, with its place among them. */
export type ToldAs = 'the only one' | { number: number };

/** A cause in full: what shows it, what else it explains, what to do about it. */
export function causeParagraphs(cause: Cause, diagnosis: Diagnosis, references: ReferenceList, as: ToldAs): Paragraph[] {
  const { finding } = cause;
  const numbers = references.ofCause(cause, diagnosis.taken_at);
  const shown = cause.evidence.flatMap((line): Words[] => {
    if (line.says === finding.title) return [];
    const proof = references.ofCause({ ...cause, evidence: [line] }, diagnosis.taken_at);
    return [{ text: asSentence(foreignText(line.says, 500)), references: proof }];
  });
  const title: Words[] = as === 'the only one' ? [] : [{ text: titleSentence(finding.title), references: numbers }];
  const explained = consequenceSentences(cause, diagnosis.about).map((text): Words => ({ text, references: numbers }));
  const words = [...title, ...shown, ...explained];
  const heading = as === 'the only one' ? t('Why') : t('{0}. {1}', as.number, foreignText(finding.subject.name, 100));
  return [
    ...(words.length === 0 ? [] : [{ heading, words, list: words.length > 2 ? ('bulleted' as const) : ('none' as const) }]),
    ...remedyParagraphs(finding, numbers),
  ];
}

/** What to do about a finding, and who can; nothing where no way is known. */
export function remedyParagraphs({ remedies, waits_for: waitsFor }: ReportedFinding, references: readonly number[]): Paragraph[] {
  const words = [
    ...(waitsFor === 'partner' ? [t('Only a partner can change this; you can ask.')] : []),
    ...(waitsFor === 'service' ? [t('The service has to do this; it takes time.')] : []),
    ...remedies.map(({ title }) => asSentence(foreignText(title, 500))),
  ].map((text): Words => ({ text, references }));
  return words.length === 0 ? [] : [{ heading: t('What to do'), words, list: words.length > 1 ? 'bulleted' : 'none' }];
}
