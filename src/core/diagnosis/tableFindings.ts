import type { Connection } from '../model/connection.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { Quotas } from '../model/quota.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { ConfiguredTable } from '../model/table.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { causeOf, type ReadinessCause } from './readinessCauses.ts';
import { collaborationSubject, syncRemedy } from './collaborationFindings.ts';
import { t } from '../text.ts';

/** A configured table without an analysis rule can be associated, not queried. */
export function tableWithoutRule(connection: Connection, table: ConfiguredTable): Finding {
  return {
    id: 'table.no_analysis_rule',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'table', name: table.name, id: table.id },
    title: t('The configured table {0} has no analysis rule, so no collaboration can query it.', table.name),
    evidence: [t('ListConfiguredTables: analysisRuleTypes is empty for {0}.', table.id)],
    remedies: [{ title: t('Create an analysis rule on the configured table in the AWS console or with Terraform, then sync.') }],
  };
}

/** Nobody else in the collaboration can receive results, so a rule would allow nobody. */
export function noPossibleReceiver(connection: Connection, collaboration: CollaborationIdentity): Finding {
  return {
    id: 'rule.no_receiver',
    severity: 'warning',
    waitsFor: 'partner',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title: t('No other member of "{0}" can receive results, so its tables get no collaboration analysis rule.', collaboration.name),
    evidence: [t('ListMembers: nobody else is INVITED or ACTIVE with CAN_RECEIVE_RESULTS.')],
    remedies: [{ title: t('Ask the creator {0} to give a member the ability to receive results.', collaboration.creatorAccountId) }],
  };
}

/** More tables than the quota has places. */
export function leftOutByQuota(
  connection: Connection,
  collaboration: CollaborationIdentity,
  { associationsPerMembership: quota, source }: Quotas,
  names: readonly string[],
): Finding {
  const leftOut = names.length > 1 ? t('{0} tables', names.length) : (names[0] ?? '');
  return {
    id: 'association.left_out_by_quota',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title:
      quota === undefined
        ? t('No place for {0} in "{1}": the quota of associations per membership is used up.', leftOut, collaboration.name)
        : t('No place for {0} in "{1}": the quota is {2} associations per membership.', leftOut, collaboration.name, quota),
    evidence: [
      t('Left out: {0}.', names.join(', ')),
      t('The quota is from: {0}.', quota === undefined ? t('the refusal of the service') : source),
    ],
    remedies: [
      {
        title: t(
          'Ask for a higher quota (Service Quotas, AWS Clean Rooms, "Table associations per membership"), or choose the tables with table_order and exclude_tables.',
        ),
      },
    ],
  };
}

/** The wished name is not allowed, or not free. */
export function impossibleAssociation(
  connection: Connection,
  collaboration: CollaborationIdentity,
  table: ConfiguredTable,
  why: string,
): Finding {
  return {
    id: 'association.impossible',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: {
      kind: 'table',
      name: table.name,
      collaborationId: collaboration.collaborationId,
      collaborationName: collaboration.name,
      ...(collaboration.membershipId === undefined ? {} : { membershipId: collaboration.membershipId }),
      id: table.id,
    },
    title: t('The configured table "{0}" cannot be associated with "{1}": {2}', table.name, collaboration.name, why),
    evidence: [],
    remedies: [{ title: t('Change association_name in the configuration, or add the table to exclude_tables.') }],
  };
}

/** A wished table that BatchGetSchema does not call READY: one finding per reason that the service gives. */
export function notReadyTable(
  connection: Connection,
  collaboration: CollaborationIdentity,
  name: string,
  schema: SchemaReadiness | undefined,
): Finding {
  const causes = (schema?.reasons ?? []).map(causeOf);
  const [first] = causes;
  return {
    id: `schema.${schema?.reasons[0]?.code.toLowerCase() ?? (schema === undefined ? 'missing' : 'not_ready')}`,
    severity: first?.waitsFor === 'partner' ? 'warning' : 'error',
    waitsFor: first?.waitsFor ?? 'service',
    connectionId: connection.id,
    subject: {
      kind: 'association',
      name,
      collaborationId: collaboration.collaborationId,
      collaborationName: collaboration.name,
      ...(collaboration.membershipId === undefined ? {} : { membershipId: collaboration.membershipId }),
    },
    title:
      first === undefined
        ? t('"{0}" in "{1}" is not ready yet: AWS Clean Rooms has not finished preparing it.', name, collaboration.name)
        : t('"{0}" in "{1}" is not ready: {2}', name, collaboration.name, first.sentence),
    evidence:
      schema === undefined
        ? [t('BatchGetSchema does not know the name yet.')]
        : schema.reasons.map(({ code, message }) => `${code}: ${message}`),
    remedies: [remedyOf(collaboration, first)],
  };
}

function remedyOf(collaboration: CollaborationIdentity, cause: ReadinessCause | undefined): Remedy {
  if (cause === undefined) return { title: t('Wait a few minutes, then verify again.') };
  switch (cause.mendedBy) {
    case 'sync':
      return syncRemedy(collaboration);
    case 'repair':
      // Which one repair mends it, and what else it would change, is for verify's finding about the rule to say.
      return { title: t('Verify: its finding about the rule says what a repair would change.') };
    case undefined:
      return { title: cause.remedy };
  }
}
