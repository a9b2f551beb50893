import { isTableChange, subjectOf } from './repairSubject.ts';
import { deletes, type AllowProviders, type CollaborationPlan, type Plan, type RepairChange } from '../sync/change.ts';
import type { DesiredCollaboration } from '../sync/desired.ts';
import { identityOf, type CollaborationInventory, type Inventory } from '../sync/inventory.ts';
import type { Finding } from '../model/finding.ts';
import { nameStays, ownedByAnotherTool } from '../diagnosis/ownershipFindings.ts';
import { inOneGo } from './inOneGo.ts';
import { renamesInVain, withWhatFreesTheirNames } from './freedNames.ts';
import type { Owners } from './owners.ts';
import { planProviders } from './planProviders.ts';
import { planIdNamespaceRepair } from './planIdNamespaceRepair.ts';
import { planTableRepairs } from './planTableRepairs.ts';

/** One thing that is not as it should be: the finding that says so and, where this program can mend it, the change. */
export interface Repair<C extends RepairChange | AllowProviders = RepairChange> {
  finding: Finding;
  change?: C | undefined;
}

/** What is wrong in one collaboration. */
export interface CollaborationRepairs extends Pick<CollaborationPlan, 'collaborationId' | 'membershipId' | 'name'> {
  identity: ReturnType<typeof identityOf>;
  repairs: Repair[];
}

/** Everything that earlier tools left wrong in an account. */
export interface AccountRepairs {
  tables: Repair<AllowProviders>[];
  collaborations: CollaborationRepairs[];
}

/**
 * Compares what is there with what should be, where a sync leaves it alone: names, double associations, rules' types and
 * receivers, the ID namespace's ARN, providers. Pure, and nothing for what a sync makes. Wants an inventory that was read
 * with its rules and members. A second call over the mended account finds nothing.
 */
export function findRepairs(inventory: Inventory, desired: ReadonlyMap<string, DesiredCollaboration>): AccountRepairs {
  const collaborations = inventory.collaborations.flatMap((collaboration) => {
    const identity = identityOf(collaboration);
    const wish = desired.get(identity.collaborationId);
    if (wish === undefined || collaboration.place.kind === 'invitation' || collaboration.unreadable !== undefined) return [];
    return [{ ...identity, identity, repairs: repairsIn(inventory, collaboration, wish) }];
  });
  return { tables: planProviders(inventory, desired), collaborations };
}

function repairsIn(inventory: Inventory, collaboration: CollaborationInventory, desired: DesiredCollaboration): Repair[] {
  return [...planTableRepairs(inventory, collaboration, desired), ...planIdNamespaceRepair(inventory, collaboration, desired)];
}

/** Which repairs are to be made. */
export interface RepairChoice {
  /** Undefined: all. */
  collaborationIds?: ReadonlySet<string> | undefined;
  /** Ids of associations, ID namespace associations and configured tables. Undefined: all. */
  subjectIds?: ReadonlySet<string> | undefined;
  /** Whether receivers may be added; more accounts then see results. */
  widenReceivers: boolean;
  /** Whether what carries another tool's tags is changed too. */
  includeOwned: boolean;
  /** False: nothing is deleted, not even to be made anew. */
  mayDelete?: boolean;
}

/**
 * The plan that makes the chosen repairs. `owners` names another tool for the ARNs of what it owns. A rename that needs
 * a name which another one frees brings that one with it.
 */
