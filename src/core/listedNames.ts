import { foreignText } from './foreignText.ts';
import { t } from './text.ts';

/** Names in a row, for a sentence: the first of them, and how many there are beside them. */
export function listedNames(names: readonly string[], most = 3): string {
  const distinct = [...new Set(names)];
  const told = distinct.slice(0, most).map((name) => foreignText(name, 100));
  const more = distinct.length - told.length;
  return [...told, ...(more > 0 ? [t('and {0} more', more)] : [])].join(', ');
}
