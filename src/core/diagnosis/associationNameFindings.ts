import type { Connection } from '../model/connection.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { ConfiguredTable, ConfiguredTableAssociation } from '../model/table.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { t } from '../text.ts';
import { subjectIn } from './collaborationSubjects.ts';
import { repairOf } from './repairFindings.ts';

/** The name in SQL differs from the template. Renaming is delete and create, so it is proposed and never done by a sync. */
export function misnamedAssociation(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  wished: string,
): Finding {
  return {
    id: 'association.misnamed',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('association', collaboration, association),
    title: t('The association "{0}" in "{1}" should be named "{2}".', association.name, collaboration.name, wished),
    evidence: [
      t('ListConfiguredTableAssociations: it holds the configured table {0}.', association.configuredTableId),
      t('A name cannot be updated: it is deleted and made anew, with its rule; queries that use the old name have to be changed.'),
    ],
    remedies: [repairOf(t('Rename it (delete and create)'), collaboration, association.id)],
  };
}

/** The right name is held by an association that a repair renames with it: the two have each other's names, or they are a chain. */
export function misnamedInTurn(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  wished: string,
  holder: { association: ConfiguredTableAssociation; table: ConfiguredTable; wished: string },
): Finding {
  const finding = misnamedAssociation(connection, collaboration, association, wished);
  const isSwapped = holder.wished === association.name;
  const held = isSwapped
    ? t(
        'ListConfiguredTableAssociations: "{0}" is the name of the table {1} here: the two have each other\'s names.',
        wished,
        holder.table.name,
      )
    : t(
        'ListConfiguredTableAssociations: "{0}" is the name of the table {1} here, which should be named "{2}".',
        wished,
        holder.table.name,
        holder.wished,
      );
  const title = isSwapped ? t('Swap the two names (delete and create)') : t('Rename it, and what has its name (delete and create)');
  // Both in one order, so that the two are offered one and the same repair.
  const both = isSwapped ? { subject_ids: [association.id, holder.association.id].sort() } : {};
  return { ...finding, evidence: [held, ...finding.evidence], remedies: [repairOf(title, collaboration, association.id, both)] };
}

/** The right name is held by something that stays. */
export function nameTaken(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  wished: string,
  holder: ConfiguredTableAssociation,
): Finding {
  return {
    ...misnamedAssociation(connection, collaboration, association, wished),
    evidence: [
      t('The name "{0}" is held by the association {1} of the configured table {2}.', wished, holder.id, holder.configuredTableId),
    ],
    remedies: [{ title: t('Rename or delete the association that holds the name, or change association_name in the configuration.') }],
  };
}

/** Deleted, it could not be made again as it is. */
export function renameImpossible(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  wished: string,
  why: { sentence: string; remedies: Remedy[] },
): Finding {
  const finding = misnamedAssociation(connection, collaboration, association, wished);
  return { ...finding, evidence: [...finding.evidence, why.sentence], remedies: why.remedies };
}
