import type { Plan, CollaborationPlan, SyncChange } from './change.ts';
import type { CollaborationInventory, Inventory } from './inventory.ts';
import { identityOf } from './inventory.ts';
import type { DesiredCollaboration } from './desired.ts';
import { planAcceptance } from './planAcceptance.ts';
import { planIdNamespace } from './planIdNamespace.ts';
import { planTables } from './planTables.ts';
import { membershipLeftOutByQuota, unreadableCollaboration } from '../diagnosis/collaborationFindings.ts';

/**
 * From what is to what should be: a pure function, so that preview, dry run, program and panel show the same. A second
 * call over the result of the first plans nothing. Collaborations without a wish are left alone.
 */
export function plan(inventory: Inventory, desired: ReadonlyMap<string, DesiredCollaboration>): Plan<SyncChange> {
  const { memberships } = inventory.quotas;
  const places: Places = { memberships: memberships === undefined ? Infinity : memberships - inventory.activeMemberships };
  const collaborations = inventory.collaborations.flatMap((collaboration) => {
    const wish = desired.get(identityOf(collaboration).collaborationId);
    return wish === undefined ? [] : [planCollaboration(inventory, collaboration, wish, places)];
  });
  return { connection: inventory.connection, tables: [], collaborations, findings: [] };
}

/** How much the account's quotas have room for, while the plan is being made. */
interface Places {
  memberships: number;
}

function planCollaboration(
  inventory: Inventory,
  collaboration: CollaborationInventory,
  desired: DesiredCollaboration,
  places: Places,
): CollaborationPlan<SyncChange> {
  const planned: CollaborationPlan<SyncChange> = {
    ...identityOf(collaboration),
    changes: [],
    settled: [],
    wishedSchemas: [],
    findings: [],
  };
  if (collaboration.unreadable !== undefined) {
    planned.settled.push({ kind: 'membership', name: planned.name, outcome: 'failed', reason: collaboration.unreadable.sentence });
    planned.findings.push(unreadableCollaboration(inventory.connection, planned, collaboration.unreadable));
    return planned;
  }
  if (desired.blocked !== undefined && desired.blocked.length > 0) {
    planned.settled.push(
      ...desired.blocked.map((reason) => ({ kind: 'membership' as const, name: planned.name, outcome: 'failed' as const, reason })),
    );
    if (desired.tablesLeftAlone === true || collaboration.place.kind === 'invitation') return planned;
    return { ...planned, ...whatIsThere(inventory, collaboration, desired, planned) };
  }
  if (collaboration.place.kind === 'invitation') {
    if (!planAcceptance(inventory, collaboration, desired, planned)) return planned;
    if (places.memberships <= 0) return leaveInvitationOut(inventory, planned);
    places.memberships -= 1;
  }
  planTables(inventory, collaboration, desired, planned);
  planIdNamespace(inventory, collaboration, desired, planned);
  return planned;
}

/** Where nothing may be written, what is there is there all the same, with what is wrong with it. */
function whatIsThere(
  inventory: Inventory,
  collaboration: CollaborationInventory,
  desired: DesiredCollaboration,
  planned: CollaborationPlan<SyncChange>,
): Pick<CollaborationPlan<SyncChange>, 'settled' | 'wishedSchemas' | 'findings'> {
  const seen: CollaborationPlan<SyncChange> = { ...planned, changes: [], settled: [], wishedSchemas: [], findings: [] };
  // Of the role only that there is one is looked at.
  planTables(inventory, collaboration, { ...desired, roleArn: desired.roleArn ?? '' }, seen);
  planIdNamespace(inventory, collaboration, desired, seen);
  const existing = seen.settled.filter(({ outcome }) => outcome === 'existing');
  const names = new Set(existing.map(({ name }) => name));
  return {
    settled: [...planned.settled, ...existing],
    wishedSchemas: seen.wishedSchemas.filter((name) => names.has(name)),
    findings: [...planned.findings, ...seen.findings.filter(({ id }) => id === 'association.misnamed')],
  };
}

function leaveInvitationOut({ connection, quotas }: Inventory, planned: CollaborationPlan<SyncChange>): CollaborationPlan<SyncChange> {
  const finding = membershipLeftOutByQuota(connection, planned, quotas.memberships ?? 0);
  return {
    ...planned,
    changes: [],
    settled: [{ kind: 'membership', name: planned.name, outcome: 'left_out', reason: finding.title }],
    findings: [...planned.findings, finding],
  };
}
