import type { CleanRoomError } from '../errors.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { IdNamespaceAssociation } from '../model/idNamespace.ts';
import type { CollaborationAnalysisRule, ConfiguredTable, ConfiguredTableAssociation } from '../model/table.ts';
import { syncRemedy } from './collaborationFindings.ts';
import { collaborationSubject, subjectIn } from './collaborationSubjects.ts';
import { identityOf, type CollaborationIdentity, type Inventory } from '../sync/inventory.ts';
import { t } from '../text.ts';

/** The job that mends one thing. A repair of everything of a collaboration, or of the account, is the same job asked for more. */
export const repairJobId = 'repair';

/** A repair of the one thing that a finding is about. */
export function repairOf(title: string, collaboration: CollaborationIdentity, id: string, more: Record<string, unknown> = {}): Remedy {
  const place = collaboration.membershipId === undefined ? {} : { membership_ids: [collaboration.membershipId] };
  return { title, job: repairJobId, input: { ...place, subject_ids: [id], ...more } };
}

/** One configured table under two names: it takes two places of the quota. */
export function doubleAssociation(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  staying: ConfiguredTableAssociation,
): Finding {
  return {
    id: 'association.double',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('association', collaboration, association),
    title: t('"{0}" in "{1}" is the same configured table as "{2}".', association.name, collaboration.name, staying.name),
    evidence: [t('ListConfiguredTableAssociations: both hold {0}.', association.configuredTableId)],
    remedies: [repairOf(t('Delete the association "{0}"', association.name), collaboration, association.id)],
  };
}

/** The one that is not needed is the one that works. */
export function workingDouble(
  finding: Finding,
  double: ConfiguredTableAssociation,
  staying: ConfiguredTableAssociation,
  collaboration: CollaborationIdentity,
): Finding {
  return {
    ...finding,
    evidence: [...finding.evidence, t('BatchGetSchema: "{0}" is READY, "{1}" is not, so neither is deleted.', double.name, staying.name)],
    remedies: [{ ...syncRemedy(collaboration), title: t('Make "{0}" ready first (sync); then repair', staying.name) }],
  };
}

/** The rule names accounts that may not receive results here, or nobody. */
export function wrongReceivers(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  is: readonly string[],
  should: readonly string[],
  why: readonly string[],
): Finding {
  return {
    id: 'rule.wrong_receivers',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('association', collaboration, association),
    title:
      should.length === 0
        ? t(
            'The collaboration analysis rule on "{0}" in "{1}" allows results to {2}, and nobody may receive them.',
            association.name,
            collaboration.name,
            listed(is),
          )
        : t(
            'The collaboration analysis rule on "{0}" in "{1}" allows results to {2}; it should be {3}.',
            association.name,
            collaboration.name,
            listed(is),
            listed(should),
          ),
    evidence: [...why],
    remedies: [repairOf(t('Correct the result receivers'), collaboration, association.id)],
  };
}

/** Somebody who could receive results is not named: it may be meant so, and widening shows data to more accounts. */
export function fewerReceivers(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  is: readonly string[],
  missing: readonly string[],
): Finding {
  return {
    id: 'rule.fewer_receivers',
    severity: 'information',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('association', collaboration, association),
    title: t(
      'The collaboration analysis rule on "{0}" in "{1}" does not let {2} receive results.',
      association.name,
      collaboration.name,
      listed(missing),
    ),
    evidence: [t('BatchGetSchemaAnalysisRule: allowedResultReceivers is {0}.', listed(is))],
    remedies: [repairOf(t('Let them receive results too'), collaboration, association.id, { widen_receivers: true })],
  };
}

/** The collaboration's rule is of another type than the table's own, so nothing can be asked. */
export function wrongRuleType(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: ConfiguredTableAssociation,
  rule: CollaborationAnalysisRule,
  { analysisRuleType }: ConfiguredTable,
): Finding {
  return {
    id: 'rule.wrong_type',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('association', collaboration, association),
    title: t(
      'The collaboration analysis rule on "{0}" in "{1}" is of type {2}, the table\'s own is {3}.',
      association.name,
      collaboration.name,
      rule.type,
      analysisRuleType ?? '',
    ),
    evidence: [t("A rule's type cannot be updated: it is deleted and made anew.")],
    remedies: [repairOf(t('Replace the rule (delete and create)'), collaboration, association.id)],
  };
}

