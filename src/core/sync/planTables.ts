import type { CollaborationPlan, SyncChange } from './change.ts';
import type { CollaborationInventory, Inventory } from './inventory.ts';
import type { DesiredCollaboration, DesiredTable } from './desired.ts';
import type { ConfiguredTableAssociation } from '../model/table.ts';
import { impossibleAssociation, leftOutByQuota, noPossibleReceiver, tableWithoutRule } from '../diagnosis/tableFindings.ts';
import { misnamedAssociation } from '../diagnosis/associationNameFindings.ts';
import { preferredAssociation } from './preferredAssociation.ts';
import { possibleReceivers } from './receivers.ts';
import { t } from '../text.ts';

/** Plans the associations of the wished tables and the collaboration analysis rules on them into `planned`. */
export function planTables(
  inventory: Inventory,
  collaboration: CollaborationInventory,
  desired: DesiredCollaboration,
  planned: CollaborationPlan<SyncChange>,
): void {
  const { roleArn } = desired;
  if (roleArn === undefined) return;
  const byTable = Map.groupBy(collaboration.associations, ({ configuredTableId }) => configuredTableId);
  const names = new Map(collaboration.associations.map((association) => [association.name, association]));
  const quota = inventory.quotas.associationsPerMembership;
  let places = quota === undefined ? Infinity : Math.max(0, quota - collaboration.associations.length);
  const leftOut: string[] = [];

  for (const wish of desired.tables) {
    const { table, associationName } = wish;
    const existing = preferredAssociation(byTable.get(table.id), associationName, collaboration.schemas);
    const impossible = existing === undefined ? (wish.impossible ?? takenName(names.get(associationName), wish)) : undefined;
    if (existing !== undefined) {
      planned.settled.push({
        kind: 'association',
        name: existing.name,
        outcome: 'existing',
        reason: t('The configured table is already associated.'),
        id: existing.id,
      });
      planned.wishedSchemas.push(existing.name);
      if (existing.name !== associationName && wish.impossible === undefined)
        planned.findings.push(misnamedAssociation(inventory.connection, planned, existing, associationName));
      planRule(inventory, collaboration, wish, existing, planned);
    } else if (impossible !== undefined) {
      planned.settled.push({ kind: 'association', name: associationName, outcome: 'failed', reason: impossible });
      planned.findings.push(impossibleAssociation(inventory.connection, planned, table, impossible));
    } else if (places <= 0) {
      planned.settled.push({
        kind: 'association',
        name: associationName,
        outcome: 'left_out',
        reason: t('The quota of {0} associations per membership is used up.', quota ?? 0),
      });
      leftOut.push(associationName);
    } else {
      places -= 1;
      planned.changes.push({
        kind: 'createAssociation',
        configuredTableId: table.id,
        tableName: table.name,
        name: associationName,
        roleArn,
        reason: t('The configured table {0} is not in this collaboration.', table.name),
      });
      planned.wishedSchemas.push(associationName);
      planRule(inventory, collaboration, wish, undefined, planned);
    }
  }
  if (leftOut.length > 0) planned.findings.push(leftOutByQuota(inventory.connection, planned, inventory.quotas, leftOut));
}

function takenName(holder: ConfiguredTableAssociation | undefined, { table, associationName }: DesiredTable): string | undefined {
  return holder === undefined || holder.configuredTableId === table.id
    ? undefined
    : t('The association name "{0}" is taken by another configured table ({1}).', associationName, holder.configuredTableId);
}

/** The rule's type is the table's own; its receivers are the members who can receive results. */
function planRule(
  inventory: Inventory,
  collaboration: CollaborationInventory,
  { table, associationName }: DesiredTable,
  existing: ConfiguredTableAssociation | undefined,
  planned: CollaborationPlan<SyncChange>,
): void {
  const name = existing?.name ?? associationName;
  const present = existing?.analysisRuleType;
  if (present !== undefined && present !== 'none') {
    planned.settled.push({
      kind: 'analysis_rule',
      name,
      outcome: 'existing',
      reason: t('The association has a collaboration analysis rule ({0}).', present),
    });
    return;
  }
  if (table.analysisRuleType === undefined) {
    planned.findings.push(tableWithoutRule(inventory.connection, table));
    return;
  }
  const receivers = possibleReceivers(collaboration.members ?? [], inventory.connection.accountId);
  if (receivers.length === 0) {
    if (!planned.findings.some(({ id }) => id === 'rule.no_receiver'))
      planned.findings.push(noPossibleReceiver(inventory.connection, planned));
    return;
  }
  const change: SyncChange = {
    kind: 'createAnalysisRule',
    associationId: existing?.id,
    configuredTableId: table.id,
    associationName: name,
    type: table.analysisRuleType,
    allowedResultReceivers: receivers,
    reason:
      existing === undefined
        ? t('An association can be queried only with a rule; results may go to {0}.', receivers.join(', '))
        : t('The association has no collaboration analysis rule; results may go to {0}.', receivers.join(', ')),
  };
  planned.changes.push(change);
}