export function planRepairs(inventory: Inventory, found: AccountRepairs, choice: RepairChoice, owners: Owners): Plan<RepairChange> {
  const { collaborationIds, subjectIds, widenReceivers, includeOwned, mayDelete = true } = choice;
  const may = (change: RepairChange | AllowProviders): boolean =>
    (includeOwned || !owners.has(subjectOf(change).arn)) &&
    (mayDelete || !deletes(change)) &&
    (widenReceivers || change.kind !== 'allowReceivers' || !change.widens) &&
    (!isTableChange(change) || collaborationIds === undefined || subjectIds?.has(change.configuredTableId) === true);
  const asked = (change: RepairChange | AllowProviders): boolean => subjectIds?.has(subjectOf(change).id) ?? true;
  const collaborations = found.collaborations
    .filter(({ collaborationId }) => collaborationIds?.has(collaborationId) ?? true)
    .map(({ identity, repairs }): CollaborationPlan<RepairChange> => {
      const all = changesOf(repairs);
      const permitted = all.filter(may);
      const inVain = renamesInVain(all, permitted);
      const possible = permitted.filter((change) => !inVain.has(change));
      const chosen = withWhatFreesTheirNames(possible.filter(asked), possible);
      const changes = inOneGo(chosen).map((change) => ownedKnowingly(change, owners));
      // What this plan mends is no finding of its own: the change says it.
      const left = repairs.filter(({ change }) => change === undefined || !chosen.includes(change));
      return {
        ...identity,
        changes,
        settled: [],
        wishedSchemas: changes.flatMap(schemaAfter),
        // Who asked about one thing is not told of the others.
        findings: left.filter(({ finding }) => isAbout(finding, subjectIds)).map((repair) => findingOf(repair, owners, inVain)),
      };
    });
  const tables = changesOf(found.tables).filter(may).filter(asked);
  const left = found.tables.filter(({ change }) => change === undefined || !tables.includes(change));
  return {
    connection: inventory.connection,
    tables,
    collaborations,
    // A table's own rule is the account's: who asked about a collaboration is not told of it.
    findings: left
      .filter(({ finding }) => isAbout(finding, subjectIds) && (collaborationIds === undefined || subjectIds !== undefined))
      .map((repair) => findingOf(repair, owners)),
  };
}

function isAbout({ subject }: Finding, subjectIds: ReadonlySet<string> | undefined): boolean {
  return subjectIds === undefined || (subject.id !== undefined && subjectIds.has(subject.id));
}

/** Notes that a person has decided to change what another tool owns. */
function ownedKnowingly(change: RepairChange, owners: Owners): RepairChange {
  const owner = owners.get(change.associationArn);
  return owner === undefined ? change : { ...change, owner };
}

/** Every finding, with who else owns what it is about. */
export function findingsOf({ tables, collaborations }: AccountRepairs, owners: Owners): Finding[] {
  return [
    ...tables.map((repair) => findingOf(repair, owners)),
    ...collaborations.flatMap(({ repairs }) => {
      const all = changesOf(repairs);
      const inVain = renamesInVain(
        all,
        all.filter((change) => !owners.has(subjectOf(change).arn)),
      );
      return repairs.map((repair) => findingOf(repair, owners, inVain));
    }),
  ];
}

/** Every change of a plan. */
export function changesIn({ tables, collaborations }: Plan<RepairChange>): (RepairChange | AllowProviders)[] {
  return [...tables, ...collaborations.flatMap(({ changes }) => changes)];
}

/** Every change that a repair could make. */
export function possibleChanges({ tables, collaborations }: AccountRepairs): (RepairChange | AllowProviders)[] {
  return [...changesOf(tables), ...collaborations.flatMap(({ repairs }) => changesOf(repairs))];
}

function changesOf<C extends RepairChange | AllowProviders>(repairs: readonly Repair<C>[]): C[] {
  return repairs.flatMap(({ change }) => change ?? []);
}

function findingOf(
  { finding, change }: Repair<RepairChange | AllowProviders>,
  owners: Owners,
  inVain: ReadonlyMap<RepairChange, RepairChange> = new Map(),
): Finding {
  if (change === undefined) return finding;
  const owner = owners.get(subjectOf(change).arn);
  if (owner !== undefined) return ownedByAnotherTool(finding, owner);
  const freeing = isTableChange(change) ? undefined : inVain.get(change);
  if (freeing === undefined || freeing.kind === 'replaceIdNamespaceAssociation') return finding;
  return nameStays(finding, freeing.associationName, owners.get(freeing.associationArn));
}

/** The schema whose readiness a change may alter. */
function schemaAfter(change: RepairChange): string[] {
  switch (change.kind) {
    case 'replaceAssociation':
      return [change.name];
    case 'allowReceivers':
    case 'replaceAnalysisRule':
      return [change.associationName];
    case 'deleteDoubleAssociation':
    case 'replaceIdNamespaceAssociation':
      return [];
  }
}
