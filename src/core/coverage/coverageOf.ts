import { causeOf } from '../diagnosis/readinessCauses.ts';
import { paidCosts } from '../model/collaboration.ts';
import type { Connection } from '../model/connection.ts';
import type { ConfiguredTable, ConfiguredTableAssociation } from '../model/table.ts';
import type { AccountRepairs, CollaborationRepairs } from '../repair/planRepair.ts';
import type { CollaborationPlan, Plan } from '../sync/change.ts';
import type { DesiredCollaboration } from '../sync/desired.ts';
import { identityOf, type CollaborationInventory, type Inventory } from '../sync/inventory.ts';
import { preferredAssociation } from '../sync/preferredAssociation.ts';
import { t } from '../text.ts';
import { idNamespaceColumnId, type Coverage, type CoverageCell, type CoverageColumn, type CoverageRow } from './coverage.ts';
import { tableColumns } from './tableColumns.ts';

/** What a picture of an account is made from: what is, what should be, and what is to be done about the difference. */
export interface CoverageSources {
  inventory: Inventory;
  desired: ReadonlyMap<string, DesiredCollaboration>;
  plan: Plan;
  repairs: AccountRepairs;
  /** The memberships that the configuration lists. */
  managed: ReadonlySet<string>;
  /** ISO 8601. */
  takenAt: string;
}

/** The state of every table and ID namespace in every collaboration that the account has joined. Pure. */
export function coverageOf({ inventory, desired, plan, repairs, managed, takenAt }: CoverageSources): Coverage {
  const columns = tableColumns(inventory.configuredTables);
  const plans = new Map(plan.collaborations.map((each) => [each.collaborationId, each]));
  const repairsOf = new Map(repairs.collaborations.map((each) => [each.collaborationId, each]));
  const rows = inventory.collaborations.flatMap((collaboration) => {
    const { collaborationId } = identityOf(collaboration);
    const sources = { wish: desired.get(collaborationId), plan: plans.get(collaborationId), repairs: repairsOf.get(collaborationId) };
    return rowOf(inventory, collaboration, columns, managed, sources);
  });
  const used = new Set(rows.flatMap(({ cells }) => cells.map(({ columnId }) => columnId)));
  return {
    connection: connectionOf(inventory.connection),
    takenAt,
    columns: [
      ...(used.has(idNamespaceColumnId) ? [namespaceColumn()] : []),
      ...[...new Map([...columns.values()].map((column) => [column.id, column])).values()].filter(({ id }) => used.has(id)),
    ],
    tables: inventory.configuredTables.map((table) => {
      const rule = ruleOf(table, inventory.collaborations);
      return {
        id: table.id,
        name: table.name,
        columnId: columns.get(table.id)?.id ?? table.id,
        ...(table.analysisRuleType === undefined ? {} : { analysisRuleType: table.analysisRuleType }),
        ...(rule === undefined ? {} : { rule }),
      };
    }),
    rows,
  };
}

function connectionOf({ id, name, accountId, region, sandbox }: Connection): Coverage['connection'] {
  return { id, name, accountId, region, sandbox };
}

function namespaceColumn(): CoverageColumn {
  return { id: idNamespaceColumnId, name: t('ID namespace'), kind: 'id_namespace' };
}

/** The table's own rule, from whichever collaboration showed it. */
function ruleOf({ id }: ConfiguredTable, collaborations: readonly CollaborationInventory[]) {
  for (const { associations, rules } of collaborations) {
    for (const { name, configuredTableId } of associations) {
      const rule = configuredTableId === id ? rules?.get(name)?.table : undefined;
      if (rule !== undefined) return rule;
    }
  }
  return undefined;
}

/** What is known of one collaboration's difference between is and should be. */
interface RowSources {
  wish: DesiredCollaboration | undefined;
  plan: CollaborationPlan | undefined;
  repairs: CollaborationRepairs | undefined;
}

function rowOf(
  inventory: Inventory,
  collaboration: CollaborationInventory,
  columns: ReadonlyMap<string, CoverageColumn>,
  managed: ReadonlySet<string>,
  sources: RowSources,
): CoverageRow[] {
  const { membershipId, ...identity } = identityOf(collaboration);
  if (membershipId === undefined) return [];
  const problem = collaboration.unreadable?.sentence ?? sources.wish?.blocked?.[0];
  return [
    {
      ...identity,
      membershipId,
      managed: managed.has(membershipId),
      readAt: collaboration.readAt,
      ...(problem === undefined ? {} : { problem }),
      members: (collaboration.members ?? []).map(({ accountId, displayName, status, abilities, payment }) => ({
        accountId,
        displayName,
        status,
        abilities,
        pays: paidCosts(payment),
      })),
      cells: [
        ...namespaceCell(collaboration, sources, problem),
        ...inventory.configuredTables.flatMap((table) =>
          tableCell(collaboration, table, columns.get(table.id)?.id ?? table.id, sources, problem),
        ),
      ],
    },
  ];
}

