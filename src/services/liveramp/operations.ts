import type * as z from 'zod/mini';
import { answers } from './answers.ts';
import type { About } from './liveRampErrors.ts';

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL; `{…}` is filled in. */
  path: `/${string}`;
  /** The query parameters that we send. */
  query?: readonly string[];
  /** What we rely on in the answer. */
  answer: z.ZodMiniType;
}

/**
 * Everything that is asked of the service, by its operationId in the service's own OpenAPI document (test/conformance
 * compares every row with it). Operations marked Internal there are not used.
 */
export const operations = {
  getAllCleanrooms: { method: 'GET', path: '/cleanrooms', query: ['limit', 'offset'], answer: answers.cleanRooms },
  createCleanroom: { method: 'POST', path: '/cleanrooms', answer: answers.anything },

  listPartnerInvitationsForInviter: { method: 'GET', path: '/cleanrooms/{cleanroomId}/invitations', answer: answers.invitations },
  addCleanroomPartner: { method: 'POST', path: '/cleanrooms/{cleanroomId}/partners', answer: answers.anything },
  cancelPartnerInvitationById: {
    method: 'DELETE',
    path: '/cleanrooms/{cleanroomId}/invitations/{invitationId}',
    answer: answers.anything,
  },

  getAllCleanroomPartners: { method: 'GET', path: '/cleanrooms/{cleanroomId}/partners', answer: answers.partners },
  getCleanroomUsers: { method: 'GET', path: '/cleanrooms/{cleanroomId}/users', answer: answers.users },
  getCleanroomPartnerRoles: {
    method: 'GET',
    path: '/cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}/cleanRoomRoles',
    answer: answers.roles,
  },
  updateCleanroomPartnerUserRole: {
    method: 'PUT',
    path: '/cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}/users/{cleanroomUserId}/cleanRoomRoles/{cleanRoomRoleId}',
    answer: answers.anything,
  },

  getAllCleanroomQuestions: {
    method: 'GET',
    path: '/cleanrooms/{cleanroomId}/cleanroom-questions',
    query: ['limit', 'offset'],
    answer: answers.questions,
  },
  getCleanroomQuestionPermissions: {
    method: 'GET',
    path: '/cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-permissions',
    answer: answers.questionPermissions,
  },
  configureCleanRoomQuestionPermissions: {
    method: 'POST',
    path: '/cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-permissions',
    query: ['cleanroomQuestionPermissions'],
    answer: answers.anything,
  },
  getAllCleanroomQuestionDatasets: {
    method: 'GET',
    path: '/cleanroom-questions/{cleanroomQuestionId}/datasets',
    answer: answers.questionDatasets,
  },
  getCleanroomQuestionResultShares: {
    method: 'GET',
    path: '/cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-result-shares',
    answer: answers.resultShares,
  },
  upsertCleanRoomQuestionResultShares: {
    method: 'PUT',
    path: '/cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-result-shares',
    answer: answers.anything,
  },
  getCleanroomQuestionRunSchedules: {
    method: 'GET',
    path: '/cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-run-schedules',
    answer: answers.schedules,
  },

  getAllCleanroomQuestionRuns: {
    method: 'GET',
    path: '/cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-runs',
    query: ['limit', 'offset'],
    answer: answers.runs,
  },
  createCleanroomQuestionRun: { method: 'POST', path: '/cleanroom-questions/{cleanroomQuestionId}/create-run', answer: answers.anything },
  getCleanroomQuestionRunById: { method: 'GET', path: '/cleanroom-question-runs/{cleanroomQuestionRunId}', answer: answers.run },
  getCleanroomQuestionRunAudit: {
    method: 'GET',
    path: '/cleanroom-question-runs/{cleanroomQuestionRunId}/audit',
    answer: answers.runAudit,
  },

  getCleanroomDatasets: { method: 'GET', path: '/cleanrooms/{cleanroomId}/datasets', answer: answers.datasets },
  updateCleanroomDatasetPartnerAssignment: {
    method: 'POST',
    path: '/cleanrooms/{cleanroomId}/datasets/partner-assignment',
    answer: answers.anything,
  },

  listCleanroomDestinations: {
    method: 'GET',
    path: '/cleanrooms/{cleanroomId}/destinations',
    query: ['limit', 'offset'],
    answer: answers.destinations,
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
/** One row of the table. */
export type OperationOf<Id extends OperationId> = (typeof operations)[Id] & Operation;
/** What we rely on in the answer of an operation. */
export type AnswerOf<Id extends OperationId> = z.infer<OperationOf<Id>['answer']>;

/** The names in braces in a path. */
type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParameterOf<Rest> : never;
/** The query parameters of an operation, as far as we send them. */
type QueryOf<Id extends OperationId> = OperationOf<Id> extends { query: readonly (infer Name extends string)[] } ? Name : never;

/** One request to the service. */
export interface Call<Id extends OperationId> {
  operation: Id;
  parameters: Record<ParameterOf<OperationOf<Id>['path']>, string>;
  query?: Partial<Record<QueryOf<Id>, string>>;
  /** Sent as JSON. */
  body?: unknown;
  /** For sentences. */
  about?: About;
}

/** Method and address of a request. */
export function addressOf<Id extends OperationId>(
  base: string,
  { operation, parameters, query = {} }: Call<Id>,
): { method: string; url: URL } {
  const { method, path }: Operation = operations[operation];
  const values: Record<string, string> = parameters;
  const asked: Record<string, string | undefined> = query;
  const url = new URL(base + path.replace(/\{(\w+)\}/g, (_placeholder, name: string) => encodeURIComponent(values[name] ?? '')));
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) url.searchParams.set(name, value);
  return { method, url };
}
