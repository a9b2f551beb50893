import { foreignText } from '../foreignText.ts';
import type { AnyIntention } from '../jobs/job.ts';
import { numberOfChanges } from '../jobs/runner.ts';
import { t } from '../text.ts';
import { takingAway } from '../tools/answers/planAnswer.ts';
import { planWords } from '../tools/planWords.ts';
import type { Answer, Offer, Paragraph } from './answer.ts';
import { ReferenceList } from './referenceList.ts';

/**
 * A plan that nobody has carried out, in words.
 * @param at ISO 8601: when it was made
 * @param apply carries it out, after the plan has been made anew and agreed to
 */
export function planAnswer(intention: AnyIntention, { at, apply }: { at: string; apply?: Offer | undefined }): Answer {
  const references = new ReferenceList();
  const words = planWords(intention);
  const title = foreignText(words.title, 500);
  const lines = words.lines.map((line) => foreignText(line, 700));
  const proof = [references.add({ source: t('Plan'), says: title, at })];
  const { plan, files } = intention;
  const nothing = numberOfChanges(plan) === 0 && files.length === 0;
  const taking = takingAway(plan);
  const sentences = [
    nothing ? t('There is nothing to do.') : t('Nothing has been changed: this is what would be done.'),
    ...(taking === 0 ? [] : [t('Changes that delete or take away something that is there: {0}.', taking)]),
  ];
  const told: Paragraph[] = [
    { heading: '', words: sentences.map((text) => ({ text, references: proof })), list: 'none' },
    { heading: t('The plan'), words: lines.map((text) => ({ text, references: proof })), list: 'bulleted' },
  ];
  return {
    headline: { text: title, references: proof },
    paragraphs: told.filter(({ words }) => words.length > 0),
    references: references.all,
    offers: apply === undefined || nothing ? [] : [apply],
    followUps: [
      { label: t('Why is that so?'), command: 'diagnose', prompt: '' },
      { label: t('What is left to do?'), command: 'next', prompt: '' },
    ],
  };
}
