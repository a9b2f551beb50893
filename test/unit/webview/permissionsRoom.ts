import { readPermissions } from '../../../src/core/jobs/partners/readPartnerPermissions.ts';
import { roomPermissions } from '../../../src/extension/panels/permissions/roomPermissions.ts';
import type { RoomPermissions } from '../../../src/protocol/permissionMessages.ts';
import { freshDraft, type Draft } from '../../../src/webview/permissions/draft.ts';
import { ticksOf, type Ticks } from '../../../src/webview/permissions/ticks.ts';
import { InMemoryPartners, PartnerWorld, viewerRole } from '../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../support/partners/memoryPartnerSettings.ts';
import { partnerContext } from '../support/partners/partnerJobs.ts';

/** A room with two partners, three questions and two datasets as the page has got it, and the form as it is at first. */
export async function filledRoom({ kept, withShares = false }: { kept?: string; withShares?: boolean } = {}): Promise<{
  permissions: RoomPermissions;
  now: Ticks;
  draft: Draft;
}> {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova');
  world.partner(room, 'Orbit', viewerRole);
  world.question(room, 'Reach', ['VIEW_RESULTS', 'RUN']);
  world.question(room, 'Overlap', ['VIEW_RESULTS']);
  world.question(room, 'Frequency', ['VIEW_RESULTS', 'VIEW_CODE']);
  world.dataset(room, 'Sales');
  world.dataset(room, 'Impressions', { organisationName: 'Nova', partnerCanAssign: true });
  const partnerSettings = new MemoryPartnerSettings(kept === undefined ? {} : { rooms: [{ room_id: room.id, permission_template: kept }] });
  const reading = await readPermissions(partnerContext({ service: new InMemoryPartners(world), partnerSettings }), room, { withShares });
  const permissions = roomPermissions(reading, true);
  const now = ticksOf(permissions);
  return { permissions, now, draft: freshDraft(permissions, now) };
}
