import { wrongIdNamespace } from '../diagnosis/repairFindings.ts';
import type { DesiredCollaboration } from '../sync/desired.ts';
import { identityOf, type CollaborationInventory, type Inventory } from '../sync/inventory.ts';
import { t } from '../text.ts';
import { beyondQuota } from './irreplaceable.ts';
import type { Repair } from './planRepair.ts';

/** The wished name is held by an association of another namespace, and none has the wished one. */
export function planIdNamespaceRepair(
  { connection, quotas }: Inventory,
  collaboration: CollaborationInventory,
  { idNamespace }: DesiredCollaboration,
): Repair[] {
  if (idNamespace === undefined) return [];
  const { idNamespaceAssociations } = collaboration;
  if (idNamespaceAssociations.some(({ idNamespaceArn }) => idNamespaceArn === idNamespace.arn)) return [];
  const holder = idNamespaceAssociations.find(({ name }) => name === idNamespace.name);
  if (holder === undefined) return [];
  const finding = wrongIdNamespace(connection, identityOf(collaboration), holder, idNamespace.arn);
  const irreplaceable = beyondQuota(idNamespaceAssociations.length, quotas.idNamespaceAssociationsPerMembership);
  if (irreplaceable !== undefined) {
    const { sentence, remedies } = irreplaceable;
    return [{ finding: { ...finding, evidence: [...finding.evidence, sentence], remedies } }];
  }
  return [
    {
      finding,
      change: {
        kind: 'replaceIdNamespaceAssociation',
        associationId: holder.id,
        associationArn: holder.arn,
        name: holder.name,
        before: holder.idNamespaceArn,
        idNamespaceArn: idNamespace.arn,
        reason: t('It points to {0}; the configuration says {1}.', holder.idNamespaceArn, idNamespace.arn),
      },
    },
  ];
}
