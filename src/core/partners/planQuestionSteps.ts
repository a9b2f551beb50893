import { foreignText } from '../foreignText.ts';
import { accessOf, type PermissionsReading, type PermittedQuestion } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { Question, QuestionAccess, QuestionPermissionName } from '../model/question.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { findQuestion } from './findQuestion.ts';
import { questionOfOther } from './ownership.ts';
import { wishedQuestionPermissions, type PermissionFlags } from './permissionFlags.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { changedQuestion, contradictions, partnerNames, questionWarnings, type ChangedQuestion } from './questionWarnings.ts';
import { keptAfterwards } from './planKeptTemplate.ts';
import { roomTitle } from './resolveRoom.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning } from './steps.ts';

/** A part of a plan. */
export interface PlannedSteps {
  steps: ExecutableStep[];
  leftOut: LeftOutStep[];
  warnings: PlanWarning[];
}

export const nothingPlanned: PlannedSteps = { steps: [], leftOut: [], warnings: [] };

/** A permission of a question, and who is to have it. */
export interface Grant {
  permission: QuestionPermissionName;
  access: QuestionAccess;
}

/** The question permissions that differ from what is wished, one step per question. */
export function planQuestionSteps(
  service: CleanRoomService,
  reading: PermissionsReading,
  request: Partial<Pick<PermissionRequest, 'template' | 'questions' | 'question_permissions' | 'keep_on_room'>>,
  flags: PermissionFlags | undefined,
): PlannedSteps {
  const { questions, room, unread } = reading;
  if (questions === undefined || unread.has('questions')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  const wished = wishesByQuestion(questions, request, flags, room, leftOut);
  const steps: ExecutableStep[] = [];
  const changed: ChangedQuestion[] = [];
  for (const [{ question, permissions, problem, ownedBy }, grants] of wished) {
    const subject = { kind: 'question' as const, name: question.name, id: question.id, roomId: room.id, roomName: room.name };
    if (ownedBy !== undefined) {
      // Of a room of ours "all questions" means those that are ours; one that was named is missed.
      const implied = room.ours && request.questions === undefined && !isNamed(question, request.question_permissions);
      leftOut.push({ subject, code: implied ? 'not_ours' : 'not_possible', reason: questionOfOther(ownedBy) });
      continue;
    }
    if (permissions === undefined) {
      leftOut.push({ subject, code: 'unreadable', reason: problem ?? t('Its permissions could not be read.') });
      continue;
    }
    const changes = grants.filter(({ permission, access }) => accessOf(permissions, permission) !== access);
    if (changes.length === 0) {
      leftOut.push({ subject, code: 'already_so', reason: t('Its permissions are as they should be.') });
      continue;
    }
    const opens = changes.filter(({ access }) => access === 'ALL_CLEAN_ROOM_PARTNERS').map(({ permission }) => permission);
    const closes = changes.filter(({ access }) => access === 'QUESTION_OWNER_ONLY').map(({ permission }) => permission);
    changed.push(changedQuestion(permissions, opens, closes));
    steps.push({
      key: `question|${question.id}`,
      action: 'set_question_permissions',
      subject,
      sentence: changeSentence(question.name, opens, closes),
      reason: t('Holds for all partners of {0}: {1}.', roomTitle(room), partnerNames(reading)),
      takesAway: closes.length > 0,
      async carryOut(options) {
        const port = required(service.questions, service, t('set question permissions'));
        const { value, requestId } = await port.setPermissions(question, changes, options);
        const different = changes.filter(({ permission, access }) => accessOf(value, permission) !== access);
        return {
          outcome: different.length === 0 ? 'done' : 'differs',
          detail:
            different.length === 0
              ? t('Read back: as asked for.')
              : t(
                  'The service accepted it, but read back it says: {0}.',
                  different.map(({ permission }) => `${permission} = ${foreignText(accessOf(value, permission))}`).join(', '),
                ),
          requestId,
          id: question.id,
        };
      },
    });
  }
  const warnings = [...questionWarnings(reading, changed, flags), ...contradictions(wished, keptAfterwards(reading, request))];
  return { steps, leftOut, warnings };
}

/** Whether a single permission of it was asked for, by whichever of its names. */
function isNamed({ id, displayId, name }: Question, single: PermissionRequest['question_permissions'] = []): boolean {
  const names = [id, displayId, name].map((each) => each?.trim().toLowerCase());
  return single.some(({ question }) => names.includes(question.trim().toLowerCase()));
}

/** Template or flags for the chosen questions, and single permissions on top of them. */
function wishesByQuestion(
  questions: readonly PermittedQuestion[],
  { questions: chosen, question_permissions: single = [] }: Pick<PermissionRequest, 'questions' | 'question_permissions'>,
  flags: PermissionFlags | undefined,
  room: PermissionsReading['room'],
  leftOut: LeftOutStep[],
): Map<PermittedQuestion, Grant[]> {
  const find = (reference: string): PermittedQuestion | undefined => findQuestion(questions, reference, room, leftOut);
  const wishes = new Map<PermittedQuestion, Grant[]>();
  if (flags !== undefined) {
    const all = chosen === undefined ? questions : chosen.flatMap((reference) => find(reference) ?? []);
    for (const question of all) wishes.set(question, wishedQuestionPermissions(flags));
  }
  for (const { question: reference, permission, access } of single) {
    const question = find(reference);
    if (question === undefined) continue;
    const others = (wishes.get(question) ?? []).filter((each) => each.permission !== permission);
    wishes.set(question, [...others, { permission, access }]);
  }
  return wishes;
}

function changeSentence(name: string, opens: readonly string[], closes: readonly string[]): string {
  const what = [
    opens.length > 0 ? t('open {0} to all partners', opens.join(', ')) : '',
    closes.length > 0 ? t('close {0} to partners', closes.join(', ')) : '',
  ].filter((part) => part !== '');
  return t('"{0}": {1}', foreignText(name), what.join('; '));
}
