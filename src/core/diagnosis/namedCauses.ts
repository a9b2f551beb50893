import type { ReportedFinding } from '../jobs/report.ts';
import type { Finding } from '../model/finding.ts';
import type { ConfiguredTable } from '../model/table.ts';
import { identityOf, type CollaborationInventory, type Inventory } from '../sync/inventory.ts';
import { t } from '../text.ts';
import { subjectIn } from './collaborationSubjects.ts';
import { tableRuleFinding } from './configuredTableFindings.ts';
import { noPossibleReceiver, tableWithoutRule } from './tableFindings.ts';

/**
 * What the reasons of BatchGetSchema come from, each told once of the thing that has to be mended: the configured table's
 * own rule for all its associations, or the collaboration analysis rule of one.
 */
export function namedCauses(inventory: Inventory): Finding[] {
  return inventory.collaborations.flatMap((collaboration) =>
    collaboration.associations.flatMap((association) => {
      const schema = collaboration.schemas.get(association.name);
      const table = inventory.configuredTables.find(({ id }) => id === association.configuredTableId);
      if (schema === undefined || schema.ready) return [];
      return schema.reasons.flatMap((reason): Finding[] => {
        if (reason.code === 'ADDITIONAL_ANALYSES_NOT_CONFIGURED') return [additionalAnalyses(inventory, collaboration, association)];
        if (table === undefined) return [];
        if (reason.code === 'ANALYSIS_RULE_MISSING') return [tableWithoutRule(inventory.connection, table)];
        const finding = tableRuleFinding(inventory.connection, table, reason);
        return finding === undefined ? [] : [finding];
      });
    }),
  );
}

/** Collaborations in which nobody can receive results, where that keeps rules from being put right; told once of each. */
export function collaborationsWithoutReceiver(
  { connection, collaborations }: Inventory,
  found: readonly Pick<ReportedFinding, 'id' | 'waits_for' | 'subject'>[],
): Finding[] {
  const waiting = new Set(
    found
      .filter(({ id, waits_for: who }) => who === 'partner' && (id === 'rule.wrong_receivers' || id === 'rule.wrong_type'))
      .map(({ subject }) => subject.collaboration_id),
  );
  return collaborations
    .map(identityOf)
    .filter(({ collaborationId }) => waiting.has(collaborationId))
    .map((identity) => noPossibleReceiver(connection, identity));
}

function additionalAnalyses(
  { connection }: Inventory,
  collaboration: CollaborationInventory,
  association: { id: string; name: string },
): Finding {
  const identity = identityOf(collaboration);
  return {
    id: 'rule.additional_analyses_not_configured',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('association', identity, association),
    title: t(
      'The collaboration analysis rule on "{0}" in "{1}" says nothing about additional analyses, which the table\'s own rule requires.',
      association.name,
      identity.name,
    ),
    evidence: [t('BatchGetSchema: ADDITIONAL_ANALYSES_NOT_CONFIGURED for "{0}".', association.name)],
    remedies: [{ title: t('Set the additional analyses in the collaboration analysis rule.') }],
  };
}

/** The configured table behind an association, by the collaboration and the association's name. */
export type TableBehind = (collaborationId: string | undefined, associationName: string) => ConfiguredTable | undefined;

/** Looks up the table behind an association. */
export function tablesBehind(inventory: Inventory): TableBehind {
  const tables = new Map(inventory.configuredTables.map((table) => [table.id, table]));
  const behind = new Map(
    inventory.collaborations.flatMap((collaboration) =>
      collaboration.associations.map(({ name, configuredTableId }) => [
        JSON.stringify([identityOf(collaboration).collaborationId, name]),
        tables.get(configuredTableId),
      ]),
    ),
  );
  return (collaborationId, name) => behind.get(JSON.stringify([collaborationId, name]));
}
