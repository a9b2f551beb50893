import { findRepairs, planRepairs, type AccountRepairs, type RepairChoice } from '../../../../src/core/repair/planRepair.ts';
import type { Owners } from '../../../../src/core/repair/owners.ts';
import type { Finding } from '../../../../src/core/model/finding.ts';
import type { CollaborationPlan, Plan, RepairChange } from '../../../../src/core/sync/change.ts';
import { changeSentence } from '../../../../src/core/sync/changeSentence.ts';
import type { Inventory } from '../../../../src/core/sync/inventory.ts';
import { readInventory } from '../../../../src/core/sync/readInventory.ts';
import type { Wish } from '../../../../src/core/sync/wishes.ts';
import { settings } from '../../builders.ts';
import { InMemoryService, type World } from '../../inMemoryService.ts';

export interface LookedAt {
  inventory: Inventory;
  found: AccountRepairs;
  /** What was found in the first collaboration. */
  findings: Finding[];
  /** What there was found can be done about it. */
  changes: RepairChange[];
  plan: (choice?: Partial<RepairChoice>, owners?: Owners) => Plan<RepairChange>;
  /** The plan of the first collaboration. */
  first: (choice?: Partial<RepairChoice>, owners?: Owners) => CollaborationPlan<RepairChange>;
}

/** Looks at every room of a world closely, wishing the usual or what `wish` says, and finds what needs a repair. */
export async function lookedAt(
  world: World,
  wish: Partial<Wish> | ((number: number) => Partial<Wish>) = {},
  service = new InMemoryService(world),
): Promise<LookedAt> {
  const memberships = world.rooms.map(({ membership }) => membership);
  const scope = { invitations: [], memberships, activeMemberships: memberships.length, closely: () => true };
  const wishes = memberships.map(({ collaborationId }, index) => ({
    settings: settings(),
    ...(typeof wish === 'function' ? wish(index) : wish),
    collaborationId,
  }));
  const { inventory, desired } = await readInventory(service, scope, wishes, {});
  const found = findRepairs(inventory, desired);
  const repairs = found.collaborations[0]?.repairs ?? [];
  const plan = (choice: Partial<RepairChoice> = {}, owners: Owners = new Map()): Plan<RepairChange> =>
    planRepairs(inventory, found, { widenReceivers: false, includeOwned: false, ...choice }, owners);
  return {
    inventory,
    found,
    findings: repairs.map(({ finding }) => finding),
    changes: [...new Set(repairs.flatMap(({ change }) => change ?? []))],
    plan,
    first(choice, owners) {
      const [first] = plan(choice, owners).collaborations;
      if (first === undefined) throw new Error('Nothing was planned.');
      return first;
    },
  };
}

/** What changes would do, in words, without their reasons. */
export function sentences({ changes }: Pick<CollaborationPlan, 'changes'>): string[] {
  return changes.map(changeSentence);
}

/** The kinds of findings. */
export function kindsOf(findings: readonly Finding[]): string[] {
  return findings.map(({ id }) => id);
}
