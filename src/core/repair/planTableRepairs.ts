import { misnamedAssociation, misnamedInTurn, nameTaken, renameImpossible } from '../diagnosis/associationNameFindings.ts';
import { doubleAssociation, workingDouble } from '../diagnosis/repairFindings.ts';
import type { ConfiguredTableAssociation } from '../model/table.ts';
import type { RepairChange } from '../sync/change.ts';
import type { DesiredCollaboration, DesiredTable } from '../sync/desired.ts';
import { identityOf, type CollaborationIdentity, type CollaborationInventory, type Inventory } from '../sync/inventory.ts';
import { preferredAssociation } from '../sync/preferredAssociation.ts';
import { t } from '../text.ts';
import { existing } from './existing.ts';
import { isWidening, ruleAfter } from './inOneGo.ts';
import { whyIrreplaceable, type Irreplaceable } from './irreplaceable.ts';
import type { Repair } from './planRepair.ts';
import { planRuleRepairs } from './planRuleRepairs.ts';

/** A wished table with the associations that hold it. */
interface Held {
  wish: DesiredTable;
  staying: ConfiguredTableAssociation;
  doubles: ConfiguredTableAssociation[];
  /** What is wrong with the rule on the one that stays. */
  rule: Repair[];
  /** Why it keeps its wrong name. */
  irreplaceable: Irreplaceable | undefined;
}

/** What is wrong with the associations of the wished tables and with the rules on them. */
export function planTableRepairs(inventory: Inventory, collaboration: CollaborationInventory, desired: DesiredCollaboration): Repair[] {
  if (desired.tablesLeftAlone === true) return [];
  const held = desired.tables.flatMap((wish): Held[] => {
    const associations = collaboration.associations.filter(({ configuredTableId }) => configuredTableId === wish.table.id);
    const staying = preferredAssociation(associations, wish.associationName, collaboration.schemas);
    if (staying === undefined) return [];
    const rule = planRuleRepairs(inventory, collaboration, staying, wish.table);
    const [correction] = rule.flatMap(({ change }) => (change === undefined || isWidening(change) ? [] : (ruleAfter(change) ?? [])));
    const irreplaceable = whyIrreplaceable(inventory, collaboration, { table: wish.table, association: staying, correction });
    return [{ wish, staying, doubles: associations.filter((each) => each !== staying), rule, irreplaceable }];
  });
  const identity = identityOf(collaboration);
  const stuck = heldNames(collaboration, held);
  return held.flatMap((each) => {
    const { associationName: name } = each.wish;
    const inTurn = held.find((other) => other !== each && other.staying.name === name);
    const repairs = associationRepairs(inventory, identity, each, { holder: stuck.get(name), inTurn });
    const isRenamed = repairs.some(({ change }) => change?.kind === 'replaceAssociation');
    return [...each.doubles.map((double) => doubleRepair(inventory, collaboration, double, each, isRenamed)), ...repairs];
  });
}

/**
 * The names that nothing frees, with who holds them. An association frees its name where it is double, or renamed in
 * its turn; where its own new name is held by one that stays, it stays as well.
 */
function heldNames(collaboration: CollaborationInventory, held: readonly Held[]): ReadonlyMap<string, ConfiguredTableAssociation> {
  const { associations } = collaboration;
  const doubles = new Set(held.flatMap((each) => each.doubles.filter((double) => !isNeeded(collaboration, double, each))));
  const renamed = new Map(
    held
      .filter(({ wish, staying, irreplaceable }) => isMisnamed(wish, staying) && irreplaceable === undefined)
      .map(({ wish, staying }) => [staying, wish.associationName]),
  );
  for (;;) {
    const stuck = new Map(associations.filter((each) => !doubles.has(each) && !renamed.has(each)).map((each) => [each.name, each]));
    const blocked = [...renamed].filter(([, name]) => stuck.has(name));
    if (blocked.length === 0) return stuck;
    for (const [association] of blocked) renamed.delete(association);
  }
}

/** Where no name can be given, the template is at fault and not the association. */
function isMisnamed({ associationName, impossible }: DesiredTable, { name }: ConfiguredTableAssociation): boolean {
  return impossible === undefined && name !== associationName;
}

/** The working one of two is not deleted: first a sync or a repair has to make the one that stays ready. */
function isNeeded({ schemas }: CollaborationInventory, double: ConfiguredTableAssociation, { staying }: Held): boolean {
  return schemas.get(double.name)?.ready === true && schemas.get(staying.name)?.ready !== true;
}

function doubleRepair(
  { connection }: Inventory,
  collaboration: CollaborationInventory,
  double: ConfiguredTableAssociation,
  held: Held,
  isRenamed: boolean,
): Repair {
  const { wish, staying } = held;
  const identity = identityOf(collaboration);
  const finding = doubleAssociation(connection, identity, double, staying);
  if (isNeeded(collaboration, double, held)) return { finding: workingDouble(finding, double, staying, identity) };
  return {
    finding,
    change: {
      kind: 'deleteDoubleAssociation',
      ...existing(double),
      staying: isRenamed ? wish.associationName : staying.name,
      stayingId: staying.id,
      reason: t('It holds the same configured table as "{0}", which stays.', staying.name),
    },
  };
}

/**
 * What is wrong with the association that stays: its name, and its rule. `holder` keeps the name that it should have;
 * `inTurn` has it, and gives it away where it does not keep it.
 */
function associationRepairs(
  { connection }: Inventory,
  identity: CollaborationIdentity,
  { wish, staying, rule, irreplaceable }: Held,
  { holder, inTurn }: { holder: ConfiguredTableAssociation | undefined; inTurn: Held | undefined },
): Repair[] {
  const { table, associationName: name } = wish;
  if (!isMisnamed(wish, staying)) return rule;
  if (irreplaceable !== undefined) return [{ finding: renameImpossible(connection, identity, staying, name, irreplaceable) }, ...rule];
  if (holder !== undefined && holder !== staying) return [{ finding: nameTaken(connection, identity, staying, name, holder) }, ...rule];
  const reason = t('By association_name the table {0} is to be called "{1}".', table.name, name);
  const rename: RepairChange = { kind: 'replaceAssociation', ...existing(staying), name, rule: undefined, reason };
  const finding =
    inTurn === undefined
      ? misnamedAssociation(connection, identity, staying, name)
      : misnamedInTurn(connection, identity, staying, name, {
          association: inTurn.staying,
          table: inTurn.wish.table,
          wished: inTurn.wish.associationName,
        });
  return [{ finding, change: rename }, ...rule];
}
