import { CleanRoomError } from '../errors.ts';
import { terminalText } from '../terminalText.ts';
import { counted, t } from '../text.ts';
import type { Answer, AssistantCommand } from './answer.ts';
import { instructions } from './instructions.ts';
import type { Masking } from './masking.ts';
import { withoutSecrets } from './secrets.ts';
import { materialJson, type WordingMaterial } from './wordingMaterial.ts';

export interface WordingRequest {
  /** As the person typed it. */
  question: string;
  command: AssistantCommand;
  answer: Answer;
  /** What was asked and answered before, in short; empty for nothing. */
  history?: string;
  /** Undefined where the person, or a model on this machine, wants the words as they are. */
  masking?: Masking | undefined;
}

/** What a model gets: messages of the person, since no other kind is allowed everywhere. */
export interface Wording {
  messages: string[];
  /** Of all messages. */
  characters: number;
  limit: number;
  /** What did not fit, in sentences. */
  leftOut: string[];
}

/** Some six thousand tokens. */
export const wordingLimit = 24_000;
const longestQuestion = 2000;

/**
 * What a model is given to word an answer, within a limit: what matters least is left out first, and that is said. Raises
 * `invalid_input` where not even the headline fits.
 */
export function wordingMessages({ question, command, answer, history = '', masking }: WordingRequest, limit = wordingLimit): Wording {
  const cleaned = (text: string): string => {
    const safe = withoutSecrets(text);
    return masking === undefined ? safe : masking.mask(safe);
  };
  const asked = questionIn(cleaned(question), longestQuestion);
  for (const { material, leftOut } of lessAndLess({ command, answer, history })) {
    const messages = [instructions, `${materialJson(material, cleaned)}\n\n${asked}`];
    const characters = messages.reduce((sum, { length }) => sum + length, 0);
    if (characters <= limit) return { messages, characters, limit, leftOut };
  }
  throw new CleanRoomError(
    'invalid_input',
    t('The question and its answer need more than the {0} characters that a model may be given.', limit),
    {
      remedy: t('Ask more shortly; the answer without a model is complete.'),
    },
  );
}

/** The question between two lines of tildes, of which it holds no line that is as long. */
function questionIn(question: string, longest: number): string {
  const text = terminalText(question.length > longest ? `${question.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : question).trim();
  const runs = text.match(/~+/g) ?? [];
  const fence = '~'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence} question\n${text}\n${fence}`;
}

interface Trimmed {
  material: WordingMaterial;
  leftOut: string[];
}

/** The material, then with less and less of it: earlier turns go first, then paragraphs from the last on, then buttons. */
function* lessAndLess(material: WordingMaterial): Generator<Trimmed, void, undefined> {
  yield { material, leftOut: [] };
  const leftOut = material.history === '' ? [] : [t('What was asked and answered before was left out.')];
  const shorter = { ...material, history: '' };
  yield { material: shorter, leftOut };
  const { paragraphs } = shorter.answer;
  for (let kept = paragraphs.length - 1; kept >= 0; kept -= 1) {
    const gone = paragraphs.length - kept;
    const answer = { ...shorter.answer, paragraphs: paragraphs.slice(0, kept), offers: kept === 0 ? [] : shorter.answer.offers };
    yield {
      material: { ...shorter, answer },
      leftOut: [...leftOut, counted(gone, t('1 paragraph was left out.'), t('{0} paragraphs were left out.', gone))],
    };
  }
}
