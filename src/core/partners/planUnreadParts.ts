import type { PermissionsReading, ReadingPart } from '../jobs/partners/readPartnerPermissions.ts';
import { t } from '../text.ts';
import type { PermissionFlags } from './permissionFlags.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import type { PlannedSteps } from './planQuestionSteps.ts';

/** Parts that could not be read: what the request is about is left out with them; of others there is only a word. */
export function planUnreadParts(
  { unread, room }: Pick<PermissionsReading, 'unread' | 'room'>,
  request: PermissionRequest,
  flags: PermissionFlags | undefined,
): PlannedSteps {
  const isMeant = ([part]: [ReadingPart, string]): boolean => touches(part, request, flags);
  const subject = { kind: 'clean_room' as const, name: room.name, id: room.id };
  const [meant, others] = [sentencesOf([...unread].filter(isMeant)), sentencesOf([...unread].filter((each) => !isMeant(each)))];
  return {
    steps: [],
    leftOut: meant.map((reason) => ({ subject, code: 'unreadable', reason })),
    warnings: others
      .filter((reason) => !meant.includes(reason))
      .map((reason) => ({ code: 'unread', sentence: t('Could not be read, and is not needed here: {0}', reason) })),
  };
}

/** Each once: what keeps one part from being read mostly keeps others too. */
function sentencesOf(parts: readonly [ReadingPart, string][]): string[] {
  return [...new Set(parts.map(([, sentence]) => sentence))];
}

/** Whether a request can only be planned with this part. */
function touches(part: ReadingPart, request: PermissionRequest, flags: PermissionFlags | undefined): boolean {
  switch (part) {
    case 'questions':
      return has(request.question_permissions) || has(request.result_shares) || (flags !== undefined && allOrSome(request.questions));
    case 'datasets':
      return has(request.dataset_assignments) || (flags !== undefined && allOrSome(request.datasets));
    case 'partners':
      return (
        [request.roles, request.result_shares, request.members, request.receivers].some(has) ||
        (flags?.role !== undefined && allOrSome(request.partners))
      );
    case 'tables':
      return has(request.receivers) || has(request.providers);
  }
}

function has(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

/** What template and flags are for: all where nothing is named, none where the list is empty. */
function allOrSome(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length > 0;
}
