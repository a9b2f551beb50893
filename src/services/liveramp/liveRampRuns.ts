import { asCleanRoomError } from '../../core/errors.ts';
import type { Question, QuestionRun } from '../../core/model/question.ts';
import type { Questions } from '../../core/partnerService.ts';
import { allPages } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampAllowances } from './liveRampAllowances.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import { lookedFor, type LiveRampWrites } from './liveRampWrites.ts';
import type { AnswerOf } from './operations.ts';

/** GET …/cleanroom-question-runs: the greatest limit. */
const pageSize = 100;

/** Runs of a question: creating one, how far they are, and what was noted about them. */
export function liveRampRuns(
  calls: LiveRampCalls,
  writes: LiveRampWrites,
  known: KnownRooms,
  allowances: LiveRampAllowances,
): Pick<Questions, 'runs' | 'run' | 'audit' | 'createRun'> {
  const runs = async (question: Question, signal?: AbortSignal): Promise<QuestionRun[]> => {
    const rows = await allPages(
      pageSize,
      (query) =>
        calls.read(
          {
            operation: 'getAllCleanroomQuestionRuns',
            parameters: { cleanroomQuestionId: question.id },
            query,
            about: known.about(question.roomId),
          },
          signal,
        ),
      ({ id }) => id,
    );
    return rows.map(toRun);
  };

  return {
    runs,

    async run(runId, signal) {
      await allowances.takeStatusPoll(runId);
      return toRun(await calls.read({ operation: 'getCleanroomQuestionRunById', parameters: { cleanroomQuestionRunId: runId } }, signal));
    },

    async audit(runId, signal) {
      const { auditDetails } = await calls.read(
        { operation: 'getCleanroomQuestionRunAudit', parameters: { cleanroomQuestionRunId: runId } },
        signal,
      );
      return auditDetails.map(({ eventTime, eventType, message }) => ({
        time: eventTime ?? '',
        type: eventType ?? '',
        message: message ?? '',
      }));
    },

    async createRun(question, { name, parameters }, options) {
      const namesakes = async (signal?: AbortSignal) => (await runs(question, signal)).filter((each) => each.name === name);
      // Names need not differ: only one that was not there before is ours.
      const before = new Set((await namesakes(options.signal)).map(({ id }) => id));
      await allowances.takeRun();
      try {
        return await writes.write(
          {
            call: {
              operation: 'createCleanroomQuestionRun',
              parameters: { cleanroomQuestionId: question.id },
              body: { name, parameters: parameters ?? {} },
              about: known.about(question.roomId),
            },
            subject: `${name} of ${known.subjectOf(question)}`,
            outcome: 'created',
            // A run costs money and an hour's allowance.
            repeatable: false,
            outlastsThrottling: false,
            look: async (signal) => lookedFor((await namesakes(signal)).find(({ id }) => !before.has(id))),
          },
          options,
        );
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        throw error.code === 'throttled' ? await allowances.runRefused() : error;
      }
    },
  };
}

function toRun(row: AnswerOf<'getCleanroomQuestionRunById'>): QuestionRun {
  const { id, name, status, submittedAt, completedAt, failureReason, isRetryable } = row;
  return { id, name: name ?? '', status: status ?? '', submittedAt, completedAt, failureReason, isRetryable };
}
