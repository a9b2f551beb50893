import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';

/** What a diagnosis is about, for the middle of a sentence: a thing in its clean room, a clean room, or the connection. */
export function placeOf({ about, connection }: Diagnosis): string {
  if (about === undefined || about.kind === 'connection') return connectionPlace(connection);
  const name = foreignText(about.name, 100);
  return about.room === undefined || about.room === about.name ? t('"{0}"', name) : t('"{0}" in "{1}"', name, foreignText(about.room, 100));
}

/** Account and Region, or organisation and host, as everywhere; of one that was never opened only what is known. */
function connectionPlace({ account_id: accountId, name, region, sandbox }: Diagnosis['connection']): string {
  const [first = name, ...others] = [...new Set([accountId, name, region, sandbox ? t('sandbox') : ''])].filter((part) => part !== '');
  return others.length === 0 ? foreignText(first, 100) : `${foreignText(first, 100)} (${foreignText(others.join(', '), 150)})`;
}