/** The table has no rule of its own yet, of which the collaboration's has to be: that comes first. */
export function afterTheTablesRule(finding: Finding, table: ConfiguredTable): Finding {
  return {
    ...finding,
    remedies: [{ title: t('Give the configured table {0} its analysis rule first; then a repair corrects the receivers.', table.name) }],
  };
}

/** Without anybody who may receive results no rule can be right: only the partner can change that. */
export function withoutReceiver(finding: Finding, { evidence, remedies }: Finding): Finding {
  return { ...finding, waitsFor: 'partner', evidence: [...finding.evidence, ...evidence], remedies };
}

/** The wished name is held by an association of another namespace; an association's ARN cannot be changed. */
export function wrongIdNamespace(
  connection: Connection,
  collaboration: CollaborationIdentity,
  holder: IdNamespaceAssociation,
  wishedArn: string,
): Finding {
  return {
    id: 'id_namespace.wrong_arn',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('id_namespace', collaboration, holder),
    title: t(
      'The ID namespace association "{0}" in "{1}" points to {2}, not to {3}.',
      holder.name,
      collaboration.name,
      holder.idNamespaceArn,
      wishedArn,
    ),
    evidence: [
      t('ListIdNamespaceAssociations: inputReferenceArn is {0}.', holder.idNamespaceArn),
      t('The namespace of an association cannot be updated: it is deleted and made anew.'),
    ],
    remedies: [repairOf(t('Replace the ID namespace association (delete and create)'), collaboration, holder.id)],
  };
}

/** The table's own rule does not let an account query that the configuration names. */
export function missingProviders(
  connection: Connection,
  table: ConfiguredTable,
  missing: readonly string[],
  is: readonly string[],
  wishedBy: readonly string[],
  { serves, unread }: { serves: readonly string[]; unread: readonly string[] },
): Finding {
  return {
    id: 'table.providers_missing',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'table', name: table.name, id: table.id },
    title: t('The analysis rule of the configured table {0} does not let {1} query.', table.name, listed(missing)),
    evidence: [
      t('Its allowedAnalysisProviders are {0}; allowed_query_providers of {1} names more.', listed(is), listed(wishedBy)),
      t('Of the collaborations that were read, the same rule serves {0}.', listed(serves)),
      ...(unread.length === 0 ? [] : [t('It may also serve {0}, which could not be read.', listed(unread))]),
    ],
    remedies: [
      { title: t('Add them to the rule (UpdateConfiguredTableAnalysisRule)'), job: repairJobId, input: { subject_ids: [table.id] } },
    ],
  };
}

/** The rules of a collaboration could not be looked at, so that wrong receivers and missing providers do not show. */
function rulesUnchecked(connection: Connection, collaboration: CollaborationIdentity, why: CleanRoomError): Finding {
  const { name } = collaboration;
  return {
    id: 'rules.unchecked',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title: t('The receivers and providers in "{0}" could not be checked.', name),
    evidence: [why.message],
    remedies:
      why.code === 'not_permitted'
        ? [
            {
              title: t(
                'Allow cleanrooms:BatchGetSchemaAnalysisRule, GetConfiguredTableAssociationAnalysisRule and ListMembers to the caller.',
              ),
            },
          ]
        : [{ title: why.remedy ?? t('Verify again.') }],
  };
}

/** What could not be looked at closely, by collaboration. */
export function uncheckedRules({ collaborations, connection }: Inventory): Finding[] {
  return collaborations.flatMap((each) =>
    each.rulesUnread === undefined ? [] : [rulesUnchecked(connection, identityOf(each), each.rulesUnread)],
  );
}

function listed(accounts: readonly string[]): string {
  return accounts.length === 0 ? t('nobody') : accounts.join(', ');
}
