import type { Question, QuestionAccess, QuestionPermission, QuestionPermissionName } from '../../core/model/question.ts';
import type { Questions } from '../../core/partnerService.ts';
import type { Written } from '../../core/service.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import type { LiveRampWrites } from './liveRampWrites.ts';

interface WishedPermission {
  permission: QuestionPermissionName;
  access: QuestionAccess;
}

/** Who may do what with a question. There is no such thing for a single partner: access is the owner's or everybody's. */
export function liveRampQuestionPermissions(
  calls: LiveRampCalls,
  writes: LiveRampWrites,
  known: KnownRooms,
): Pick<Questions, 'permissions' | 'setPermissions'> {
  const permissions = async (question: Question, signal?: AbortSignal): Promise<QuestionPermission[]> => {
    const rows = await calls.read(
      {
        operation: 'getCleanroomQuestionPermissions',
        parameters: { cleanroomQuestionId: question.id },
        about: known.about(question.roomId),
      },
      signal,
    );
    // Each permission once; what stands last is what was set last.
    return [...new Map(rows.map(({ id, permission, access }) => [permission, { id, permission, access }])).values()];
  };

  return {
    permissions,

    async setPermissions(question, wished, options) {
      const before = await permissions(question, options.signal);
      if (holds(wished, before)) return { value: before, outcome: 'existing' };
      const list = wished.map(({ permission, access }) => ({ permission, access }));
      const set = (body?: typeof list): Promise<Written<QuestionPermission[]>> =>
        writes.write(
          {
            call: {
              operation: 'configureCleanRoomQuestionPermissions',
              parameters: { cleanroomQuestionId: question.id },
              // The document wants the list here, as JSON, and knows no body.
              query: { cleanroomQuestionPermissions: JSON.stringify(list) },
              body,
              about: known.about(question.roomId),
            },
            subject: `${known.subjectOf(question)}: ${wished.map(({ permission, access }) => `${permission} ${access}`).join(', ')}`,
            outcome: 'updated',
            look: async (signal) => {
              const there = await permissions(question, signal);
              return holds(wished, there) ? { asWished: true, value: there } : { asWished: false, instead: there };
            },
          },
          options,
        );
      const byQuery = await set();
      // [U] A server may read the list from the body instead: tried once, where the query alone has changed nothing at all.
      return sameAccess(before, byQuery.value) ? set(list) : byQuery;
    },
  };
}

function holds(wished: readonly WishedPermission[], there: readonly QuestionPermission[]): boolean {
  return wished.every(({ permission, access }) => there.some((each) => each.permission === permission && each.access === access));
}

function sameAccess(one: readonly QuestionPermission[], other: readonly QuestionPermission[]): boolean {
  const words = (permissions: readonly QuestionPermission[]): string =>
    JSON.stringify(permissions.map(({ permission, access }) => [permission, access]).sort());
  return words(one) === words(other);
}
