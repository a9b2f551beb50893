import { GetConfiguredTableCommand, ListMembershipsCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type { EntityResolutionClient } from '@aws-sdk/client-entityresolution';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { IAMClient } from '@aws-sdk/client-iam';
import type * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import type { Inspection, TableSource } from '../../core/inspectionService.ts';
import { t } from '../../core/text.ts';
import { answers, expectAnswer } from './answers.ts';
import { readIdMappingTables } from './awsIdMappingTables.ts';
import type { AwsCalls } from './awsCalls.ts';
import { readCollaborations } from './collaborations.ts';
import { readGlueTable } from './glueTables.ts';
import { readNewestIdMappingJob } from './idMappingJobs.ts';
import { readIdNamespacePolicy } from './idNamespacePolicies.ts';
import { allPages } from './pages.ts';
import { readAssociation } from './readAssociation.ts';
import { readDenied } from './roleSimulation.ts';

/** The clients that are asked beside that of Clean Rooms; loaded when first asked. */
export interface InspectedServices {
  entityResolution: () => Promise<EntityResolutionClient>;
  iam: () => Promise<IAMClient>;
  /** A configured table may be of another Region than its collaboration. */
  glue: (region: string) => Promise<GlueClient>;
}

/**
 * What only a diagnosis asks.
 * @param home whose collaborations these are, and where
 */
export function awsInspection(
  client: CleanRoomsClient,
  services: InspectedServices,
  calls: AwsCalls,
  home: { accountId: string; region: string },
): Inspection {
  return {
    async collaborations(signal) {
      const seen = await readCollaborations(client, calls, undefined, signal);
      return seen.map(({ id, name, creatorAccountId, creatorDisplayName, memberStatus, membershipId }) => ({
        collaborationId: id,
        name,
        creatorAccountId,
        creatorDisplayName,
        memberStatus,
        ...(membershipId === undefined ? {} : { membershipId }),
      }));
    },

    async endedMemberships(signal) {
      const operation = 'ListMemberships';
      // One filter names one status, so that asking for all is one call instead of two.
      const memberships = await allPages(async (nextToken) => {
        const answer = await calls.read(
          operation,
          (options) => client.send(new ListMembershipsCommand({ maxResults: 100, nextToken }), options),
          signal,
        );
        return { items: answer.membershipSummaries, nextToken: answer.nextToken };
      });
      return memberships
        .map((membership) => expectAnswer(operation, answers.membershipSummary, membership))
        .flatMap(({ id, collaborationId, collaborationName, status }) =>
          status === 'REMOVED' || status === 'COLLABORATION_DELETED'
            ? [{ membershipId: id, collaborationId, collaborationName, status }]
            : [],
        );
    },

    associationRole: async (membershipId, associationId, signal) =>
      (await readAssociation(client, calls, membershipId, associationId, signal)).roleArn,

    denied: async (roleArn, wanted, signal) => readDenied(await services.iam(), calls, roleArn, wanted, signal),

    async tableSource(configuredTableId, signal) {
      const operation = 'GetConfiguredTable';
      const answer = await calls.read(
        operation,
        (options) => client.send(new GetConfiguredTableCommand({ configuredTableIdentifier: configuredTableId }), options),
        signal,
      );
      return toTableSource(expectAnswer(operation, answers.configuredTable, answer.configuredTable).tableReference);
    },

    glueTable: async (source, signal) => readGlueTable(await services.glue(source.region ?? home.region), calls, home, source, signal),

    idNamespacePolicy: async (arn, signal) => readIdNamespacePolicy(await services.entityResolution(), calls, arn, signal),

    idMappingTables: (membershipId, signal) => readIdMappingTables(client, calls, membershipId, signal),

    newestIdMappingJob: async (workflowArn, signal) =>
      readNewestIdMappingJob(await services.entityResolution(), calls, workflowArn, signal),
  };
}

function toTableSource({ glue, athena, snowflake }: z.infer<typeof answers.configuredTable>['tableReference']): TableSource {
  if (glue !== undefined) {
    const { databaseName: database, tableName: table, region } = glue;
    return { kind: 'glue', database, table, ...(region === undefined ? {} : { region }) };
  }
  if (athena !== undefined) return { kind: 'athena', name: `${athena.databaseName}.${athena.tableName}` };
  if (snowflake !== undefined)
    return { kind: 'snowflake', name: `${snowflake.databaseName}.${snowflake.schemaName}.${snowflake.tableName}` };
  throw new CleanRoomError('unexpected_answer', t('GetConfiguredTable answered a table of a kind that this program does not know.'), {
    remedy: t('Please report this; nothing was assumed.'),
  });
}
