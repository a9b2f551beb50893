import type { JsonObject } from '../../json.ts';
import type { IdMappingJobRecord, IdMappingTableRecord, IdMappingWorkflowRecord } from '../../world/records.ts';
import { isBusy } from '../../world/idMappingJobs.ts';
import type { Context, Handler } from '../context.ts';
import { pageOf } from '../pages.ts';
import { requirePermission } from '../permissions.ts';
import { quotaNames } from '../quotaTable.ts';
import { allowsCleanRooms } from '../resourcePolicy.ts';
import { saveTags } from '../tags.ts';
import { describeInMembership } from './describeInMembership.ts';
import { conflict, invalidConfiguration, notFound, quotaExceeded } from './errors.ts';
import { findActiveMembership, findIdMappingTable, findMembership, requireGrownParent, requireVisible } from './find.ts';
import { idMappingInputs } from './idMappingInputs.ts';

/** Joins two ID namespaces of the collaboration by a workflow of the caller's own; the table is empty until it is populated. */
export const createIdMappingTable: Handler = (context, input) => {
  const { world, caller, now } = context;
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  requireGrownParent(context, membership, 'MEMBERSHIP');
  const reference = input.structure('inputReferenceConfig');
  const workflowArn = reference.text('inputReferenceArn');
  const manageResourcePolicies = reference.optionalFlag('manageResourcePolicies') ?? false;
  requirePermission(context, 'entityresolution:GetIdMappingWorkflow', workflowArn);
  if (manageResourcePolicies) requirePermission(context, 'entityresolution:AddPolicyStatement', workflowArn);
  const workflow = findWorkflow(context, workflowArn);
  const name = input.text('name');
  const same =
    world.idMappingTablesIn(membership.collaborationId).find((each) => each.name === name) ??
    world.associationsIn(membership.collaborationId).find((each) => each.name === name);
  if (same !== undefined) throw conflict('ALREADY_EXISTS', `A table named ${name} exists already.`, same.id);
  const limit = world.settings.quotas.id_mapping_tables_per_membership;
  if (world.idMappingTablesOf(membership).length >= limit) throw quotaExceeded(quotaNames.id_mapping_tables_per_membership, limit);
  const inputSources = idMappingInputs(world, membership.collaborationId, workflow);
  if (inputSources === undefined)
    throw invalidConfiguration(
      'inputReferenceConfig.inputReferenceArn',
      'An ID namespace of the workflow is not associated with the collaboration.',
    );
  const id = world.nextId();
  const table: IdMappingTableRecord = {
    id,
    arn: `arn:aws:cleanrooms:${caller.region}:${caller.account.id}:membership/${membership.id}/idmappingtable/${id}`,
    membershipId: membership.id,
    collaborationId: membership.collaborationId,
    name,
    description: input.optionalText('description'),
    kmsKeyArn: input.optionalText('kmsKeyArn'),
    workflowArn,
    manageResourcePolicies,
    inputSources,
    jobIds: [],
    createTime: now,
    updateTime: now,
  };
  world.idMappingTables.set(id, table);
  saveTags(world, table.arn, input);
  return { idMappingTable: describe(context, table) };
};

export const listIdMappingTables: Handler = (context, input) => {
  const { world, now } = context;
  const membership = findMembership(context, input.text('membershipIdentifier'));
  const mine = world.idMappingTablesOf(membership).filter((each) => world.isVisible(each.createTime, now));
  const page = pageOf(context, mine, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, idMappingTableSummaries: page.items.map((each) => summary(context, each)) };
};

export const getIdMappingTable: Handler = (context, input) => {
  const table = findIdMappingTable(
    context,
    findMembership(context, input.text('membershipIdentifier')),
    input.text('idMappingTableIdentifier'),
  );
  requireVisible(context, table.createTime, notFound(table.id));
  return { idMappingTable: describe(context, table) };
};

export const deleteIdMappingTable: Handler = (context, input) => {
  const table = findIdMappingTable(
    context,
    findMembership(context, input.text('membershipIdentifier')),
    input.text('idMappingTableIdentifier'),
  );
  context.world.idMappingTables.delete(table.id);
  context.world.tags.delete(table.arn);
  return {};
};

/**
 * Starts a job of the table's workflow. One runs at a time in an account (quotas page); that a second one is answered with
 * the quota is a guess, and so is that a job fails whose namespaces the service may not reach.
 */
export const populateIdMappingTable: Handler = (context, input) => {
  const { world, caller, now } = context;
  const table = findIdMappingTable(
    context,
    findActiveMembership(context, input.text('membershipIdentifier')),
    input.text('idMappingTableIdentifier'),
  );
  const workflow = findWorkflow(context, table.workflowArn);
  const busy = [...world.idMappingWorkflows.values()].some(
    (each) => each.accountId === caller.account.id && each.region === caller.region && isBusy(each, now),
  );
  if (busy) throw quotaExceeded('Concurrent ID mapping jobs per account', 1);
  const id = world.nextId();
  const error = failureOf(context, workflow);
  const job: IdMappingJobRecord = {
    id: id.replaceAll('-', ''),
    status: 'RUNNING',
    error,
    startTime: now,
    endTime: now + world.settings.idMappingJobMs,
    endStatus: error === undefined ? 'SUCCEEDED' : 'FAILED',
  };
  workflow.jobs.push(job);
  table.jobIds.push(job.id);
  return { idMappingJobId: id };
};

/** What a job that is started now will fail with. */
function failureOf({ world }: Context, { source, target, failure }: IdMappingWorkflowRecord): string | undefined {
  const closed = [source, target].find((arn) => !allowsCleanRooms(world.idNamespaces.get(arn)?.policy ?? null));
  return closed === undefined
    ? failure
    : `cleanrooms.amazonaws.com is not authorized to perform: entityresolution:GetIdNamespace on resource: ${closed}`;
}

function findWorkflow({ world, caller }: Context, arn: string): IdMappingWorkflowRecord {
  const workflow = world.idMappingWorkflows.get(arn);
  if (workflow?.accountId !== caller.account.id || workflow.region !== caller.region) {
    throw invalidConfiguration(
      'inputReferenceConfig.inputReferenceArn',
      `The ID mapping workflow ${arn} does not exist in account ${caller.account.id}.`,
    );
  }
  return workflow;
}

function summary(context: Context, table: IdMappingTableRecord): JsonObject {
  return describeInMembership(context, table, table.workflowArn);
}

function describe(context: Context, table: IdMappingTableRecord): JsonObject {
  return {
    ...summary(context, table),
    inputReferenceProperties: { idMappingTableInputSource: table.inputSources },
    kmsKeyArn: table.kmsKeyArn,
  };
}
