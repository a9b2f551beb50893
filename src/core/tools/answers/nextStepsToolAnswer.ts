import { mendedBeginningWith } from '../../diagnosis/groupSteps.ts';
import type { NextSteps } from '../../jobs/diagnosis/nextSteps.ts';
import { counted, t } from '../../text.ts';
import { firstOf, ForeignWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { callData, remedyCall } from '../remedyCall.ts';
import { diagnosedConnection, shortFindingData, stateSentence, unlookedSentence } from './diagnosisToolAnswer.ts';

/** What is left to do, in order. @param connection as the caller named it: it stands in the calls as well */
export function nextStepsToolAnswer({ diagnosis, steps, standing }: NextSteps, connection?: string): ToolAnswer {
  const ours = steps.filter(({ who }) => who === 'you').length;
  const { entries, more } = firstOf(steps, (step) => stepData(step, diagnosis, connection));
  return {
    summary: [
      stateSentence(diagnosis),
      steps.length === 0
        ? ''
        : t('Steps: {0}, of them ours: {1}, of partners or the service: {2}.', steps.length, ours, steps.length - ours),
      steps.length === 0
        ? ''
        : counted(
            steps.length,
            t('diagnose_clean_rooms tells its evidence.'),
            t('They stand in their order; diagnose_clean_rooms tells their evidence.'),
          ),
      unlookedSentence(diagnosis),
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: diagnosis.state === 'ready' || diagnosis.state === 'waiting',
      state: diagnosis.state,
      connection: diagnosedConnection(diagnosis),
      standing: standing === '' ? undefined : new ForeignWords(standing, 500),
      steps: entries,
      more_steps: more,
      not_looked_at: diagnosis.unlooked.map((sentence) => new ForeignWords(sentence, 500)),
      taken_at: diagnosis.taken_at,
    },
  };
}

function stepData(
  { sentence, who, gain, cause }: NextSteps['steps'][number],
  { causes }: NextSteps['diagnosis'],
  connection?: string,
): AnswerValue {
  const { finding } = causes[cause] ?? {};
  const mended = mendedBeginningWith(
    finding,
    causes.map((each) => each.finding),
  );
  const [only, ...others] = mended;
  // A call that mends the first of several would pass for one that mends them all.
  const remedies = only === undefined || others.length > 0 ? [] : only.remedies;
  const [call] = remedies.flatMap((remedy) => remedyCall(remedy, connection) ?? []);
  const text = remedies.find((remedy) => remedy.text !== undefined)?.text;
  return {
    who,
    sentence: new ForeignWords(sentence, 500),
    gain: gain === '' ? undefined : new ForeignWords(gain),
    finding: finding === undefined ? undefined : shortFindingData(finding),
    call: callData(call),
    ready_text: text === undefined ? undefined : new ForeignWords(text, 2000, { lines: true }),
  };
}
