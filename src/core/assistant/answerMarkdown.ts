import type { Answer, Paragraph, Words } from './answer.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import type { TimeStyle } from './localTime.ts';
import { sourceList } from './sourceList.ts';

/** An answer as Markdown in which nothing but our own bold type and lists counts. Buttons are the host's. */
export function answerMarkdown(answer: Answer, style: TimeStyle = {}): string {
  return [headlineMarkdown(answer), ...answer.paragraphs.map(paragraphMarkdown), sourcesMarkdown(answer, answer.paragraphs, style)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What is so. A host shows it before anything that a model has worded. */
export function headlineMarkdown({ headline }: Pick<Answer, 'headline'>): string {
  const { text, references } = headline;
  return `**${escapeMarkdown(text)}**${cited(references)}`;
}

/** Why, what follows, what to do. */
export function paragraphsMarkdown({ paragraphs }: Pick<Answer, 'paragraphs'>): string {
  return paragraphs.map(paragraphMarkdown).join('\n\n');
}

/** What the numbers stand for. @param told what of the answer the reader sees in our words; see `sourceList` */
export function sourcesMarkdown(
  { references }: Pick<Answer, 'references'>,
  told: readonly Paragraph[] = [],
  style: TimeStyle = {},
): string {
  if (references.length === 0) return '';
  const { heading, lines } = sourceList(references, told, style);
  const items = lines.map((line, index) => `- ${escapeMarkdown(`[${index + 1}]`)} ${escapeMarkdown(line)}`);
  return [`**${escapeMarkdown(heading)}**`, '', ...items].join('\n');
}

function paragraphMarkdown({ heading, words, list }: Paragraph): string {
  const lines = words.map((each, index) => `${marker(list, index)}${wordsMarkdown(each)}`);
  const body = list === 'none' ? lines.join(' ') : lines.join('\n');
  return heading === '' ? body : `**${escapeMarkdown(heading)}**\n\n${body}`;
}

function marker(list: Paragraph['list'], index: number): string {
  switch (list) {
    case 'none':
      return '';
    case 'bulleted':
      return '- ';
    case 'numbered':
      return `${index + 1}. `;
  }
}

function wordsMarkdown({ text, references }: Words): string {
  return `${escapeMarkdown(text)}${cited(references)}`;
}

function cited(references: readonly number[]): string {
  return references.length === 0 ? '' : ` ${escapeMarkdown(references.map((number) => `[${number}]`).join(''))}`;
}
