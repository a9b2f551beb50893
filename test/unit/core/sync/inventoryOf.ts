import type { Inventory } from '../../../../src/core/sync/inventory.ts';
import type { CollaborationPlan, Plan } from '../../../../src/core/sync/change.ts';
import type { DesiredCollaboration } from '../../../../src/core/sync/desired.ts';
import { plan } from '../../../../src/core/sync/plan.ts';
import { readInventory, type Scope } from '../../../../src/core/sync/readInventory.ts';
import type { Wish } from '../../../../src/core/sync/wishes.ts';
import { settings } from '../../builders.ts';
import type { InMemoryService } from '../../inMemoryService.ts';

export interface Planned {
  inventory: Inventory;
  desired: Map<string, DesiredCollaboration>;
  whole: Plan;
  /** The plan of the first collaboration. */
  first: CollaborationPlan;
}

/** Reads everything in the service's world and plans it with the usual settings, or with those of `wish`. */
export async function planned(
  service: InMemoryService,
  wish: Partial<Wish> = {},
  scope: Scope = {
    invitations: service.world.invitations,
    memberships: service.world.rooms.map(({ membership }) => membership),
    activeMemberships: service.world.rooms.length,
  },
): Promise<Planned> {
  const ids = [...scope.invitations, ...scope.memberships].map(({ collaborationId }) => collaborationId);
  const wishes = ids.map((collaborationId) => ({ settings: settings(), ...wish, collaborationId }));
  const { inventory, desired } = await readInventory(service, scope, wishes, {});
  const whole = plan(inventory, desired);
  const [first] = whole.collaborations;
  if (first === undefined) throw new Error('Nothing was planned.');
  return { inventory, desired, whole, first };
}

export function changeNames(collaboration: CollaborationPlan, kind: CollaborationPlan['changes'][number]['kind']): string[] {
  return collaboration.changes
    .filter((change) => change.kind === kind)
    .map((change) => ('associationName' in change ? change.associationName : 'name' in change ? change.name : change.invitation.name));
}
