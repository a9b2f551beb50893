import { t } from '../text.ts';
import type { Answer, Paragraph } from './answer.ts';
import { localTime, type TimeStyle } from './localTime.ts';

/** What the numbers of an answer stand for, as plain text. */
export interface SourceList {
  heading: string;
  /** In the order of the numbers, from 1 on, without them. */
  lines: string[];
}

/** Looks that lie no further apart (milliseconds) have their time once, in the heading. */
const sameTime = 60_000;

/**
 * Each source with the time at which it was looked at and what it said. What stands word for word in `told` is not said again.
 * @param told the paragraphs that the reader sees; none where somebody else words them
 */
export function sourceList(references: Answer['references'], told: readonly Paragraph[], style: TimeStyle): SourceList {
  const sentences = told.flatMap(({ words }) => words.map(({ text }) => text)).join('\n');
  const moments = references.map(({ at }) => Date.parse(at));
  const newest = Math.max(...moments);
  // NaN where one of them is no moment.
  const atOnce = newest - Math.min(...moments) <= sameTime;
  const lines = references.map(({ source, says, at }) => {
    const where = atOnce ? source : t('{0}, {1}', source, localTime(at, style));
    return sentences.includes(says) ? where : t('{0}: {1}', where, says);
  });
  return { heading: atOnce ? t('Sources, looked at {0}', localTime(new Date(newest).toISOString(), style)) : t('Sources'), lines };
}
