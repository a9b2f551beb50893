import type { Answer, Paragraph } from './answer.ts';
import type { TimeStyle } from './localTime.ts';
import { sourceList } from './sourceList.ts';

/** An answer for a terminal. Its words have been cleaned already, so none can move the cursor. */
export function answerText({ headline, paragraphs, references }: Answer, style: TimeStyle = {}): string {
  const { heading, lines } = sourceList(references, paragraphs, style);
  return [
    `${headline.text}${cited(headline.references)}`,
    ...paragraphs.flatMap((paragraph) => ['', ...paragraphLines(paragraph)]),
    ...(lines.length === 0 ? [] : ['', heading, ...lines.map((line, index) => `  [${index + 1}] ${line}`)]),
    '',
  ].join('\n');
}

function paragraphLines({ heading, words, list }: Paragraph): string[] {
  const lines = words.map(({ text, references }, index) => {
    const marker = list === 'numbered' ? `${index + 1}. ` : list === 'bulleted' ? '• ' : '';
    return `${heading === '' ? '' : '  '}${marker}${text}${cited(references)}`;
  });
  return [...(heading === '' ? [] : [heading]), ...lines];
}

function cited(references: readonly number[]): string {
  return references.length === 0 ? '' : ` ${references.map((number) => `[${number}]`).join('')}`;
}
