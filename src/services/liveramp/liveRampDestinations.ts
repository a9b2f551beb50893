import type { Destinations } from '../../core/partnerService.ts';
import { allPages } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';

/** GET /cleanrooms/{id}/destinations: the greatest limit. */
const pageSize = 100;

/** Where results of a clean room may be sent; read only. */
export function liveRampDestinations(calls: LiveRampCalls, known: KnownRooms): Destinations {
  return {
    async list(room, signal) {
      known.remember(room);
      const rows = await allPages(
        pageSize,
        async (query) =>
          (
            await calls.read(
              { operation: 'listCleanroomDestinations', parameters: { cleanroomId: room.id }, query, about: known.about(room.id) },
              signal,
            )
          ).partnerAccounts,
        ({ partnerAccount }) => partnerAccount.ID,
      );
      return rows.map(({ partnerAccount, channelStatus, ownership }) => ({
        id: partnerAccount.ID,
        name: partnerAccount.name,
        channelStatus: channelStatus ?? '',
        ownership,
      }));
    },
  };
}
