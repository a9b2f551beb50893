import type { Invitation, Membership } from '../model/collaboration.ts';
import type { Finding } from '../model/finding.ts';
import type { RunOptions } from '../progress.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import type { DesiredCollaboration } from './desired.ts';
import type { CollaborationInventory, Inventory } from './inventory.ts';
import { readInvitation, readMembership } from './readCollaboration.ts';
import { resolveWishes, type Wish } from './wishes.ts';

/** The collaborations that a run is about. */
export interface Scope {
  invitations: readonly Invitation[];
  memberships: readonly Membership[];
  /** How many the account has in all: the quota of memberships counts every one. */
  activeMemberships: number;
  /** Which memberships are looked at closely, with every member and rule; none where nothing is said. */
  closely?: ((membership: Membership) => boolean) | undefined;
}

export interface InventoryAndWishes {
  inventory: Inventory;
  desired: Map<string, DesiredCollaboration>;
  findings: Finding[];
}

/**
 * Reads everything that a plan needs. Quotas come first, because they also say how fast the rest may be read. Raises
 * what makes the whole run pointless; what is wrong with one collaboration stays in that collaboration.
 */
export async function readInventory(
  service: CleanRoomService,
  scope: Scope,
  wishes: readonly Wish[],
  { signal, onProgress }: RunOptions,
): Promise<InventoryAndWishes> {
  const quotas = (await service.prerequisites?.quotas(signal)) ?? { source: t('unknown') };
  const configuredTables = (await service.associations?.configuredTables(signal)) ?? [];
  const { desired, findings } = await resolveWishes(service, wishes, configuredTables, signal);

  const ruleTypes = new Map(
    configuredTables.flatMap(({ id, analysisRuleType }) => (analysisRuleType === undefined ? [] : [[id, analysisRuleType] as const])),
  );
  const total = scope.invitations.length + scope.memberships.length;
  let done = 0;
  const counted = async (name: string, reading: Promise<CollaborationInventory>): Promise<CollaborationInventory> => {
    const collaboration = await reading;
    onProgress?.({ phase: 'reading', done: (done += 1), total, message: t('Read {0}', name) });
    return collaboration;
  };
  const collaborations = await Promise.all([
    ...scope.memberships.map((membership) =>
      counted(
        membership.collaborationName,
        readMembership(service, membership, desired.get(membership.collaborationId), {
          closely: scope.closely?.(membership) ?? false,
          ruleTypes,
          signal,
        }),
      ),
    ),
    ...scope.invitations.map((invitation) =>
      counted(invitation.name, readInvitation(service, invitation, desired.get(invitation.collaborationId), signal)),
    ),
  ]);
  return {
    inventory: { connection: service.connection, quotas, configuredTables, collaborations, activeMemberships: scope.activeMemberships },
    desired,
    findings,
  };
}