function tableCell(
  collaboration: CollaborationInventory,
  table: ConfiguredTable,
  columnId: string,
  { wish, plan, repairs }: RowSources,
  problem: string | undefined,
): CoverageCell[] {
  const wished = wish?.tables.find((each) => each.table.id === table.id);
  const associations = collaboration.associations.filter(({ configuredTableId }) => configuredTableId === table.id);
  const association = preferredAssociation(associations, wished?.associationName ?? '', collaboration.schemas);
  const base = { columnId, resourceId: table.id, wished: wished !== undefined };
  if (association === undefined) {
    return wished === undefined ? [] : [{ ...base, ...absence(plan, wished.associationName, problem) }];
  }
  const ids = new Set(associations.map(({ id }) => id));
  const wrong = (repairs?.repairs ?? [])
    .map(({ finding }) => finding)
    .filter(({ subject, severity }) => ids.has(subject.id ?? '') && severity !== 'information');
  const rule = collaboration.rules?.get(association.name)?.collaboration;
  const present = {
    ...base,
    associationId: association.id,
    associationName: association.name,
    ...(rule === undefined ? {} : { rule: { type: rule.type, receivers: rule.allowedResultReceivers } }),
  };
  if (wrong.length > 0) return [{ ...present, state: 'to_repair', reason: wrong.map(({ title }) => title).join(' ') }];
  return [{ ...present, ...readinessOf(collaboration, association, wished !== undefined) }];
}

/** A wished table that is not there: to be made, without a place, or impossible. */
function absence(plan: CollaborationPlan | undefined, name: string, problem: string | undefined): Pick<CoverageCell, 'state' | 'reason'> {
  const settled = plan?.settled.find((item) => item.kind === 'association' && item.name === name);
  if (settled !== undefined && settled.outcome !== 'existing') return { state: settled.outcome, reason: settled.reason };
  if (problem !== undefined) return { state: 'failed', reason: problem };
  const change = plan?.changes.find((each) => each.kind === 'createAssociation' && each.name === name);
  return { state: 'missing', reason: change?.reason ?? t('It is not in this collaboration.') };
}

function readinessOf(
  { schemas }: CollaborationInventory,
  { name }: ConfiguredTableAssociation,
  wished: boolean,
): Pick<CoverageCell, 'state' | 'reason'> {
  const schema = schemas.get(name);
  const unasked = wished ? [] : [t('The configuration does not ask for this table.')];
  if (schema?.ready === true) return { state: 'ready', reason: unasked.join(' ') };
  const why =
    schema === undefined
      ? t('AWS Clean Rooms does not know the table yet.')
      : schema.reasons.length === 0
        ? t('AWS Clean Rooms has not finished preparing it.')
        : schema.reasons.map((reason) => `${reason.code}: ${causeOf(reason).sentence}`).join(' ');
  return { state: 'not_ready', reason: [why, ...unasked].join(' ') };
}

/** The wished ID namespace, or one that is there all the same. */
function namespaceCell(
  { idNamespaceAssociations }: CollaborationInventory,
  { wish, plan, repairs }: RowSources,
  problem: string | undefined,
): CoverageCell[] {
  const wished = wish?.idNamespace;
  const found =
    idNamespaceAssociations.find(({ idNamespaceArn }) => idNamespaceArn === wished?.arn) ??
    idNamespaceAssociations.find(({ name }) => name === wished?.name);
  const present = found ?? (wished === undefined ? idNamespaceAssociations[0] : undefined);
  if (present === undefined && wished === undefined) return [];
  const base = {
    columnId: idNamespaceColumnId,
    wished: wished !== undefined,
    resourceId: present?.idNamespaceArn ?? wished?.arn ?? '',
    ...(present === undefined ? {} : { associationId: present.id, associationName: present.name }),
  };
  const wrong = repairs?.repairs.find(({ finding }) => finding.subject.kind === 'id_namespace');
  if (wrong !== undefined) return [{ ...base, state: 'to_repair', reason: wrong.finding.title }];
  if (present !== undefined) {
    const others = idNamespaceAssociations.length - 1;
    const reasons = [
      ...(others > 0 ? [t('{0} more are associated.', others)] : []),
      ...(wished === undefined ? [t('The configuration does not ask for this ID namespace.')] : []),
    ];
    return [{ ...base, state: 'ready', reason: reasons.join(' ') }];
  }
  const settled = plan?.settled.find(({ kind, outcome }) => kind === 'id_namespace' && outcome !== 'existing');
  if (settled !== undefined && settled.outcome !== 'existing') return [{ ...base, state: settled.outcome, reason: settled.reason }];
  if (problem !== undefined) return [{ ...base, state: 'failed', reason: problem }];
  return [{ ...base, state: 'missing', reason: t('It is not in this collaboration.') }];
}
