import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import { terminalText } from '../terminalText.ts';
import type { PromptLogEntry } from './promptLog.ts';

type Exchange = Extract<PromptLogEntry, { kind: 'exchange' }>;
type Feedback = Extract<PromptLogEntry, { kind: 'feedback' }>;

/**
 * The log of prompts as a text to read: one exchange after the other, the oldest first, each with what the person thought of
 * it. What was given and answered is set in, so that no line of it looks like one of ours.
 * @param log `incomplete` where lines could not be read
 * @param timeOf a moment (ISO 8601) as the person reads it
 */
export function promptLogText(
  { entries, incomplete }: { entries: readonly PromptLogEntry[]; incomplete: boolean },
  timeOf: (at: string) => string,
): string {
  const exchanges = entries.filter((each): each is Exchange => each.kind === 'exchange');
  const feedback = entries.filter((each): each is Feedback => each.kind === 'feedback');
  const said = (all: readonly Feedback[]): string[] => all.map((each) => feedbackLine(each, timeOf));
  const asked = new Set(exchanges.map(({ id }) => id));
  const others = feedback.filter(({ about }) => !asked.has(about));
  const parts = [
    ...exchanges.map((each) => [...exchangeLines(each, timeOf), ...said(feedback.filter(({ about }) => about === each.id))]),
    ...(others.length === 0 ? [] : [[t('About an answer that no model worded:'), ...said(others)]]),
    ...(incomplete ? [[t('Lines of the log that cannot be read are left out here; an export has them.')]] : []),
  ];
  return terminalText(parts.map((lines) => `${lines.join('\n')}\n`).join('\n\n'));
}

function exchangeLines(
  { at, command, model, masked, prompt, answer, shown, dropped, error }: Exchange,
  timeOf: (at: string) => string,
): string[] {
  return [
    [timeOf(at), `/${command}`, foreignText(model, 200)].join(' · '),
    '',
    masked ? t('Asked (account ids, ARNs and addresses were masked):') : t('Asked (nothing was masked):'),
    setIn(prompt.join('\n\n')),
    '',
    t('Answered:'),
    setIn(answer === '' ? t('(nothing)') : answer),
    '',
    ...(error === undefined ? [] : [t('Error: {0}', foreignText(error, 1000))]),
    [shownWords(shown), ...(dropped === 0 ? [] : [t('Sentences left out, because no finding proves them: {0}.', dropped)])].join(' '),
  ];
}

function shownWords(shown: Exchange['shown']): string {
  switch (shown) {
    case 'wording':
      return t('Shown in the words of the model.');
    case 'template':
      return t('Shown in the words of our templates.');
  }
}

function feedbackLine({ at, helpful, reason }: Feedback, timeOf: (at: string) => string): string {
  const judgement = helpful ? t('helpful') : t('not helpful');
  const why = reason === undefined ? '' : ` (${foreignText(reason, 200)})`;
  return t('Feedback {0}: {1}', timeOf(at), `${judgement}${why}`);
}

function setIn(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
