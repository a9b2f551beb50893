import { foreignText } from '../foreignText.ts';

/**
 * A text that is data as a code span, in which neither links, mentions, references nor HTML count (CommonMark 6.1). What
 * could end the span or a table's cell is replaced by a look-alike; the JSON report has the text as it is.
 */
export function inlineCode(text: string): string {
  const clean = foreignText(text, 500).replaceAll('`', '´').replaceAll('|', '¦');
  return clean === '' ? '–' : `\`${clean}\``;
}

/** A table whose columns also stand below each other in a terminal. Cells are Markdown already and hold no bar. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((heading, column) => Math.max(3, heading.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
