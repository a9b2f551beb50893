/** Who of the partners gets a question's results: the one lever on questions that is per partner (api-notes.md, §9). */
import * as z from 'zod/mini';
import { ownedQuestion, visibleQuestion } from './access.ts';
import type { Handler } from './context.ts';
import { badRequest } from './liveRampError.ts';
import { nextId, partnersIn } from './world/liveRampWorld.ts';

/**
 * UpsertCleanRoomQuestionResultSharesApiInput of the OpenAPI document, which requires neither. That a share without a partner
 * is refused and one without a query is taken is a guess.
 */
const sharesRequest = z.array(z.object({ PartnerID: z.string(), PostRunQueryID: z.optional(z.string()) }));

export const getCleanroomQuestionResultShares: Handler = (context, request) =>
  visibleQuestion(context, request).resultShares.map(({ id, partnerId, postRunQueryId }) => ({
    id,
    PartnerID: partnerId,
    PostRunQueryID: postRunQueryId ?? undefined,
  }));

/** Adds what is named and not there. The operation is called upsert: nothing says that it takes away what is not named. */
export const upsertCleanRoomQuestionResultShares: Handler = (context, request) => {
  const { world } = context;
  const question = ownedQuestion(context, request);
  const wishes = request.body(sharesRequest);
  const partners = new Set(partnersIn(world, question.roomId).map((each) => each.id));
  for (const { PartnerID } of wishes) if (!partners.has(PartnerID)) throw badRequest(`Partner ${PartnerID} is not part of this Cleanroom`);
  for (const { PartnerID: partnerId, PostRunQueryID: postRunQueryId = null } of wishes)
    if (!question.resultShares.some((each) => each.partnerId === partnerId && each.postRunQueryId === postRunQueryId))
      question.resultShares.push({ id: nextId(world), partnerId, postRunQueryId });
  return { success: true };
};
