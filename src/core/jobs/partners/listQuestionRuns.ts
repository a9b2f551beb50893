import * as z from 'zod/mini';
import { asCleanRoomError, CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { describeConnection, type Connection } from '../../model/connection.ts';
import type { Question, QuestionRun, RunAuditEntry } from '../../model/question.ts';
import type { Questions } from '../../partnerService.ts';
import { resolveByIdOrName, resolveRoom, roomTitle } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import type { JobContext, ReadingJob } from '../job.ts';
import { required, roomsOf } from './rooms.ts';

export const listQuestionRunsInput = z.object({
  /** Id, display id (`CRQ-136017`) or name. */
  question: z.string().check(z.minLength(1)),
  /** Where to look for it; in every room where left out. */
  room: z.optional(z.string()),
  /** Also what the service wrote down about each run: a call more for each. */
  with_audit: z._default(z.boolean(), false),
});

export interface AuditedRun extends QuestionRun {
  /** Undefined where it was not asked for. */
  audit: RunAuditEntry[] | undefined;
}

export interface QuestionRunsList {
  connection: Connection;
  /** ISO 8601. */
  readAt: string;
  room: CleanRoom;
  question: Question;
  runs: AuditedRun[];
}

/** The runs of one question, newest first. */
export const listQuestionRuns: ReadingJob<typeof listQuestionRunsInput, QuestionRunsList> = {
  kind: 'reading',
  id: 'question-runs',
  input: listQuestionRunsInput,
  permission: 'read',

  async run(context, { question: reference, room: roomReference, with_audit: withAudit }) {
    const { service, signal } = context;
    const port = required(service.questions, service, t('run questions'));
    const all = await roomsOf(service, signal);
    const rooms = roomReference === undefined ? all : [resolveRoom(all, roomReference, service.connection)];
    const { room, question } = await findQuestion(port, context, rooms, reference);
    const runs = await port.runs(question, signal);
    const audited = await inTurns(runs, 6, async (run): Promise<AuditedRun> => ({
      ...run,
      audit: withAudit ? await port.audit(run.id, signal) : undefined,
    }));
    audited.sort((a, b) => (b.submittedAt ?? '').localeCompare(a.submittedAt ?? ''));
    return { connection: service.connection, readAt: new Date().toISOString(), room, question, runs: audited };
  },
};

/** A room that cannot be read may hold the question, so that it is named where the others do not. */
async function findQuestion(
  port: Questions,
  { service: { connection }, signal }: JobContext,
  rooms: readonly CleanRoom[],
  reference: string,
): Promise<{ room: CleanRoom; question: Question }> {
  const unread: string[] = [];
  const read = await inTurns(rooms, 6, async (room) => {
    try {
      return await port.list(room, signal);
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (error.code === 'cancelled' || rooms.length === 1) throw error;
      unread.push(roomTitle(room));
      return [];
    }
  });
  const none = t('{0} has no question "{1}".', describeConnection(connection), foreignText(reference));
  const question = resolveByIdOrName(read.flat(), reference, {
    none: unread.length === 0 ? none : `${none} ${t('Not readable: {0}.', unread.join(', '))}`,
    several: t('{0} has several questions "{1}".', describeConnection(connection), foreignText(reference)),
  });
  const room = rooms.find(({ id }) => id === question.roomId);
  if (room === undefined) throw new CleanRoomError('not_found', none);
  return { room, question };
}
