import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { foreignText } from '../../core/foreignText.ts';
import { counted, t } from '../../core/text.ts';

/** Everything that was looked at for an answer, in order, as a text to read. What was not looked at stands at the end. */
export function readingsText(
  { connection, about, readings, unlooked, taken_at: takenAt }: Diagnosis,
  timeOf: (at: string) => string,
): string {
  const subject = [about?.name, about?.room === about?.name ? undefined : about?.room].filter((part) => part !== undefined);
  const place = [connection.account_id, connection.name, connection.region, connection.sandbox ? t('sandbox') : ''];
  return [
    t('What was looked at on {0}', timeOf(takenAt)),
    place
      .filter((part) => part !== '')
      .map((part) => foreignText(part))
      .join(' · '),
    ...(subject.length === 0 ? [] : [subject.map((part) => foreignText(part)).join(' · ')]),
    '',
    ...readings.map(({ source, about: what, at, outcome }) =>
      [timeOf(at), foreignText(source), foreignText(what), outcome === 'failed' ? t('gave an error') : '']
        .filter((part) => part !== '')
        .join('  '),
    ),
    ...(readings.length === 0 ? [t('Nothing.')] : []),
    ...(unlooked.length === 0 ? [] : ['', t('Not looked at:'), ...unlooked.map((sentence) => `- ${foreignText(sentence, 500)}`)]),
    '',
  ].join('\n');
}

/** How much was looked at, and how much of that gave an error. */
export function readingsCount({ readings }: Pick<Diagnosis, 'readings'>): string {
  const failed = readings.filter(({ outcome }) => outcome === 'failed').length;
  const all = counted(readings.length, t('1 look'), t('{0} looks', readings.length));
  return failed === 0 ? all : t('{0}, {1} of them failed', all, failed);
}

/** The distinct sources, in order, each once. */
export function sourcesOf({ readings }: Pick<Diagnosis, 'readings'>, most: number): { sources: string[]; more: number } {
  const all = [...new Set(readings.map(({ source }) => source))];
  return { sources: all.slice(0, most), more: Math.max(0, all.length - most) };
}
