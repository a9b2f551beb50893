import type { Question, ResultShare } from '../../core/model/question.ts';
import type { Questions } from '../../core/partnerService.ts';
import { allPages, distinct } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import type { LiveRampWrites } from './liveRampWrites.ts';

/** GET /cleanrooms/{id}/cleanroom-questions: the default limit. */
const pageSize = 500;

/** The questions of a clean room, what they want, and to whom their results go. */
export function liveRampQuestions(
  calls: LiveRampCalls,
  writes: LiveRampWrites,
  known: KnownRooms,
): Pick<Questions, 'list' | 'datasets' | 'resultShares' | 'setResultShares' | 'schedules'> {
  const resultShares = async (question: Question, signal?: AbortSignal): Promise<ResultShare[]> => {
    const rows = await calls.read({ operation: 'getCleanroomQuestionResultShares', ...to(question) }, signal);
    const shares = rows.map(({ id, PartnerID, PostRunQueryID }) => ({ id, partnerId: PartnerID, postRunQueryId: PostRunQueryID }));
    return [...new Map(shares.map((share) => [keyOf(share), share])).values()];
  };
  const to = (question: Question) => ({
    parameters: { cleanroomQuestionId: question.id },
    about: known.about(question.roomId),
  });

  return {
    resultShares,

    async list(room, signal) {
      known.remember(room);
      const rows = await allPages(
        pageSize,
        (query) =>
          calls.read(
            { operation: 'getAllCleanroomQuestions', parameters: { cleanroomId: room.id }, query, about: known.about(room.id) },
            signal,
          ),
        ({ id }) => id,
      );
      return rows.map(({ id, displayId, name, questionType, category, status, ownerOrganizationId }) => ({
        id,
        displayId,
        roomId: room.id,
        name,
        type: questionType,
        category,
        status: status ?? '',
        ownerOrganisationId: ownerOrganizationId,
      }));
    },

    async datasets(question, signal) {
      const rows = await calls.read({ operation: 'getAllCleanroomQuestionDatasets', ...to(question) }, signal);
      return distinct(
        rows.map(({ id, macro, dataTypeDisplayName, organizationId, organizationName, datasetId, datasetName, status }) => ({
          id,
          macro: macro ?? dataTypeDisplayName ?? id,
          organisationId: organizationId,
          organisationName: organizationName,
          datasetId,
          datasetName,
          status,
        })),
      );
    },

    setResultShares(question, shares, options) {
      return writes.write(
        {
          call: {
            operation: 'upsertCleanRoomQuestionResultShares',
            ...to(question),
            body: shares.map(({ partnerId, postRunQueryId }) => ({ PartnerID: partnerId, PostRunQueryID: postRunQueryId })),
          },
          subject: `${known.subjectOf(question)}: ${shares.map(({ partnerId }) => partnerId).join(', ')}`,
          outcome: 'updated',
          look: async (signal) => {
            const there = await resultShares(question, signal);
            // [U] Whether an "upsert" takes away what is left out.
            const same =
              there.length === new Set(shares.map(keyOf)).size &&
              shares.every((share) => there.some((each) => keyOf(each) === keyOf(share)));
            return same ? { asWished: true, value: there } : { asWished: false, instead: there };
          },
        },
        options,
      );
    },

    async schedules(question, signal) {
      const rows = await calls.read({ operation: 'getCleanroomQuestionRunSchedules', ...to(question) }, signal);
      return distinct(
        rows.map(({ id, name, repeatFrequency, daysOfWeek, startDateTime, endDateTime }) => ({
          id,
          name: name ?? '',
          repeats: [repeatFrequency ?? '', ...daysOfWeek].join(' ').trim(),
          startsAt: startDateTime,
          endsAt: endDateTime,
        })),
      );
    },
  };
}

function keyOf({ partnerId, postRunQueryId }: ResultShare): string {
  return JSON.stringify([partnerId, postRunQueryId ?? '']);
}
