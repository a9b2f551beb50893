import type { QuestionInRoom } from '../../diagnosis/questionInRoom.ts';
import { roomUnreadable } from '../../diagnosis/sentInvitationFindings.ts';
import type { CleanRoomError } from '../../errors.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Finding } from '../../model/finding.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import { required } from '../partners/rooms.ts';
import { attempted } from './attempted.ts';
import type { RoomChecks } from './roomChecks.ts';

/** Rooms that are read at a time. */
const atOnce = 6;

/** Where every room fails with one of these, it is not the rooms that cannot be read. */
const connectionLost: ReadonlySet<CleanRoomError['code']> = new Set<CleanRoomError['code']>(['no_answer', 'throttled']);

/**
 * Every question of these rooms; a room whose questions cannot be read is a finding, and leaves the others whole. Raises
 * what keeps every room from being read: `no_answer`, `throttled`.
 * @param asked whether somebody asked about just these; otherwise it is no problem that a room of others cannot be read
 */
export async function readQuestionsOf(
  { context: { service, signal } }: RoomChecks,
  rooms: readonly CleanRoom[],
  { asked }: { asked: boolean },
): Promise<{ places: QuestionInRoom[]; findings: Finding[] }> {
  const port = required(service.questions, service, t('list questions'));
  const failures: { error: CleanRoomError; finding: Finding }[] = [];
  const places = await inTurns(rooms, atOnce, async (room): Promise<QuestionInRoom[]> => {
    const questions = await attempted(port.list(room, signal));
    if (questions.read) return questions.value.map((question) => ({ room, question }));
    const unreadable = roomUnreadable(service.connection, room, 'permissions', questions.error);
    const severity = asked && !room.ours ? 'warning' : unreadable.severity;
    const finding: Finding = { ...unreadable, severity, title: t('Not readable: questions of {0}.', roomTitle(room)) };
    failures.push({ error: questions.error, finding });
    return [];
  });
  const [first] = failures;
  if (first !== undefined && failures.length === rooms.length && failures.every(({ error }) => connectionLost.has(error.code)))
    throw first.error;
  return { places: places.flat(), findings: failures.map(({ finding }) => finding) };
}
