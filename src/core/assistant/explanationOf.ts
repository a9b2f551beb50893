import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { asSentence } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import type { Answer, Paragraph, Words } from './answer.ts';
import { causeParagraphs, remedyParagraphs } from './causeParagraphs.ts';
import { titleSentence } from './diagnosisHeadline.ts';
import { meaningOf } from './meanings/meaningOf.ts';
import { offersOf } from './offers.ts';
import { ReferenceList } from './referenceList.ts';

/**
 * One finding in plain words: what is so, what shows it, what it means, what to do.
 * @param diagnosis where there is one: it knows times, and whether the finding only follows from another
 * @param now the time of the finding where no diagnosis knows it
 */
export function explanationOf(finding: ReportedFinding, diagnosis?: Diagnosis, { now = new Date() }: { now?: Date } = {}): Answer {
  const references = new ReferenceList();
  const takenAt = diagnosis?.taken_at ?? now.toISOString();
  const own = diagnosis?.causes.find((each) => isSame(each.finding, finding));
  const behind = own === undefined ? diagnosis?.causes.find(({ explains }) => explains.some((each) => isSame(each, finding))) : undefined;
  const numbers = own === undefined ? references.ofFinding(finding, takenAt) : references.ofCause(own, takenAt);
  const mended = behind?.finding ?? finding;
  return {
    headline: { text: titleSentence(finding.title), references: numbers },
    paragraphs: [
      ...meaningParagraph(finding, numbers),
      ...(own !== undefined && diagnosis !== undefined
        ? causeParagraphs(own, diagnosis, references, 'the only one')
        : [...evidenceParagraph(finding, takenAt, references), ...remediesOrCause(finding, behind, takenAt, references, numbers)]),
    ],
    references: references.all,
    offers: offersOf([mended]),
    followUps: [
      { label: t('Check again'), command: 'diagnose', prompt: '' },
      { label: t('What is left to do?'), command: 'next', prompt: '' },
    ],
  };
}

function meaningParagraph({ id }: ReportedFinding, references: number[]): Paragraph[] {
  const meaning = meaningOf(id);
  return meaning === undefined ? [] : [{ heading: t('What it means'), words: [{ text: meaning, references }], list: 'none' }];
}

function evidenceParagraph({ evidence, ...finding }: ReportedFinding, takenAt: string, references: ReferenceList): Paragraph[] {
  const words = evidence.map((line): Words => {
    return { text: asSentence(foreignText(line, 500)), references: references.ofFinding({ ...finding, evidence: [line] }, takenAt) };
  });
  return words.length === 0 ? [] : [{ heading: t('Why'), words, list: words.length > 1 ? 'bulleted' : 'none' }];
}

/** A consequence is not mended by itself: what is behind it is. */
function remediesOrCause(
  finding: ReportedFinding,
  behind: Cause | undefined,
  takenAt: string,
  references: ReferenceList,
  own: readonly number[],
): Paragraph[] {
  if (behind === undefined) return remedyParagraphs(finding, own);
  const proof = references.ofCause(behind, takenAt);
  const words: Words[] = [
    { text: t('This follows from something else: {0}', titleSentence(behind.finding.title)), references: [...own, ...proof] },
    { text: t('Mend that first; this goes with it, or can then be seen clearly.'), references: proof },
  ];
  return [{ heading: t('What is behind it'), words, list: 'none' }, ...remedyParagraphs(behind.finding, proof)];
}

/** The kind and the subject tell findings apart. */
function isSame(a: ReportedFinding, b: ReportedFinding): boolean {
  return a.id === b.id && a.connection === b.connection && keyOf(a.subject) === keyOf(b.subject);
}

function keyOf({ kind, name, collaboration_id: collaborationId, room_id: roomId, id }: ReportedFinding['subject']): string {
  return JSON.stringify([kind, name, collaborationId, roomId, id]);
}
