import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { counted, t } from '../text.ts';
import type { Answer, FollowUp, Paragraph, Words } from './answer.ts';
import { causeParagraphs } from './causeParagraphs.ts';
import { diagnosisHeadline } from './diagnosisHeadline.ts';
import { listedFindings } from './listedFindings.ts';
import { offersOf } from './offers.ts';
import { ReferenceList } from './referenceList.ts';
import { lookedAt, notLookedAt } from './lookedAt.ts';
import { toldCauses } from './toldCauses.ts';

/** How many causes are told in full; the others stand in a list. */
const mostInFull = 3;

/** A diagnosis in plain words. @param found what was found @param now tells how long ago it was made */
export function diagnosisAnswer(found: Diagnosis, { now = new Date() }: { now?: Date } = {}): Answer {
  const diagnosis = { ...found, causes: toldCauses(found.causes) };
  const references = new ReferenceList();
  const { causes, notes, taken_at: takenAt } = diagnosis;
  const [first] = causes;
  const headline: Words = {
    text: diagnosisHeadline(diagnosis),
    references: first === undefined ? lookedAt(diagnosis, references) : references.ofCause(first, takenAt),
  };
  const inFull = causes.slice(0, mostInFull);
  const others = causes.slice(mostInFull);
  const paragraphs = [
    ...inFull.flatMap((cause, index) =>
      causeParagraphs(cause, diagnosis, references, causes.length === 1 ? 'the only one' : { number: index + 1 }),
    ),
    ...otherCauses(others, found, references),
    ...listed(
      t('Worth knowing'),
      listedFindings(notes, (finding) => references.ofFinding(finding, takenAt)),
    ),
    ...notLookedAt(diagnosis, references),
    ...aboutItself(diagnosis, references, now),
  ];
  const findings = causes.map(({ finding }) => finding);
  return { headline, paragraphs, references: references.all, offers: offersOf(findings), followUps: followUpsOf(diagnosis) };
}

function otherCauses(others: readonly Cause[], { causes, taken_at: takenAt }: Diagnosis, references: ReferenceList): Paragraph[] {
  const alone = new Set(causes.map(({ finding }) => finding));
  const causeOf = new Map(others.map((cause) => [cause.finding, cause]));
  const referencesOf = (finding: ReportedFinding): number[] => {
    const cause = causeOf.get(finding);
    return cause === undefined ? references.ofFinding(finding, takenAt) : references.ofCause(cause, takenAt);
  };
  // What stands for many already is on a line of its own.
  const words = listedFindings([...causeOf.keys()], referencesOf, (finding) => (alone.has(finding) ? finding.id : finding));
  return listed(counted(others.length, t('1 more cause'), t('{0} more causes', others.length)), words);
}

/** That it is a sandbox, or some minutes old. */
function aboutItself(diagnosis: Diagnosis, references: ReferenceList, now: Date): Paragraph[] {
  const minutes = Math.floor((now.getTime() - Date.parse(diagnosis.taken_at)) / 60_000);
  const sentences = [
    ...(diagnosis.connection.sandbox ? [t('This is a sandbox, not the real service.')] : []),
    ...(minutes >= 2 ? [t('This was looked at {0} minutes ago and may have changed since.', minutes)] : []),
  ];
  if (sentences.length === 0) return [];
  const proof = [references.ofDiagnosis(diagnosis)];
  return [{ heading: '', words: sentences.map((text) => ({ text, references: proof })), list: 'none' }];
}

/** Nothing at all for an empty list. */
function listed(heading: string, words: Words[]): Paragraph[] {
  return words.length === 0 ? [] : [{ heading, words, list: 'bulleted' }];
}

/** Some ids end with a code of a service; one that is no code is no word of ours. */
const findingId = /^[a-z_]+\.[a-z_]+$/;

/** Prompts hold no word of others: what they are about is known from the answer that they follow. */
function followUpsOf({ state, causes }: Diagnosis): FollowUp[] {
  const id = causes[1]?.finding.id ?? '';
  const second = findingId.test(id) ? id : undefined;
  return [
    ...(second === undefined ? [] : [{ label: t('Explain the second cause'), command: 'explain' as const, prompt: second }]),
    ...(causes.length === 0 ? [] : [{ label: t('Show the plan'), command: 'plan' as const, prompt: '' }]),
    ...(state === 'ready' ? [] : [{ label: t('Check again'), command: 'diagnose' as const, prompt: '' }]),
    { label: t('What is left to do?'), command: 'next', prompt: '' },
    ...(state === 'ready' ? [{ label: t('Report'), command: 'report' as const, prompt: '' }] : []),
  ];
}
