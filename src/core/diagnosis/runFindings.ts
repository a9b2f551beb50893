import { asSentence } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { QuestionRun } from '../model/question.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { t } from '../text.ts';
import { aboutFailedRun } from './partnerMail.ts';
import { questionSubject, statusEvidence, type QuestionInRoom } from './questionInRoom.ts';

/** The ends of a run without a result (getAllCleanroomQuestionRuns: status); PENDING_RETRY is not the end. */
const failedStatuses: ReadonlySet<string> = new Set(['FAILED', 'ERROR', 'PARTNER_FAILED']);

/** The newest run, where it failed; undefined where it did not, or there is none. */
export function newestFailure(runs: readonly QuestionRun[]): QuestionRun | undefined {
  const [newest] = [...runs].sort((a, b) => (b.submittedAt ?? '').localeCompare(a.submittedAt ?? ''));
  return newest !== undefined && failedStatuses.has(newest.status) ? newest : undefined;
}

/** A question that is not READY cannot be run: createCleanroomQuestionRun answers 412. */
export function runRefused(connection: Connection, place: QuestionInRoom): Finding {
  const { room, question } = place;
  return {
    id: 'run.refused',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: questionSubject(place),
    title: t(
      'A run of the question "{0}" in {1} is refused (412): its status is {2}, not READY.',
      foreignText(question.name),
      roomTitle(room),
      foreignText(question.status),
    ),
    evidence: [statusEvidence(question)],
    remedies: [{ title: t('In the LiveRamp console look at what the question waits for; run it once it is READY.') }],
  };
}

/**
 * The newest run of a question failed; why is said in the service's own words.
 * @param bringers the other organisations whose datasets the question reads, as far as that was looked at
 * @param signature how a mail to them ends
 */
export function runFailed(
  connection: Connection,
  place: QuestionInRoom,
  { name, status, submittedAt, failureReason, isRetryable }: QuestionRun,
  { bringers, signature }: { bringers: readonly string[]; signature: string },
): Finding {
  const question = foreignText(place.question.name);
  const reason = failureReason === undefined ? undefined : foreignText(failureReason, 400);
  const ask = (partner: string): Remedy => ({
    title: t('Ask {0} about it', foreignText(partner)),
    text: aboutFailedRun({ room: place.room, partner, signature }, question, reason),
  });
  return {
    id: 'run.failed',
    severity: 'warning',
    waitsFor: status === 'PARTNER_FAILED' ? 'partner' : 'you',
    connectionId: connection.id,
    subject: questionSubject(place),
    title: t(
      'The newest run of the question "{0}" in {1} failed: {2}',
      question,
      roomTitle(place.room),
      asSentence(reason ?? t('the service gives no reason')),
    ),
    evidence: [
      t('getAllCleanroomQuestionRuns: "{0}" of {1} is {2}.', foreignText(name), submittedAt ?? '?', foreignText(status)),
      ...(reason === undefined ? [] : [t('The service says: {0}', reason)]),
    ],
    remedies: [
      {
        title:
          isRetryable === true
            ? t(
                'Mend what the reason names, if anything, and run it again in the LiveRamp console: the service says that it can be retried.',
              )
            : t('Mend what the reason names, then run it again in the LiveRamp console.'),
      },
      ...bringers.map(ask),
    ],
  };
}
