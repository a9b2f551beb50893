import type { Connection } from '../model/connection.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { Quotas } from '../model/quota.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { ConfiguredTable } from '../model/table.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { causeOf, type ReadinessCause } from './readinessCauses.ts';
import { syncRemedy } from './collaborationFindings.ts';
import { collaborationSubject, subjectIn } from './collaborationSubjects.ts';
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
    evidence: [t('ListConfiguredTables: the service lists no rule for {0} (analysisRuleTypes is empty).', table.id)],
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

/**
 * Somebody asks about a configured table that no collaboration in question holds, and the configuration wants it in none.
 * @param place the collaboration's name; undefined where all of the account's were looked at
 */
export function tableNotWished(connection: Connection, table: ConfiguredTable, place: string | undefined): Finding {
  return {
    id: 'association.not_wished',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'table', name: table.name, id: table.id },
    title:
      place === undefined
        ? t(
            'The configured table {0} is in no collaboration of account {1}, and the configuration asks for it in none.',
            table.name,
            connection.accountId,
          )
        : t('The configured table {0} is not in "{1}", and the configuration does not ask for it there.', table.name, place),
    evidence: [
      t('ListConfiguredTableAssociations: none holds the configured table {0}.', table.id),
      t(
        'Which tables are asked for: table_prefix, exclude_tables and auto_associate_tables of the configuration, or what holds without them.',
      ),
    ],
    remedies: [{ title: t('If it is to be there, let these keys take it in, then sync.') }],
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
    subject: subjectIn('table', collaboration, table),
    title: t('The configured table "{0}" cannot be associated with "{1}": {2}', table.name, collaboration.name, why),
    evidence: [],
    remedies: [{ title: t('Change association_name in the configuration, or add the table to exclude_tables.') }],
  };
}

/** A wished table that BatchGetSchema does not call READY: one finding per reason that the service gives, one where it gives none. */
export function notReadyTable(
  connection: Connection,
  collaboration: CollaborationIdentity,
  name: string,
  schema: SchemaReadiness | undefined,
): Finding[] {
  const about: Pick<Finding, 'connectionId' | 'subject'> = {
    connectionId: connection.id,
    subject: {
      kind: 'association',
      name,
      collaborationId: collaboration.collaborationId,
      collaborationName: collaboration.name,
      ...(collaboration.membershipId === undefined ? {} : { membershipId: collaboration.membershipId }),
    },
  };
  const reasons = new Map(schema?.reasons.map((reason) => [reason.code, reason]));
  if (reasons.size === 0)
    return [
      {
        ...about,
        id: schema === undefined ? 'schema.missing' : 'schema.not_ready',
        severity: 'error',
        waitsFor: 'service',
        title: t('"{0}" in "{1}" is not ready yet: AWS Clean Rooms has not finished preparing it.', name, collaboration.name),
        evidence: [
          schema === undefined ? t('BatchGetSchema does not know the name yet.') : t('BatchGetSchema: NOT_READY, without a reason.'),
        ],
        remedies: [{ title: t('Wait a few minutes, then verify again.') }],
      },
    ];
  return [...reasons.values()].map((reason) => {
    const cause = causeOf(reason);
    return {
      ...about,
      id: `schema.${isReasonCode(reason.code) ? reason.code.toLowerCase() : 'not_ready'}`,
      severity: cause.waitsFor === 'partner' ? 'warning' : 'error',
      waitsFor: cause.waitsFor,
      title: t('"{0}" in "{1}" is not ready: {2}', name, collaboration.name, cause.sentence),
      evidence: [t('BatchGetSchema: {0}: {1}', reason.code, reason.message)],
      remedies: [remedyOf(collaboration, cause)],
    };
  });
}

function remedyOf(collaboration: CollaborationIdentity, cause: ReadinessCause): Remedy {
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

/** The model's codes are words of capitals; what a service may send besides is no id of ours. */
function isReasonCode(code: string): boolean {
  return /^[A-Z][A-Z_]{0,79}$/.test(code);
}
