import type { JsonObject } from '../json.ts';
import { administeredRoom, visibleQuestion, visibleRoom } from './access.ts';
import type { Context, Handler } from './context.ts';
import { notFound } from './liveRampError.ts';
import { pageOf } from './pageOf.ts';
import { isOpenTo, ownersOnly } from './questionPermissions.ts';
import { runStatus } from './runProgress.ts';
import { toTheMicrosecond, toTheSecond } from './timeForms.ts';
import { isStakeholder, nextDisplayId, nextId, roomOf } from './world/liveRampWorld.ts';
import { refreshQuestion } from './world/questionStatus.ts';
import type { QuestionRecord } from './world/records.ts';

const day = 86_400_000;

export const getAllCleanroomQuestions: Handler = (context, request) => {
  const room = visibleRoom(context, request);
  const [from = -Infinity, last = Infinity, type] = [request.day('startDate'), request.day('endDate'), request.optional('questionType')];
  const wanted = context.world.questions.filter(
    (each) =>
      each.roomId === room.id && each.createdTime >= from && each.createdTime < last + day && (type === undefined || each.type === type),
  );
  return pageOf(wanted, request).map((each) => describe(context, each));
};

export const getCleanroomQuestionById: Handler = (context, request) => describe(context, visibleQuestion(context, request));

/** Copies a question of the organisation's into a room; the sandbox knows those that are in one of its rooms already. */
export const addCleanroomQuestion: Handler = (context, request) => {
  const { world, organisation, now } = context;
  const room = administeredRoom(context, request);
  const questionId = request.required('questionId');
  const isEditable = request.flag('isEditable') ?? false;
  const model = world.questions.find(
    (each) => each.questionId === questionId && isStakeholder(world, roomOf(world, each.roomId), organisation.id),
  );
  if (model === undefined) throw notFound('Question', questionId);
  const question: QuestionRecord = {
    ...model,
    id: nextId(world),
    displayId: nextDisplayId(world, 'CRQ'),
    roomId: room.id,
    ownerId: organisation.id,
    isEditable,
    permissions: ownersOnly(world),
    datasets: model.datasets.map((each) => ({ ...each, id: nextId(world), organisationId: null, datasetId: null, assignedTime: null })),
    resultShares: [],
    createdTime: now,
  };
  refreshQuestion(question);
  world.questions.push(question);
  return describeAdded(context, question);
};

/** CleanRoomQuestion of the OpenAPI document; `dimension` is null as in live answers, which the document does not allow. */
function describe({ organisation }: Context, question: QuestionRecord): JsonObject {
  const readsCode = question.ownerId === organisation.id || isOpenTo(question, 'VIEW_CODE');
  return {
    id: question.id,
    name: question.name,
    displayId: question.displayId,
    questionType: question.type,
    category: question.category,
    createdOn: toTheMicrosecond(question.createdTime),
    status: question.status,
    dataTypes: Object.fromEntries(question.datasets.map((each) => [each.macro, each.dataTypeName])),
    parameters: {},
    dimension: null,
    cleanroomId: question.roomId,
    ownerOrganizationId: question.ownerId,
    customerQueryTemplate: readsCode ? question.query : undefined,
    questionId: question.questionId,
  };
}

/** CleanRoomQuestionResponse of the OpenAPI document. */
function describeAdded({ world, now }: Context, question: QuestionRecord): JsonObject {
  const runs = world.runs.filter((each) => each.questionId === question.id);
  const latest = runs.at(-1);
  return {
    id: question.id,
    cleanRoomId: question.roomId,
    ownerOrganizationId: question.ownerId,
    questionId: question.questionId,
    title: question.name,
    category: question.category,
    stage: 'ACTIVE',
    status: question.status,
    latestRun:
      latest === undefined
        ? undefined
        : { runId: latest.id, status: runStatus(world, latest, now), startTimestamp: toTheSecond(latest.submittedTime) },
    datasetCount: question.datasets.length,
    runCount: runs.length,
    isEditable: question.isEditable,
    questionStatus: question.status,
    questionVersion: 1,
    displayId: question.displayId,
    description: question.description,
  };
}
