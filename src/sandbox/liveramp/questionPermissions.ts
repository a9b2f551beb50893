/** What a question opens to all partners of its room: there is no permission of one partner (api-notes.md, §9). */
import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { ownedQuestion, visibleQuestion } from './access.ts';
import type { Context, Handler } from './context.ts';
import type { LiveRampRequest } from './request.ts';
import { nextId, type LiveRampWorld } from './world/liveRampWorld.ts';
import { questionAccesses, questionPermissions, type QuestionPermission, type QuestionRecord } from './world/records.ts';

/** UpdateCleanRoomQuestionPermissionsRequest of the OpenAPI document, without its two unknowns. */
const permissionList = z.array(z.object({ permission: z.enum(questionPermissions), access: z.enum(questionAccesses) }));

/** Those that a question has from the beginning. IN_PROGRESS is in the document's list and means nothing that a source says. */
const usualPermissions: readonly QuestionPermission[] = ['VIEW_CODE', 'EDIT', 'CLONE', 'RUN', 'VIEW_RESULTS', 'DELETE'];

/** The permissions of a new question: all with its owner alone. */
export function ownersOnly(world: LiveRampWorld): QuestionRecord['permissions'] {
  return usualPermissions.map((permission) => ({ id: nextId(world), permission, access: 'QUESTION_OWNER_ONLY' }));
}

/** Whether a question lets all partners of its room do this. */
export function isOpenTo({ permissions }: QuestionRecord, permission: QuestionPermission): boolean {
  return permissions.some((each) => each.permission === permission && each.access === 'ALL_CLEAN_ROOM_PARTNERS');
}

export const getCleanroomQuestionPermissions: Handler = (context, request) => describe(visibleQuestion(context, request));

/** Sets the permissions that are named; others stay as they are. */
export const configureCleanRoomQuestionPermissions: Handler = (context, request) => {
  const question = ownedQuestion(context, request);
  for (const { permission, access } of wishedPermissions(context, request)) {
    const held = question.permissions.find((each) => each.permission === permission);
    if (held === undefined) question.permissions.push({ id: nextId(context.world), permission, access });
    else held.access = access;
  }
  return describe(question);
};

/**
 * The document wants the list in a query parameter; whether the service reads a body is unknown. Where the scenario lets
 * only the body count, the parameter is ignored without a word, so that a client can be seen to read again.
 */
function wishedPermissions({ world }: Context, request: LiveRampRequest): z.infer<typeof permissionList> {
  switch (world.settings.questionPermissionsFrom) {
    case 'query':
      return request.jsonParameter('cleanroomQuestionPermissions', permissionList);
    case 'body':
      return request.hasBody ? request.body(permissionList) : [];
    case 'either':
      return request.hasBody ? request.body(permissionList) : request.jsonParameter('cleanroomQuestionPermissions', permissionList);
  }
}

function describe(question: QuestionRecord): JsonObject[] {
  return question.permissions.map(({ id, permission, access }) => ({ id, permission, access }));
}
