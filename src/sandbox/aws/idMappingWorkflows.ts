/** ID mapping workflows of Entity Resolution and their jobs; Clean Rooms starts the jobs (PopulateIdMappingTable). */
import type { JsonObject } from '../json.ts';
import type { IdMappingJobRecord, IdMappingWorkflowRecord } from '../world/records.ts';
import { jobStatus } from '../world/idMappingJobs.ts';
import type { Context, Handler } from './context.ts';
import { pageOf } from './pages.ts';
import { ServiceError } from './serviceError.ts';

export const getIdMappingWorkflow: Handler = (context, input) => {
  const { name, arn, description, source, target, createTime } = findWorkflow(context, input.text('workflowName'));
  return {
    workflowName: name,
    workflowArn: arn,
    description,
    inputSourceConfig: [
      { inputSourceARN: source, type: 'SOURCE' },
      { inputSourceARN: target, type: 'TARGET' },
    ],
    idMappingTechniques: {
      idMappingType: 'RULE_BASED',
      ruleBasedProperties: {
        ruleDefinitionType: 'SOURCE',
        attributeMatchingModel: 'ONE_TO_ONE',
        recordMatchingModel: 'ONE_SOURCE_TO_ONE_TARGET',
      },
    },
    createdAt: createTime,
    updatedAt: createTime,
    tags: {},
  };
};

/** Oldest first: which order the service gives is not documented. */
export const listIdMappingJobs: Handler = (context, input) => {
  const { jobs } = findWorkflow(context, input.text('workflowName'));
  const page = pageOf(context, jobs, Math.max(1, input.optionalNumber('maxResults') ?? 25), input.optionalText('nextToken'));
  return { nextToken: page.nextToken, jobs: page.items.map((job) => summary(context, job)) };
};

export const getIdMappingJob: Handler = (context, input) => {
  const id = input.text('jobId');
  const job = findWorkflow(context, input.text('workflowName')).jobs.find((each) => each.id === id);
  if (job === undefined) throw new ServiceError('ResourceNotFoundException', `ID mapping job ${id} does not exist.`);
  const failed = jobStatus(job, context.now) === 'FAILED';
  return {
    ...summary(context, job),
    jobType: 'BATCH',
    errorDetails: failed && job.error !== undefined ? { errorMessage: job.error } : undefined,
  };
};

/** By name, or by ARN. */
function findWorkflow({ world, caller }: Context, name: string): IdMappingWorkflowRecord {
  const arn = name.startsWith('arn:') ? name : `arn:aws:entityresolution:${caller.region}:${caller.account.id}:idmappingworkflow/${name}`;
  const workflow = world.idMappingWorkflows.get(arn);
  if (workflow?.accountId !== caller.account.id || workflow.region !== caller.region)
    throw new ServiceError('ResourceNotFoundException', `ID mapping workflow ${name} does not exist.`);
  return workflow;
}

function summary({ now }: Context, job: IdMappingJobRecord): JsonObject {
  const { id, startTime, endTime } = job;
  return { jobId: id, status: jobStatus(job, now), startTime, endTime: endTime !== null && now >= endTime ? endTime : undefined };
}
