/** How ID mapping jobs stand, and what they have filled. */
import type { IdMappingJobRecord, IdMappingTableRecord, IdMappingWorkflowRecord } from './records.ts';
import type { World } from './world.ts';

/** `now` in milliseconds since 1970: a job ends by itself. */
export function jobStatus({ status, endTime, endStatus }: IdMappingJobRecord, now: number): IdMappingJobRecord['status'] {
  return endTime !== null && now >= endTime ? endStatus : status;
}

/** Whether a job of the workflow has not ended. */
export function isBusy({ jobs }: IdMappingWorkflowRecord, now: number): boolean {
  return jobs.some((job) => ['QUEUED', 'RUNNING'].includes(jobStatus(job, now)));
}

/** Whether one of the table's jobs has succeeded, however later ones went. */
export function isPopulated(world: World, { workflowArn, jobIds }: IdMappingTableRecord, now: number): boolean {
  const jobs = world.idMappingWorkflows.get(workflowArn)?.jobs ?? [];
  return jobs.some((job) => jobIds.includes(job.id) && jobStatus(job, now) === 'SUCCEEDED');
}
