import {
  GetIdMappingTableCommand,
  ListIdMappingTablesCommand,
  PopulateIdMappingTableCommand,
  type CleanRoomsClient,
} from '@aws-sdk/client-cleanrooms';
import type { EntityResolutionClient } from '@aws-sdk/client-entityresolution';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { IdMappingTable, IdMappingTables } from '../../core/inspectionService.ts';
import { t } from '../../core/text.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { readIdMappingJobs, type ListedIdMappingJob } from './idMappingJobs.ts';
import { allPages } from './pages.ts';

/** The ID mapping tables of a membership, whether they are filled or not. */
export async function readIdMappingTables(
  client: CleanRoomsClient,
  calls: AwsCalls,
  membershipId: string,
  signal?: AbortSignal,
): Promise<IdMappingTable[]> {
  const operation = 'ListIdMappingTables';
  const tables = await allPages(async (nextToken) => {
    const answer = await calls.read(
      operation,
      (options) => client.send(new ListIdMappingTablesCommand({ membershipIdentifier: membershipId, maxResults: 100, nextToken }), options),
      signal,
    );
    return { items: answer.idMappingTableSummaries, nextToken: answer.nextToken };
  });
  return tables.map((table) => {
    const { id, name, inputReferenceConfig } = expectAnswer(operation, answers.idMappingTable, table);
    return { id, name, workflowArn: inputReferenceConfig.inputReferenceArn };
  });
}

/** Fills ID mapping tables by the ID mapping workflows that they name. */
export function awsIdMappingTables(
  client: CleanRoomsClient,
  entityResolution: () => Promise<EntityResolutionClient>,
  calls: AwsCalls,
): IdMappingTables {
  return {
    async populate({ membershipId, id, name }, options) {
      const { signal } = options;
      const identity = { membershipIdentifier: membershipId, idMappingTableIdentifier: id };
      const answer = await calls.read(
        'GetIdMappingTable',
        (sendOptions) => client.send(new GetIdMappingTableCommand(identity), sendOptions),
        signal,
      );
      const table = expectAnswer('GetIdMappingTable', answers.idMappingTable, answer.idMappingTable);
      const resolution = await entityResolution();
      const jobs = () => readIdMappingJobs(resolution, calls, table.inputReferenceConfig.inputReferenceArn, signal);
      const earlier = await jobs();
      const busy = earlier.find(({ status }) => status === 'QUEUED' || status === 'RUNNING');
      if (busy !== undefined) throw isBusy(name, busy);
      const before = new Set(earlier.map(({ jobId }) => jobId));
      return calls.create(
        {
          operation: 'PopulateIdMappingTable',
          subject: `${name} in ${membershipId}`,
          attempt: async (sendOptions) => {
            const started = await client.send(new PopulateIdMappingTableCommand(identity), sendOptions);
            return { value: { jobId: expectAnswer('PopulateIdMappingTable', answers.populated, started).idMappingJobId }, answer: started };
          },
          // The request carries no token of ours: a job that was not there before is the one it started.
          find: async () => {
            const started = (await jobs()).find(({ jobId }) => !before.has(jobId));
            return started === undefined ? undefined : { jobId: started.jobId };
          },
        },
        options,
      );
    },
  };
}

function isBusy(name: string, { jobId, status }: ListedIdMappingJob): CleanRoomError {
  return new CleanRoomError(
    'invalid_state',
    t('The ID mapping workflow of "{0}" has a job that is {1} ({2}); AWS runs one at a time.', foreignText(name), status, jobId),
    { remedy: t('Wait until it has ended, then look whether the table is filled.'), details: { operation: 'PopulateIdMappingTable' } },
  );
}
