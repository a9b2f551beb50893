import { foreignText } from '../foreignText.ts';
import type { PermissionsReading, PermittedQuestion } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { ResultShare } from '../model/question.ts';
import type { RoomPartner } from '../model/sentInvitation.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { findQuestion } from './findQuestion.ts';
import { questionOfOther } from './ownership.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import type { ExecutableStep, LeftOutStep } from './steps.ts';

/** Which results go to which partner: the service replaces a question's shares as a whole, so one step per question. */
export function planShareSteps(
  service: CleanRoomService,
  { questions, partners, room, unread }: PermissionsReading,
  { result_shares: wished = [] }: Pick<PermissionRequest, 'result_shares'>,
): PlannedSteps {
  if (questions === undefined || wished.length === 0 || unread.has('questions') || unread.has('partners')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  const steps: ExecutableStep[] = [];
  // By question, not by what it was called: the second of two steps for one question would undo the first.
  const meant = wished.flatMap((wish) => {
    const permitted = findQuestion(questions, wish.question, room, leftOut);
    return permitted === undefined ? [] : [{ permitted, wish }];
  });
  for (const [permitted, wishes] of Map.groupBy(meant, (each) => each.permitted)) {
    const { question, problem, ownedBy } = permitted;
    const subject = { kind: 'question' as const, name: question.name, id: question.id, roomId: room.id, roomName: room.name };
    if (ownedBy !== undefined) {
      leftOut.push({ subject, code: 'not_possible', reason: questionOfOther(ownedBy) });
      continue;
    }
    if (permitted.shares === undefined) {
      leftOut.push({ subject, code: 'unreadable', reason: problem ?? t('Its result shares could not be read.') });
      continue;
    }
    let { shares } = permitted;
    const words: string[] = [];
    let takesAway = false;
    let unknown = 0;
    for (const { wish } of wishes) {
      const partner = partners
        .map((each) => each.partner)
        .find(({ id, name, organisationId }) =>
          [id, organisationId, name].some((each) => each?.trim().toLowerCase() === wish.partner.trim().toLowerCase()),
        );
      if (partner === undefined) {
        unknown += 1;
        leftOut.push({ subject, code: 'not_found', reason: t('The clean room has no partner "{0}".', foreignText(wish.partner)) });
        continue;
      }
      const next = changed(shares, partner, wish);
      if (next === undefined) continue;
      shares = next;
      takesAway ||= !wish.shared;
      words.push(
        wish.shared
          ? t('share results with {0}', foreignText(partner.name))
          : t('stop sharing results with {0}', foreignText(partner.name)),
      );
    }
    if (words.length > 0) steps.push(shareStep(service, permitted, subject, shares, { words, takesAway }));
    else if (unknown < wishes.length) leftOut.push({ subject, code: 'already_so', reason: t('Its results are shared as they should be.') });
  }
  return { steps, leftOut, warnings: [] };
}

/** The shares with the wish put in; undefined where they are so already. */
function changed(
  shares: readonly ResultShare[],
  { id }: RoomPartner,
  { shared, post_run_query_id: postRunQueryId }: { shared: boolean; post_run_query_id?: string | undefined },
): ResultShare[] | undefined {
  const isMeant = (share: ResultShare): boolean =>
    share.partnerId === id && (postRunQueryId === undefined || share.postRunQueryId === postRunQueryId);
  const has = shares.some(isMeant);
  if (has === shared) return undefined;
  return shared
    ? [...shares, { partnerId: id, ...(postRunQueryId === undefined ? {} : { postRunQueryId }) }]
    : shares.filter((share) => !isMeant(share));
}

function shareStep(
  service: CleanRoomService,
  { question }: PermittedQuestion,
  subject: ExecutableStep['subject'],
  shares: readonly ResultShare[],
  { words, takesAway }: { words: readonly string[]; takesAway: boolean },
): ExecutableStep {
  const key = ({ partnerId, postRunQueryId }: ResultShare): string => JSON.stringify([partnerId, postRunQueryId]);
  return {
    key: `shares|${question.id}`,
    action: 'set_result_shares',
    subject,
    sentence: t('"{0}": {1}', foreignText(question.name), words.join('; ')),
    reason: t('Result shares are the one lever that is per partner.'),
    takesAway,
    async carryOut(options) {
      const { value, requestId } = await required(service.questions, service, t('share results')).setResultShares(
        question,
        shares,
        options,
      );
      const there = new Set(value.map(key));
      const same = there.size === new Set(shares.map(key)).size && shares.every((share) => there.has(key(share)));
      return {
        outcome: same ? 'done' : 'differs',
        detail: same ? t('Read back: as asked for.') : t('The service accepted it, but read back the results go to other partners.'),
        requestId,
        id: question.id,
      };
    },
  };
}
