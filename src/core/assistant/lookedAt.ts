import type { Diagnosis, Reading } from '../diagnosis/diagnosis.ts';
import { asSentence } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import { counted, t } from '../text.ts';
import type { Paragraph } from './answer.ts';
import { listedNames } from '../listedNames.ts';
import type { ReferenceList } from './referenceList.ts';

/** How many kinds of looks are told apart. */
const mostSources = 5;

/**
 * What was looked at, as references: they prove what no finding does, such as that all is well. One for each operation,
 * with what it was asked about.
 */
export function lookedAt(diagnosis: Diagnosis, references: ReferenceList): number[] {
  const read = diagnosis.readings.filter(({ outcome }) => outcome === 'read');
  const numbers = [...Map.groupBy(read, ({ source }) => source)]
    .slice(0, mostSources)
    .map(([source, looks]) => references.add({ source, says: saysOf(looks), at: looks.at(-1)?.at ?? diagnosis.taken_at }));
  return [...numbers, references.ofDiagnosis(diagnosis)];
}

/** What could not be, or was not, looked at: without it an answer would claim more than is known. */
export function notLookedAt(diagnosis: Diagnosis, references: ReferenceList): Paragraph[] {
  if (diagnosis.unlooked.length === 0) return [];
  const proof = [references.ofDiagnosis(diagnosis)];
  const words = diagnosis.unlooked.map((sentence) => ({ text: asSentence(foreignText(sentence, 500)), references: proof }));
  return [{ heading: t('What was not looked at'), words, list: 'bulleted' }];
}

function saysOf(looks: readonly Reading[]): string {
  const names = listedNames(looks.map(({ about }) => about).filter((about) => about !== ''));
  if (names === '') return counted(looks.length, t('read once'), t('read {0} times', looks.length));
  return t('read: {0}', names);
}
