import { foreignText } from '../core/foreignText.ts';

/** A word that a shell takes as one, and as nothing but a word. */
export function shellWord(text: string): string {
  return /^[\w./:@=+-]+$/.test(text) ? text : `'${foreignText(text).replaceAll("'", "'\\''")}'`;
}
