import { foreignText } from '../../foreignText.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Question } from '../../model/question.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import { keptTemplate, readPermissions } from '../partners/readPartnerPermissions.ts';
import type { Checked, RoomChecks, Unlooked } from './roomChecks.ts';

/**
 * Compares questions of a clean room with the template that the folder keeps on it; nothing where it keeps none.
 * @param withDatasets whether the room's datasets are compared too
 */
export async function checkTemplate(
  { context, settings, calls }: RoomChecks,
  room: CleanRoom,
  { questions, withDatasets }: { questions: readonly Question[]; withDatasets: boolean },
): Promise<Checked> {
  const kept = settings === undefined ? undefined : keptTemplate(settings, room);
  if (kept === undefined) return { findings: [], unlooked: [] };
  const compared = questions.filter(({ id }) => kept.questionIds?.includes(id) !== false);
  if (!calls.takeAll(compared.length)) {
    const sentence = t(
      '{0} was not compared with the template that is kept on it, which takes {1} calls: look at its permissions, or ask about one question.',
      roomTitle(room),
      compared.length,
    );
    return { findings: [], unlooked: [{ roomId: room.id, sentence, failed: false }] };
  }
  const { findings, questions: read = [] } = await readPermissions(
    { ...context, service: onlyQuestions(context.service, compared, withDatasets) },
    room,
  );
  const unlooked = read.flatMap(({ question, problem }): Unlooked[] =>
    problem === undefined
      ? []
      : [
          {
            roomId: room.id,
            sentence: t('The permissions of the question "{0}" could not be read: {1}', foreignText(question.name), problem),
            failed: true,
          },
        ],
  );
  return { findings, unlooked };
}

/** The service as if a room had these questions only. Without roles, which no template is compared with. */
function onlyQuestions(service: CleanRoomService, questions: readonly Question[], withDatasets: boolean): CleanRoomService {
  const { connection, partners, questions: port, datasets } = service;
  return {
    connection,
    callCounts: () => service.callCounts(),
    ...(partners === undefined ? {} : { partners: { list: (room, signal) => partners.list(room, signal) } }),
    ...(port === undefined ? {} : { questions: { ...port, list: () => Promise.resolve([...questions]) } }),
    ...(datasets === undefined || !withDatasets ? {} : { datasets }),
  };
}
