import { GetIdMappingJobCommand, ListIdMappingJobsCommand, type EntityResolutionClient } from '@aws-sdk/client-entityresolution';
import type * as z from 'zod/mini';
import type { IdMappingJob } from '../../core/inspectionService.ts';
import { foreignText } from '../../core/foreignText.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { allPages } from './pages.ts';

export type ListedIdMappingJob = z.infer<typeof answers.idMappingJobSummary>;

/** Every job of an ID mapping workflow, newest first; their order in the list is not documented. */
export async function readIdMappingJobs(
  client: EntityResolutionClient,
  calls: AwsCalls,
  workflowArn: string,
  signal?: AbortSignal,
): Promise<ListedIdMappingJob[]> {
  const operation = 'ListIdMappingJobs';
  const jobs = await allPages(async (nextToken) => {
    const answer = await calls.read(
      operation,
      // Twenty-five is the most that this operation gives at once.
      (options) => client.send(new ListIdMappingJobsCommand({ workflowName: workflowArn, maxResults: 25, nextToken }), options),
      signal,
    );
    return { items: answer.jobs, nextToken: answer.nextToken };
  });
  return jobs
    .map((job) => expectAnswer(operation, answers.idMappingJobSummary, job))
    .sort((a, b) => b.startTime.localeCompare(a.startTime) || b.jobId.localeCompare(a.jobId));
}

/** The newest job of a workflow, with the service's words where it failed; undefined where none ever ran. */
export async function readNewestIdMappingJob(
  client: EntityResolutionClient,
  calls: AwsCalls,
  workflowArn: string,
  signal?: AbortSignal,
): Promise<IdMappingJob | undefined> {
  const [newest] = await readIdMappingJobs(client, calls, workflowArn, signal);
  if (newest === undefined) return undefined;
  const { jobId: id, status, startTime: startedAt } = newest;
  if (status !== 'FAILED') return { id, status, startedAt };
  const operation = 'GetIdMappingJob';
  const answer = await calls.read(
    operation,
    (options) => client.send(new GetIdMappingJobCommand({ workflowName: workflowArn, jobId: id }), options),
    signal,
  );
  const words = foreignText(expectAnswer(operation, answers.idMappingJob, answer).errorDetails?.errorMessage ?? '', 400);
  return { id, status, startedAt, ...(words === '' ? {} : { error: words }) };
}
