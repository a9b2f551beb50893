import { diagnosisHeadline } from '../../assistant/diagnosisHeadline.ts';
import { toldCauses } from '../../assistant/toldCauses.ts';
import type { Cause, Diagnosis, Reading } from '../../diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../jobs/report.ts';
import { counted, t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { findingData, subjectData } from './findingData.ts';

/** Beyond these a model reads numbers only. */
const mostCauses = 10;
const mostExplained = 20;

/**
 * Why something does not work. Causes that are one thing to do are told, and counted, as one, as everywhere else.
 * @param connection as the caller named it: it stands in the calls as well
 */
export function diagnosisToolAnswer(found: Diagnosis, connection?: string): ToolAnswer {
  const diagnosis = { ...found, causes: toldCauses(found.causes) };
  return {
    summary: [stateSentence(diagnosis), causesSentence(diagnosis), unlookedSentence(diagnosis)].filter((part) => part !== '').join(' '),
    data: diagnosisData(diagnosis, connection),
  };
}

/** The whole of a diagnosis, each cause before what it explains. */
function diagnosisData(diagnosis: Diagnosis, connection?: string): Record<string, AnswerValue> {
  const { about, state, causes, notes, unlooked, readings, taken_at } = diagnosis;
  const told = firstOf(causes, (cause) => causeData(cause, connection), mostCauses);
  const others = firstOf(notes, (note) => findingData(note, connection), mostCauses);
  const untold = firstOf(unlooked, (sentence) => new ForeignWords(sentence, 500));
  return {
    ok: state === 'ready' || state === 'waiting',
    state,
    headline: new ForeignWords(diagnosisHeadline(diagnosis), 600),
    connection: diagnosedConnection(diagnosis),
    about:
      about === undefined
        ? undefined
        : {
            kind: about.kind,
            name: new ForeignWords(about.name),
            clean_room: about.room === undefined ? undefined : new ForeignWords(about.room),
          },
    causes: told.entries,
    more_causes: told.more,
    notes: others.entries,
    more_notes: others.more,
    not_looked_at: untold.entries,
    more_not_looked_at: untold.more,
    looked_at: lookedAt(readings),
    taken_at,
  };
}

/** Which connection a diagnosis is about. */
export function diagnosedConnection({ connection: { name, account_id: account, region, sandbox } }: Diagnosis): AnswerValue {
  return { name: idOrWords(name), account: idOrWords(account), region: idOrWords(region), sandbox: sandbox ? true : undefined };
}

/** A root cause, with what shows it and what goes once it is mended. */
export function causeData(cause: Cause, connection?: string): Record<string, AnswerValue> {
  const explained = firstOf(cause.explains, shortFindingData, mostExplained);
  return { ...datedFindingData(cause, connection), explains: explained.entries, more_explained: explained.more };
}

/** A root cause alone, with what shows it, where that is from and when it was looked at. */
export function datedFindingData({ finding, evidence }: Cause, connection?: string): Record<string, AnswerValue> {
  return {
    ...findingData(finding, connection),
    evidence: evidence.map(({ says, source, at }) => ({ says: new ForeignWords(says, 500), source: idOrWords(source), at })),
  };
}

/** What a finding is, without what is told about it elsewhere. */
export function shortFindingData({ id, subject, title }: ReportedFinding): Record<string, AnswerValue> {
  return { id: idOrWords(id), title: new ForeignWords(title), subject: subjectData(subject) };
}

/** How it stands, in a sentence wholly ours. */
export function stateSentence({ state }: Diagnosis): string {
  switch (state) {
    case 'ready':
      return t('Ready: nothing was found that keeps it from working.');
    case 'waiting':
      return t('Waiting: a partner or the service has to act, nothing is left to do on our side.');
    case 'not_ready':
      return t('Not ready: something is left to do on our side.');
    case 'unknown':
      return t('Not known: not enough could be read to tell.');
  }
}

/** What could not be looked at is not "in order". */
export function unlookedSentence({ unlooked }: Diagnosis): string {
  return unlooked.length === 0
    ? ''
    : counted(
        unlooked.length,
        t('1 thing was not looked at; nothing is known of it.'),
        t('{0} things were not looked at; nothing is known of them.', unlooked.length),
      );
}

function causesSentence({ causes }: Diagnosis): string {
  if (causes.length === 0) return '';
  const explained = causes.reduce((sum, { explains }) => sum + explains.length, 0);
  return [
    counted(
      causes.length,
      t('1 root cause, with its evidence.'),
      t('{0} root causes, worst first, each with its evidence.', causes.length),
    ),
    explained === 0
      ? ''
      : counted(explained, t('Besides 1 finding that it explains.'), t('Besides {0} findings that they explain.', explained)),
    t('Where a remedy has a "call", that tool mends it with that input, after its plan has been agreed to; otherwise a person has to.'),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Operations and files, with how often each was read and how often that failed. */
function lookedAt(readings: readonly Reading[]): AnswerValue {
  return [...Map.groupBy(readings, ({ source }) => source)].map(([source, of]) => {
    const failed = of.filter(({ outcome }) => outcome === 'failed').length;
    return { source: idOrWords(source), times: of.length, failed: failed === 0 ? undefined : failed };
  });
}
