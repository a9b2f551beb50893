import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Subject } from '../model/finding.ts';
import type { Question } from '../model/question.ts';
import { t } from '../text.ts';

/** A question in its clean room. */
export interface QuestionInRoom {
  room: CleanRoom;
  question: Question;
}

export function questionSubject({ room, question }: QuestionInRoom): Subject {
  return { kind: 'question', name: question.name, id: question.id, roomId: room.id, roomName: room.name };
}

/** The line that shows a question's status. */
export function statusEvidence({ displayId, name, status }: Question): string {
  return t('getAllCleanroomQuestions: {0} is {1}.', displayId ?? `"${foreignText(name)}"`, foreignText(status));
}
