import { asCleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { PermittedQuestion } from '../jobs/partners/readPartnerPermissions.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import { t } from '../text.ts';
import { resolveByIdOrName, roomTitle } from './resolveRoom.ts';
import type { LeftOutStep } from './steps.ts';

/** The question that an id, a display id or a name means; undefined, and left out with the reason, for none or several. */
export function findQuestion(
  questions: readonly PermittedQuestion[],
  reference: string,
  room: CleanRoom,
  leftOut: LeftOutStep[],
): PermittedQuestion | undefined {
  try {
    const found = resolveByIdOrName(
      questions.map(({ question }) => question),
      reference,
      {
        none: t('{0} has no question "{1}".', roomTitle(room), foreignText(reference)),
        several: t('{0} has several questions "{1}".', roomTitle(room), foreignText(reference)),
      },
    );
    return questions.find(({ question }) => question === found);
  } catch (thrown) {
    leftOut.push({
      subject: { kind: 'question', name: reference, roomId: room.id, roomName: room.name },
      code: 'not_found',
      reason: asCleanRoomError(thrown).sentence,
    });
    return undefined;
  }
}
