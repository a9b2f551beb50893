/** Which datasets a question reads, and which organisation brings each. */
import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { ownedRoomOf, requireAdministrator, visibleQuestion } from './access.ts';
import type { Context, Handler } from './context.ts';
import { badRequest, forbidden } from './liveRampError.ts';
import { toTheSecond } from './timeForms.ts';
import { isStakeholder, organisationOf, roomOf } from './world/liveRampWorld.ts';
import { refreshQuestion } from './world/questionStatus.ts';
import type { QuestionDatasetRecord, QuestionRecord } from './world/records.ts';

const ownership = z.object({ organizationId: z.string(), macro: z.string() });

/** AssignCleanroomQuestionDatasetRequests: by its name a list, by its schema one of them. */
const ownershipRequest = z.union([z.array(ownership), ownership]);

/** CleanRoomQuestionDatasets as a request: `datasetId`, `macro` and each field's name and value are required. */
const datasetsRequest = z.array(
  z.object({
    datasetId: z.string(),
    macro: z.string(),
    fields: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
  }),
);

export const getAllCleanroomQuestionDatasets: Handler = (context, request) => describeAll(context, visibleQuestion(context, request));

/** Says who is to bring what: the room's owner alone does. */
export const assignCleanroomQuestionDatasetsOwnership: Handler = (context, request) => {
  const { world } = context;
  const question = visibleQuestion(context, request);
  const room = ownedRoomOf(context, question);
  const wishes = [request.jsonParameter('AssignCleanroomQuestionDatasetRequests', ownershipRequest)].flat();
  const changes = wishes.map(({ organizationId, macro }) => {
    if (!isStakeholder(world, room, organizationId)) throw badRequest(`Organization ${organizationId} is not part of this Cleanroom`);
    return { place: placeOf(question, macro), organisationId: organizationId };
  });
  for (const { place, organisationId } of changes)
    if (place.organisationId !== organisationId) Object.assign(place, { organisationId, datasetId: null, assignedTime: null });
  refreshQuestion(question);
  return describeAll(context, question);
};

/**
 * Puts datasets in their places. "Clean-room owner must assign dataset ownership first" (OpenAPI document); that one may
 * use the dataset of another only where that one allows partners to assign it is a reading of `partnerCanAssign`.
 */
export const configureCleanroomQuestionDatasets: Handler = (context, request) => {
  const { world, organisation, now } = context;
  const question = visibleQuestion(context, request);
  requireAdministrator(context, roomOf(world, question.roomId));
  const changes = request.body(datasetsRequest).map(({ datasetId, macro }) => {
    const place = placeOf(question, macro);
    const dataset = world.datasets.find((each) => each.id === datasetId && each.roomId === question.roomId);
    if (dataset === undefined) throw badRequest(`Dataset ${datasetId} is not part of this Cleanroom`);
    if (place.organisationId === null) throw badRequest(`Dataset ownership of ${macro} has not been assigned`);
    if (place.organisationId !== dataset.organisationId)
      throw badRequest(`Dataset ${datasetId} is not of the organization that owns ${macro}`);
    if (dataset.organisationId !== organisation.id && !dataset.partnerCanAssign) throw forbidden();
    return { place, datasetId };
  });
  for (const { place, datasetId } of changes) Object.assign(place, { datasetId, assignedTime: now });
  refreshQuestion(question);
  return describeAll(context, question);
};

function placeOf(question: QuestionRecord, macro: string): QuestionDatasetRecord {
  const place = question.datasets.find((each) => each.macro === macro);
  if (place === undefined) throw badRequest(`The question has no dataset ${macro}`);
  return place;
}

function describeAll(context: Context, question: QuestionRecord): JsonObject[] {
  return question.datasets.map((each) => describe(context, question, each));
}

/** CleanRoomQuestionDataset of the OpenAPI document; the words of its `status` and `ownership` are guesses. */
function describe({ world }: Context, question: QuestionRecord, place: QuestionDatasetRecord): JsonObject {
  const { organisationId } = place;
  const dataset = world.datasets.find((each) => each.id === place.datasetId);
  return {
    id: place.id,
    dataTypeDisplayName: place.dataTypeName,
    dataTypeName: place.dataTypeName,
    macro: place.macro,
    status: dataset === undefined ? 'MISSING' : 'ASSIGNED',
    ownership: organisationId === null ? undefined : organisationId === roomOf(world, question.roomId).ownerId ? 'OWNER' : 'PARTNER',
    organizationId: organisationId ?? undefined,
    organizationName: organisationId === null ? undefined : organisationOf(world, organisationId).name,
    datasetId: dataset?.id,
    datasetName: dataset?.name,
    dataConnectionId: dataset?.connectionId,
    assignedAt: place.assignedTime === null ? undefined : toTheSecond(place.assignedTime),
    fields: dataset?.fields.map(({ id, name, type }) => ({ datasetId: dataset.id, id, name, value: name, type })) ?? [],
    parameters: [],
  };
}
