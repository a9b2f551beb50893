import type { Connection } from '../model/connection.ts';
import type { Finding, Subject } from '../model/finding.ts';
import type { CollaborationPlan, SyncChange } from '../sync/change.ts';
import { t } from '../text.ts';
import { syncRemedy } from './collaborationFindings.ts';
import { subjectIn } from './collaborationSubjects.ts';

/** More than so many missing things of one collaboration are told together (`collaboration.incomplete`). */
export const mostToldAlone = 2;

/** What a sync would make, each by itself: a table that is not there, a rule, the ID namespace. */
export function missingThings(connection: Connection, plan: CollaborationPlan): Finding[] {
  const associated = new Set(plan.changes.flatMap((change) => (change.kind === 'createAssociation' ? [change.configuredTableId] : [])));
  return plan.changes.flatMap((change): Finding[] => {
    switch (change.kind) {
      case 'createAssociation':
        return [
          missing(connection, plan, change, 'association.missing', {
            subject: { kind: 'association', name: change.name },
            title: t('The configured table {0} is not associated with "{1}".', change.tableName, plan.name),
            evidence: t('ListConfiguredTableAssociations: none holds the configured table {0}.', change.configuredTableId),
          }),
        ];
      case 'createAnalysisRule':
        // The association itself is missing: that says it.
        if (associated.has(change.configuredTableId)) return [];
        return [
          missing(connection, plan, change, 'rule.missing', {
            subject: {
              kind: 'association',
              name: change.associationName,
              ...(change.associationId === undefined ? {} : { id: change.associationId }),
            },
            title: t('The association "{0}" in "{1}" has no collaboration analysis rule.', change.associationName, plan.name),
            evidence: t('ListConfiguredTableAssociations: the service lists no rule for it (analysisRuleTypes is empty).'),
          }),
        ];
      case 'createIdNamespaceAssociation':
        return [
          missing(connection, plan, change, 'id_namespace.not_associated', {
            subject: { kind: 'id_namespace', name: change.name },
            title: t('The ID namespace {0} is not associated with "{1}".', change.name, plan.name),
            evidence: t('ListIdNamespaceAssociations: none points to {0}.', change.idNamespaceArn),
          }),
        ];
      default:
        return [];
    }
  });
}

function missing(
  connection: Connection,
  plan: CollaborationPlan,
  { reason }: SyncChange,
  id: string,
  { subject, title, evidence }: { subject: Pick<Subject, 'kind' | 'name' | 'id'>; title: string; evidence: string },
): Finding {
  return {
    id,
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn(subject.kind, plan, subject),
    title,
    evidence: [evidence, reason],
    remedies: [syncRemedy(plan)],
  };
}
