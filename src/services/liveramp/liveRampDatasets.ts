import type { CleanRoom } from '../../core/model/cleanRoom.ts';
import type { RoomDataset } from '../../core/model/question.ts';
import type { RoomDatasets } from '../../core/partnerService.ts';
import { distinct } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import type { LiveRampWrites } from './liveRampWrites.ts';

/** The datasets of a clean room, and whether partners may assign them to questions. */
export function liveRampDatasets(calls: LiveRampCalls, writes: LiveRampWrites, known: KnownRooms): RoomDatasets {
  const list = async (room: CleanRoom, signal?: AbortSignal): Promise<RoomDataset[]> => {
    known.remember(room);
    const rows = await calls.read(
      { operation: 'getCleanroomDatasets', parameters: { cleanroomId: room.id }, about: known.about(room.id) },
      signal,
    );
    return distinct(
      rows.map(({ id, name, organizationName, stage, configurationStatus, datasetFieldMappings, partnerCanAssign }) => ({
        id,
        name,
        organisationName: organizationName,
        stage,
        configurationStatus,
        partnerCanAssign: partnerCanAssign ?? false,
        mappedFields: datasetFieldMappings.filter(({ isExcluded }) => isExcluded !== true).length,
      })),
    );
  };

  return {
    list,

    setPartnerAssignment(room, changes, options) {
      known.remember(room);
      const holds = (there: readonly RoomDataset[]): boolean =>
        changes.every(({ datasetId, partnerCanAssign }) =>
          there.some((each) => each.id === datasetId && each.partnerCanAssign === partnerCanAssign),
        );
      return writes.write(
        {
          call: {
            operation: 'updateCleanroomDatasetPartnerAssignment',
            parameters: { cleanroomId: room.id },
            body: changes.map(({ datasetId, partnerCanAssign }) => ({ datasetId, partnerCanAssign })),
            about: known.about(room.id),
          },
          subject: `${changes.map(({ name, partnerCanAssign }) => `${name}: ${String(partnerCanAssign)}`).join(', ')} in ${known.title(room.id)}`,
          outcome: 'updated',
          look: async (signal) => {
            const there = await list(room, signal);
            return holds(there) ? { asWished: true, value: there } : { asWished: false, instead: there };
          },
        },
        options,
      );
    },
  };
}
