import { answerJson, ForeignWords, idOrWords, type AnswerValue } from '../tools/answer.ts';
import type { Answer, AssistantCommand, Words } from './answer.ts';

/** What a model is to word. */
export interface WordingMaterial {
  command: AssistantCommand;
  answer: Answer;
  /** What was asked and answered before, in short; empty for nothing. */
  history: string;
}

/**
 * The material as JSON: all words, of whomever they are, stand in `untrusted_text`, because names of others may be in any of
 * them. @param cleaned what is done to each text before it may leave the machine
 */
export function materialJson({ command, answer, history }: WordingMaterial, cleaned: (text: string) => string): string {
  const { headline, paragraphs, references, offers } = answer;
  const words = (text: string, longest = 600): ForeignWords => new ForeignWords(cleaned(text), longest);
  const said = ({ text, references: proof }: Words): AnswerValue => ({ text: words(text), references: proof });
  const used = new Set([headline, ...paragraphs.flatMap((paragraph) => paragraph.words)].flatMap((each) => each.references));
  const material = answerJson({
    summary: 'What the checks found, and what proves it.',
    data: {
      command,
      headline: said(headline),
      paragraphs: paragraphs.map(({ heading, words: inside }) => ({
        heading: heading === '' ? undefined : words(heading),
        sentences: inside.map(said),
      })),
      // A reference keeps its number where others are left out.
      references: references.flatMap(({ source, says }, index): AnswerValue[] =>
        used.has(index + 1) ? [{ number: index + 1, source: idOrWords(cleaned(source)), says: words(says) }] : [],
      ),
      offers: offers.map(({ title }) => words(title)),
      earlier: history === '' ? undefined : new ForeignWords(cleaned(history), 4000, { lines: true }),
    },
  });
  return JSON.stringify(material);
}
