import { foreignText } from '../foreignText.ts';
import type { IdMappingJob, IdMappingTable } from '../inspectionService.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { IdNamespaceAssociation } from '../model/idNamespace.ts';
import type { Quotas } from '../model/quota.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { t } from '../text.ts';
import { subjectIn } from './collaborationSubjects.ts';

/** The job that fills an ID mapping table. */
export const populateJobId = 'populate-id-mapping-table';

/** The configuration names a namespace of another account, which only that account can associate. */
export function foreignIdNamespace(connection: Connection, arn: string): Finding {
  return {
    id: 'id_namespace.foreign',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'id_namespace', name: arn.split('/').at(-1) ?? arn, id: arn },
    title: t(
      'The configuration names the ID namespace {0}, which belongs to account {1}, not to {2}.',
      arn,
      arn.split(':')[4] ?? '',
      connection.accountId,
    ),
    evidence: [t('CreateIdNamespaceAssociation takes the ARN of a namespace that the caller owns.')],
    remedies: [
      {
        title: t(
          'Set id_namespace_arn to a namespace of account {0}, or leave it out and give only id_namespace_name.',
          connection.accountId,
        ),
      },
    ],
  };
}

/** The membership has no place for another ID namespace. */
export function idNamespaceLeftOutByQuota(
  connection: Connection,
  collaboration: CollaborationIdentity,
  name: string,
  { idNamespaceAssociationsPerMembership: quota, source }: Quotas,
): Finding {
  return {
    id: 'id_namespace.left_out_by_quota',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('id_namespace', collaboration, { name }),
    title: t(
      'No place for the ID namespace {0} in "{1}": the quota is {2} ID namespace associations per membership.',
      name,
      collaboration.name,
      quota ?? 0,
    ),
    evidence: [t('The quota is from: {0}.', source)],
    remedies: [
      {
        title: t(
          'Ask for a higher quota (Service Quotas, AWS Clean Rooms, "ID namespace associations per membership"), or delete an association.',
        ),
      },
    ],
  };
}

/** The namespace's resource policy does not let the service use it: the association is there and mapping fails. */
export function idNamespacePolicyRefuses(
  connection: Connection,
  collaboration: CollaborationIdentity,
  association: IdNamespaceAssociation,
): Finding {
  return {
    id: 'id_namespace.policy_refuses',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectIn('id_namespace', collaboration, association),
    title: t(
      'The resource policy of the ID namespace {0} does not let AWS Clean Rooms use it in "{1}".',
      association.name,
      collaboration.name,
    ),
    evidence: [t('GetPolicy: it does not allow cleanrooms.amazonaws.com anything on {0}.', association.idNamespaceArn)],
    remedies: [
      {
        title: t(
          'Let cleanrooms.amazonaws.com use it in that policy (entityresolution:AddPolicyStatement), or associate the namespace again with manageResourcePolicies.',
        ),
      },
    ],
  };
}

/** An ID mapping table without rows, told by how its job stands. */
export function mappingTableFinding(
  connection: Connection,
  collaboration: CollaborationIdentity,
  table: IdMappingTable,
  job: IdMappingJob | undefined,
): Finding {
  const running = job?.status === 'QUEUED' || job?.status === 'RUNNING';
  const populate = {
    title: t('Populate the ID mapping table (starts an ID mapping job, which costs)'),
    job: populateJobId,
    input: { membership_id: collaboration.membershipId, id_mapping_table_id: table.id },
  };
  const common = {
    connectionId: connection.id,
    subject: subjectIn('id_mapping_table', collaboration, table),
  };
  const empty = t('BatchGetSchema: ID_MAPPING_TABLE_NOT_POPULATED for "{0}".', table.name);
  if (running)
    return {
      ...common,
      id: 'id_mapping_table.job_running',
      severity: 'warning',
      waitsFor: 'service',
      // A workflow may fill other tables too, and its jobs do not say which one they fill.
      title: t(
        'The ID mapping table "{0}" in "{1}" has no rows yet, and a job of its workflow is under way.',
        table.name,
        collaboration.name,
      ),
      evidence: [empty, t('ListIdMappingJobs: the job {0} is {1} since {2}.', job.id, job.status, job.startedAt)],
      remedies: [
        { title: t('Wait until the job has ended (an account runs one at a time); if the table is then still empty, populate it.') },
      ],
    };
  if (job?.status === 'FAILED')
    return {
      ...common,
      id: 'id_mapping_table.job_failed',
      severity: 'error',
      waitsFor: 'you',
      title: t(
        'The ID mapping table "{0}" in "{1}" is empty: the last ID mapping job of its workflow failed.',
        table.name,
        collaboration.name,
      ),
      evidence: [
        empty,
        job.error === undefined
          ? t('ListIdMappingJobs: the job {0} is FAILED; the service does not say why.', job.id)
          : t('ListIdMappingJobs: the job {0} is FAILED: {1}', job.id, foreignText(job.error, 400)),
      ],
      remedies: [{ ...populate, title: t('Mend what the job names, then populate the ID mapping table again') }],
    };
  return {
    ...common,
    id: 'id_mapping_table.not_populated',
    severity: 'error',
    waitsFor: 'you',
    title: t('The ID mapping table "{0}" in "{1}" has never been populated.', table.name, collaboration.name),
    evidence: [
      empty,
      job === undefined
        ? t('ListIdMappingJobs: its workflow {0} has no job that ran.', table.workflowArn)
        : t(
            'ListIdMappingJobs: the last job of its workflow ({0} of {1}) is {2}, and the service calls this table empty all the same.',
            job.id,
            job.startedAt,
            job.status,
          ),
    ],
    remedies: [populate],
  };
}
