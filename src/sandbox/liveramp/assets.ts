/** Everything of a room in one call, and who has a part in it. */
import type { JsonObject } from '../json.ts';
import { administeredRoom } from './access.ts';
import type { Context, Handler } from './context.ts';
import { datasetsIn } from './datasets.ts';
import { organisationOf, partnersIn } from './world/liveRampWorld.ts';
import type { DatasetRecord, QuestionRecord, RoomRecord } from './world/records.ts';

export const getCleanroomStakeholders: Handler = (context, request) => stakeholders(context, administeredRoom(context, request));

export const getCleanroomAssetDetails: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  return {
    questions: context.world.questions.filter((each) => each.roomId === room.id).map(question),
    datasets: datasetsIn(context, room).map((each) => dataset(context, each)),
    computeCapacityOptions: [
      { name: 'DEFAULT', description: 'The usual capacity' },
      { name: 'LARGE', description: 'A larger one' },
    ],
    fieldTypes: ['STRING', 'INTEGER', 'DATE'].map((name) => ({ name, description: name.toLowerCase() })),
    stakeholders: stakeholders(context, room),
  };
};

/** CleanRoomStakeholder of the OpenAPI document. */
function stakeholders({ world }: Context, room: RoomRecord): JsonObject[] {
  const one = (organisationId: string, ownership: string): JsonObject => ({
    organizationId: organisationId,
    organizationName: organisationOf(world, organisationId).name,
    ownership,
  });
  return [one(room.ownerId, 'OWNER'), ...partnersIn(world, room.id).map((each) => one(each.organisationId, 'PARTNER'))];
}

/** QuestionMetadata of the OpenAPI document. */
function question(record: QuestionRecord): JsonObject {
  return {
    ID: record.id,
    displayID: record.displayId,
    title: record.name,
    category: record.category,
    description: record.description,
    status: record.status,
    hasDateFilter: false,
    hasDateParameters: false,
    hasMultipleOutputs: false,
    isAggregate: record.type === 'ANALYTICAL',
    isUserListQuestion: record.type === 'LIST',
    defaultComputeCapacity: 'DEFAULT',
    dimensions: [],
    metrics: [],
    parameters: [],
    dataTypes: record.datasets.map((each) => ({
      ID: each.id,
      macro: each.macro,
      description: each.dataTypeName,
      importDataType: each.dataTypeName,
      optional: false,
      fields: [],
    })),
    userListOutputs: [],
  };
}

/** DatasetMetadata of the OpenAPI document. */
function dataset({ world }: Context, record: DatasetRecord): JsonObject {
  return {
    ID: record.id,
    name: record.name,
    organizationID: record.organisationId,
    organizationName: organisationOf(world, record.organisationId).name,
    dataImportType: record.connectionType,
    fields: record.fields.map(({ id, name, type }) => ({ ID: id, fieldName: name, dataType: type, fieldLabel: name, isExcluded: false })),
  };
}
