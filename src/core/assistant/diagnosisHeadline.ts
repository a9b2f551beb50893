import { asSentence } from '../errors.ts';
import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import { foreignText } from '../foreignText.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { t } from '../text.ts';
import { placeOf } from './place.ts';

/** What is so, in a sentence: the state, and the first cause where there is one. */
export function diagnosisHeadline(diagnosis: Diagnosis): string {
  const { state, causes, about } = diagnosis;
  const place = placeOf(diagnosis);
  const whole = about === undefined || about.kind === 'connection';
  const count = causes.length;
  const first = causes[0]?.finding;
  if (first === undefined) {
    switch (state) {
      case 'ready':
        return whole ? asSentence(allWorks(diagnosis)) : t('{0} is ready.', place);
      case 'unknown':
        return t('Whether {0} is ready cannot be told: not enough could be read.', place);
      case 'waiting':
        return whole
          ? t('Nothing is wrong in {0}; somebody else has yet to answer.', place)
          : t('{0} is not ready yet: only a partner or the service can change that.', place);
      case 'not_ready':
        return t('{0} is not ready, and no check says why.', place);
    }
  }
  const title = titleSentence(first.title);
  if (count === 1 && saysItself(diagnosis, first)) return title;
  switch (state) {
    case 'ready':
      return whole ? t('{0}, but: {1}', allWorks(diagnosis), afterColon(title)) : t('{0} is ready, but: {1}', place, afterColon(title));
    case 'unknown':
      return t('Whether {0} is ready cannot be told: {1}', place, afterColon(title));
    case 'waiting':
      return count === 1
        ? t('{0} waits for somebody else: {1}', place, afterColon(title))
        : t('{0} waits for others, for {1} reasons; the first: {2}', place, count, afterColon(title));
    case 'not_ready':
      if (causes.every(worksAllTheSame)) {
        const works = whole ? allWorks(diagnosis) : t('{0} works', place);
        return count === 1
          ? t('{0}, but: {1}', works, afterColon(title))
          : t('{0}, but {1} things should be put right; the first: {2}', works, count, afterColon(title));
      }
      if (whole)
        return count === 1
          ? t('In {0} something does not work: {1}', place, afterColon(title))
          : t('In {0}, {1} things do not work; the first: {2}', place, count, afterColon(title));
      return count === 1
        ? t('{0} is not ready: {1}', place, afterColon(title))
        : t('{0} is not ready, for {1} reasons; the first: {2}', place, count, afterColon(title));
  }
}

/** Without the full stop: something may follow. Whoever could not look everywhere does not know that everything works. */
function allWorks(diagnosis: Diagnosis): string {
  const place = placeOf(diagnosis);
  return diagnosis.readings.some(({ outcome }) => outcome === 'failed')
    ? t('Everything works in {0}, as far as it could be looked at', place)
    : t('Everything works in {0}', place);
}

/** What somebody should put right though it keeps nothing from being ready. */
const untidy: ReadonlySet<string> = new Set([
  'association.misnamed',
  'association.double',
  'invitation.pending',
  'invitation.untrusted_creator',
  'membership.not_in_configuration',
]);

function worksAllTheSame({ finding, explains }: Cause): boolean {
  return [finding, ...explains].every(({ id, severity }) => severity !== 'error' && untidy.has(id));
}

/** A finding's title as a whole sentence. */
export function titleSentence(title: string): string {
  return asSentence(foreignText(title, 500));
}

/** A finding about readiness names the table and says that it is not ready; others begin with what was asked about. */
function saysItself(diagnosis: Diagnosis, { id, title }: Pick<ReportedFinding, 'id' | 'title'>): boolean {
  if (id.startsWith('schema.')) return true;
  return diagnosis.state === 'not_ready' && (diagnosis.about?.kind === 'invitation' || title.startsWith(`${placeOf(diagnosis)} `));
}

/** The article with which an English title begins is small after a colon. */
function afterColon(title: string): string {
  return title.replace(/^(?:The|No|A|An|This|It) /, (article) => article.toLowerCase());
}
