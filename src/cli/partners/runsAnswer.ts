import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { QuestionRunsList } from '../../core/jobs/partners/listQuestionRuns.ts';
import { t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { shownTime } from '../shownTime.ts';
import type { PartnerAnswer } from './partnerAnswer.ts';
import { reportedRoom, roomHeading, roomSchema } from './roomReport.ts';

const schema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  room: roomSchema,
  question: z.object({ id: z.string(), display_id: z.optional(z.string()), name: z.string(), status: z.string() }),
  /** Newest first. */
  runs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** In the service's own word. */
      status: z.string(),
      submitted_at: z.optional(z.string()),
      completed_at: z.optional(z.string()),
      failure_reason: z.optional(z.string()),
      is_retryable: z.optional(z.boolean()),
      /** Only with --audit. */
      audit: z.optional(z.array(z.object({ time: z.string(), type: z.string(), message: z.string() }))),
    }),
  ),
});

/** The runs of one question. */
export const runsAnswer: PartnerAnswer<QuestionRunsList, z.infer<typeof schema>> = {
  schema,
  shown: ({ readAt, room, question, runs }) => ({
    read_at: readAt,
    room: reportedRoom(room),
    question: {
      id: question.id,
      ...(question.displayId === undefined ? {} : { display_id: question.displayId }),
      name: question.name,
      status: question.status,
    },
    runs: runs.map(({ id, name, status, submittedAt, completedAt, failureReason, isRetryable, audit }) => ({
      id,
      name,
      status,
      ...(submittedAt === undefined ? {} : { submitted_at: submittedAt }),
      ...(completedAt === undefined ? {} : { completed_at: completedAt }),
      ...(failureReason === undefined ? {} : { failure_reason: failureReason }),
      ...(isRetryable === undefined ? {} : { is_retryable: isRetryable }),
      ...(audit === undefined ? {} : { audit }),
    })),
  }),
  reached: () => true,
  lines: ({ room, question, runs }, colours) => {
    const lines = columns(
      runs.map(({ submitted_at: at, status, name, failure_reason: reason }) => [
        shownTime(at ?? ''),
        foreignText(status, 30),
        foreignText(name, 60),
        foreignText(reason ?? '', 200),
      ]),
    );
    return [
      colours.bold(roomHeading(room)),
      `${question.display_id ?? question.id}  ${foreignText(question.name)}  ${foreignText(question.status)}`,
      ...(runs.length === 0 ? [`  ${t('no runs')}`] : []),
      ...runs.flatMap(({ audit = [] }, index) => [
        `  ${lines[index] ?? ''}`,
        ...columns(audit.map(({ time, type, message }) => [shownTime(time), foreignText(type, 40), foreignText(message, 300)])).map(
          (line) => colours.dim(`    ${line}`),
        ),
      ]),
    ];
  },
  trouble: () => [],
};
