import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { administeredRoom } from './access.ts';
import type { Context, Handler } from './context.ts';
import { badRequest, forbidden, notFound } from './liveRampError.ts';
import { nextId, organisationOf } from './world/liveRampWorld.ts';
import type { DatasetRecord, RoomRecord } from './world/records.ts';

/** ConfigureCleanRoomDatasetRequest of the OpenAPI document. */
const configureRequest = z.object({ rampIDConsent: z.optional(z.boolean()) });

/** UpdateCleanroomDatasetPartnerAssignmentRequest of the OpenAPI document. */
const assignmentRequest = z.array(z.object({ datasetId: z.string(), partnerCanAssign: z.boolean() }));

export const getCleanroomDatasets: Handler = (context, request) =>
  datasetsIn(context, administeredRoom(context, request)).map((each) => describe(context, each));

export const getCleanroomDatasetById: Handler = (context, request) => {
  const id = request.label('datasetId');
  const dataset = datasetsIn(context, administeredRoom(context, request)).find((each) => each.id === id);
  if (dataset === undefined) throw notFound('Cleanroom dataset', id);
  return describe(context, dataset);
};

/** Brings the organisation's data connection into a room; the sandbox knows connections by the datasets made of them. */
export const configureCleanroomDataset: Handler = (context, request) => {
  const { world, organisation } = context;
  const room = administeredRoom(context, request);
  const connectionId = request.required('dataConnectionId');
  if (request.hasBody) request.body(configureRequest);
  const model = world.datasets.find((each) => each.connectionId === connectionId && each.organisationId === organisation.id);
  if (model === undefined) throw notFound('Data connection', connectionId);
  if (datasetsIn(context, room).some((each) => each.connectionId === connectionId))
    throw badRequest(`Data connection ${connectionId} is configured in this Cleanroom already`);
  const fields = model.fields.map((each) => ({ ...each, id: nextId(world) }));
  const dataset: DatasetRecord = { ...model, id: nextId(world), roomId: room.id, partnerCanAssign: false, fields };
  world.datasets.push(dataset);
  return describe(context, dataset);
};

/** Allows partners to assign datasets to questions: their owner or the room's decides. */
export const updateCleanroomDatasetPartnerAssignment: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  const changes = request.body(assignmentRequest).map(({ datasetId, partnerCanAssign }) => {
    const dataset = datasetsIn(context, room).find((each) => each.id === datasetId);
    if (dataset === undefined) throw badRequest(`Dataset ${datasetId} is not part of this Cleanroom`);
    if (dataset.organisationId !== context.organisation.id && room.ownerId !== context.organisation.id) throw forbidden();
    return { dataset, partnerCanAssign };
  });
  for (const { dataset, partnerCanAssign } of changes) dataset.partnerCanAssign = partnerCanAssign;
  return { success: true };
};

/** All of a room, of whichever organisation. */
export function datasetsIn({ world }: Context, room: RoomRecord): DatasetRecord[] {
  return world.datasets.filter((each) => each.roomId === room.id);
}

/** Whether its fields are mapped: what is CONFIGURED has been, unless it is said otherwise. */
export function isMapped({ mapped, status }: DatasetRecord): boolean {
  return mapped ?? status === 'CONFIGURED';
}

/** DatasetFieldMapping of the OpenAPI document: every field under its own name, the first one tells people apart. */
function mappingsOf({ connectionId, fields }: DatasetRecord): JsonObject[] {
  return fields.map(({ id, name, type }, index) => ({
    dataConnectionId: connectionId,
    id,
    fieldIndex: index,
    fieldName: name,
    fieldLabel: name,
    dataType: type,
    isPii: false,
    isUserIdField: index === 0,
    isExcluded: false,
    isPartitionColumn: false,
  }));
}

/** CleanRoomDataset of the OpenAPI document. */
function describe({ world }: Context, dataset: DatasetRecord): JsonObject {
  return {
    id: dataset.id,
    name: dataset.name,
    cleanRoomId: dataset.roomId,
    organizationName: organisationOf(world, dataset.organisationId).name,
    dataConnectionType: dataset.connectionType,
    dataConnectionId: dataset.connectionId,
    stage: dataset.stage,
    configurationStatus: dataset.status,
    datasetFields: dataset.fields.map(({ id, name, type }) => ({ datasetId: dataset.id, id, name, value: name, type })),
    datasetFieldMappings: isMapped(dataset) ? mappingsOf(dataset) : [],
    datasetFilters: [],
    datasetParameters: [],
    partitionParameters: { isView: false, partitionGroups: [] },
    isView: false,
    partnerCanAssign: dataset.partnerCanAssign,
  };
}
