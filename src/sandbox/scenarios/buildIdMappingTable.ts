import { idMappingInputs } from '../aws/cleanrooms/idMappingInputs.ts';
import type { CollaborationRecord, IdMappingJobRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { ScenarioMembership } from './collaborationSchema.ts';
import { wrongScenario } from './scenarioError.ts';

/**
 * Adds an ID mapping table to an account's membership in a collaboration, with the jobs that have run for it.
 * @param now milliseconds since 1970; jobs count from here
 * @param place for errors
 */
export function addIdMappingTable(
  world: World,
  collaboration: CollaborationRecord,
  accountId: string,
  entry: ScenarioMembership['id_mapping_tables'][number],
  now: number,
  place: string,
): void {
  const { region, id: collaborationId } = collaboration;
  const membershipId = collaboration.members.find((each) => each.accountId === accountId)?.membershipId ?? '';
  const workflowArn = `arn:aws:entityresolution:${region}:${accountId}:idmappingworkflow/${entry.workflow}`;
  const workflow = world.idMappingWorkflows.get(workflowArn);
  if (workflow === undefined) throw wrongScenario(world.scenario, `${place}.workflow`, `${workflowArn} does not exist`);
  const inputSources = idMappingInputs(world, collaborationId, workflow);
  if (inputSources === undefined)
    throw wrongScenario(world.scenario, `${place}.workflow`, `${workflow.source} and ${workflow.target} are not both associated here`);
  const jobs = [...(entry.populated ? [pastJob(world, 'SUCCEEDED', now - 86_400_000)] : []), ...lastJob(world, entry.job, now)];
  workflow.jobs.push(...jobs);
  const id = world.nextId();
  const arn = `arn:aws:cleanrooms:${region}:${accountId}:membership/${membershipId}/idmappingtable/${id}`;
  if (entry.tags !== undefined) world.tags.set(arn, { id: arn, tags: entry.tags });
  const createTime = world.memberships.get(membershipId)?.createTime ?? now;
  world.idMappingTables.set(id, {
    id,
    arn,
    membershipId,
    collaborationId,
    name: entry.name,
    workflowArn,
    manageResourcePolicies: entry.manage_resource_policies,
    inputSources,
    jobIds: jobs.map((job) => job.id),
    createTime,
    updateTime: createTime,
  });
}

function lastJob(world: World, job: ScenarioMembership['id_mapping_tables'][number]['job'], now: number): IdMappingJobRecord[] {
  return job === undefined ? [] : [pastJob(world, job.status, now - job.started_ms_ago, job.error)];
}

/** A job that has ended by now, or that stays as it is. */
function pastJob(world: World, status: IdMappingJobRecord['status'], startTime: number, error?: string): IdMappingJobRecord {
  const job = { id: world.nextId().replaceAll('-', ''), error, startTime };
  return status === 'SUCCEEDED' || status === 'FAILED'
    ? { ...job, status: 'RUNNING', endTime: startTime, endStatus: status }
    : { ...job, status, endTime: null, endStatus: 'SUCCEEDED' };
}
