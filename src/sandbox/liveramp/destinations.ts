import type { JsonObject } from '../json.ts';
import { administeredRoom } from './access.ts';
import type { Handler } from './context.ts';
import { pageOf } from './pageOf.ts';
import { timeAudit } from './timeForms.ts';
import type { DestinationRecord, RoomRecord } from './world/records.ts';

/** One of the few lists that say how many there are. */
export const listCleanroomDestinations: Handler = (context, request) => {
  const room = administeredRoom(context, request);
  const type = request.optional('type');
  const all = context.world.destinations.filter((each) => each.roomId === room.id && (type === undefined || each.type === type));
  return {
    partnerAccounts: pageOf(all, request, { usual: 30, most: 100 }).map((each) => describe(room, each)),
    total: all.length,
    limit: request.wholeNumber('limit', { least: 1, most: 100, otherwise: 30 }),
    offset: request.wholeNumber('offset', { least: 0, otherwise: 0 }),
  };
};

/** CleanroomProvisionedDestination of the OpenAPI document. */
function describe(room: RoomRecord, destination: DestinationRecord): JsonObject {
  return {
    partnerAccount: {
      ID: destination.id,
      name: destination.name,
      organizationID: destination.organisationId,
      partner: { name: destination.name, displayName: destination.name, type: destination.type },
      timeAudit: timeAudit(destination.createdTime, destination.createdTime),
      configStatus: destination.configStatus,
    },
    ownership: destination.organisationId === room.ownerId ? 'OWNER' : 'PARTNER',
    channelStatus: destination.channelStatus,
    isUsedForActivation: destination.isUsedForActivation,
  };
}
