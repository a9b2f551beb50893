import type { CollaborationPlan, SyncChange } from './change.ts';
import type { CollaborationInventory, Inventory } from './inventory.ts';
import type { DesiredCollaboration } from './desired.ts';
import { idNamespaceLeftOutByQuota } from '../diagnosis/idFindings.ts';
import { wrongIdNamespace } from '../diagnosis/repairFindings.ts';
import { t } from '../text.ts';

/** Plans the ID namespace association into `planned`. It is recognised by the ARN of its namespace, not by its name. */
export function planIdNamespace(
  inventory: Inventory,
  collaboration: CollaborationInventory,
  { idNamespace }: DesiredCollaboration,
  planned: CollaborationPlan<SyncChange>,
): void {
  if (idNamespace === undefined) return;
  const existing = collaboration.idNamespaceAssociations.find(({ idNamespaceArn }) => idNamespaceArn === idNamespace.arn);
  if (existing !== undefined) {
    planned.settled.push({
      kind: 'id_namespace',
      name: existing.name,
      outcome: 'existing',
      reason: t('The ID namespace is already associated.'),
      id: existing.id,
    });
    return;
  }
  const holder = collaboration.idNamespaceAssociations.find(({ name }) => name === idNamespace.name);
  if (holder !== undefined) {
    const finding = wrongIdNamespace(inventory.connection, planned, holder, idNamespace.arn);
    planned.findings.push(finding);
    planned.settled.push({ kind: 'id_namespace', name: idNamespace.name, outcome: 'failed', reason: finding.title });
    return;
  }
  const quota = inventory.quotas.idNamespaceAssociationsPerMembership;
  if (quota !== undefined && collaboration.idNamespaceAssociations.length >= quota) {
    const finding = idNamespaceLeftOutByQuota(inventory.connection, planned, idNamespace.name, inventory.quotas);
    planned.findings.push(finding);
    planned.settled.push({
      kind: 'id_namespace',
      name: idNamespace.name,
      outcome: 'left_out',
      reason: t('The quota of {0} ID namespace associations per membership is used up.', quota),
    });
    return;
  }
  planned.changes.push({
    kind: 'createIdNamespaceAssociation',
    name: idNamespace.name,
    idNamespaceArn: idNamespace.arn,
    reason: t('The ID namespace {0} is not in this collaboration.', idNamespace.name),
  });
}
