import { foreignText } from '../../core/foreignText.ts';

/** A text of several lines that came from a partner, a service or a file, each line cleaned. */
export function foreignLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => foreignText(line, 4000))
    .join('\n');
}
