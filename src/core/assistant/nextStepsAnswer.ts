import { asSentence } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import { mendedBeginningWith } from '../diagnosis/groupSteps.ts';
import { isUnderWay } from '../diagnosis/underWay.ts';
import type { NextStep, NextSteps } from '../jobs/diagnosis/nextSteps.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { counted, t } from '../text.ts';
import type { Answer, FollowUp, Paragraph, Words } from './answer.ts';
import { listedFindings } from './listedFindings.ts';
import { lookedAt, notLookedAt } from './lookedAt.ts';
import { offersOf } from './offers.ts';
import { placeOf } from './place.ts';
import { ReferenceList } from './referenceList.ts';

/** How many steps of one kind are told. */
const mostSteps = 10;

/** What is left to do, in plain words: how much, then ours first, then what others have to do. */
export function nextStepsAnswer(next: NextSteps): Answer {
  const { diagnosis, steps } = next;
  const references = new ReferenceList();
  const proofOf = (step: NextStep): number[] => {
    const cause = diagnosis.causes[step.cause];
    return cause === undefined ? [references.ofDiagnosis(diagnosis)] : references.ofCause(cause, diagnosis.taken_at);
  };
  const headline: Words = {
    text: headlineOf(next),
    // Each step brings its own proof; that there is none is proved by what was looked at.
    references: steps.length > 0 ? [references.ofDiagnosis(diagnosis)] : lookedAt(diagnosis, references),
  };
  const awaited = listedFindings(diagnosis.notes.filter(isUnderWay), (finding) => references.ofFinding(finding, diagnosis.taken_at));
  const paragraphs = [
    ...stepParagraph(t('For you'), steps, 'you', proofOf),
    ...stepParagraph(t('For partners'), steps, 'partner', proofOf),
    ...stepParagraph(t('For the service'), steps, 'service', proofOf),
    ...(awaited.length === 0 ? [] : [{ heading: t('Under way'), words: awaited, list: 'bulleted' as const }]),
    ...notLookedAt(diagnosis, references),
  ];
  return { headline, paragraphs, references: references.all, offers: offersOf(findingsOf(next)), followUps: followUpsOf(steps) };
}

/** What the steps are about: what is offered for several alike mends them all. */
function findingsOf({ diagnosis: { causes }, steps }: NextSteps): ReportedFinding[] {
  const findings = causes.map(({ finding }) => finding);
  return steps.flatMap(({ cause }) => mendedBeginningWith(findings[cause], findings));
}

function headlineOf({ diagnosis, steps }: NextSteps): string {
  const place = placeOf(diagnosis);
  const ours = steps.filter(({ who }) => who === 'you').length;
  const others = steps.length - ours;
  if (ours > 0)
    return [
      counted(ours, t('1 thing is left for you to do in {0}.', place), t('{0} things are left for you to do in {1}.', ours, place)),
      ...(others === 0 ? [] : [counted(others, t('1 more waits for somebody else.'), t('{0} more wait for others.', others))]),
    ].join(' ');
  if (others > 0)
    return counted(
      others,
      t('Nothing is left for you to do in {0}; somebody else has 1 thing to do.', place),
      t('Nothing is left for you to do in {0}; others have {1} things to do.', place, others),
    );
  switch (diagnosis.state) {
    case 'ready':
      return t('All is ready in {0}: nothing is left to do.', place);
    case 'waiting':
      return t('Nothing is left for you to do in {0}; somebody else has yet to answer.', place);
    case 'not_ready':
    case 'unknown':
      return t('No step is known for {0}, and it is not known to be ready.', place);
  }
}

function stepParagraph(
  heading: string,
  steps: readonly NextStep[],
  who: NextStep['who'],
  proofOf: (step: NextStep) => number[],
): Paragraph[] {
  const theirs = steps.filter((step) => step.who === who);
  const words = theirs.slice(0, mostSteps).map((step): Words => {
    const gain = step.gain === '' ? '' : ` ${asSentence(foreignText(step.gain, 300))}`;
    return { text: `${asSentence(foreignText(step.sentence, 300))}${gain}`, references: proofOf(step) };
  });
  const next = theirs[mostSteps];
  const more = theirs.length - mostSteps;
  const rest: Words[] =
    next === undefined ? [] : [{ text: counted(more, t('And 1 more.'), t('And {0} more.', more)), references: proofOf(next) }];
  return words.length === 0 ? [] : [{ heading, words: [...words, ...rest], list: 'numbered' }];
}

/** Prompts hold no word of others. */
function followUpsOf(steps: readonly NextStep[]): FollowUp[] {
  return [
    ...(steps.length === 0
      ? [{ label: t('Report'), command: 'report' as const, prompt: '' }]
      : [{ label: t('Why is that so?'), command: 'diagnose' as const, prompt: '' }]),
    ...(steps.some(({ who }) => who === 'you') ? [{ label: t('Show the plan'), command: 'plan' as const, prompt: '' }] : []),
    { label: t('Look again'), command: 'next', prompt: '' },
  ];
}
