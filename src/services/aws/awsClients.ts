import { CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type { GlueClient } from '@aws-sdk/client-glue';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import { once } from '../../core/once.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { CleanRoomService } from '../../core/service.ts';
import type { CallCounter } from '../callCounter.ts';
import { answers, expectAnswer } from './answers.ts';
import { awsAssociations } from './awsAssociations.ts';
import type { AwsCalls, SendOptions } from './awsCalls.ts';
import { awsCleanRooms } from './awsCleanRooms.ts';
import { awsIdMappingTables } from './awsIdMappingTables.ts';
import { awsIdNamespaces } from './awsIdNamespaces.ts';
import { awsInbox } from './awsInbox.ts';
import { awsInspection } from './awsInspection.ts';
import { awsMemberChanges } from './awsMemberChanges.ts';
import { awsMemberships } from './awsMemberships.ts';
import { awsPartnerInvitations } from './awsPartnerInvitations.ts';
import { awsPartners } from './awsPartners.ts';
import { OneAccountsCredentials } from './oneAccountsCredentials.ts';
import { readQuotas } from './awsQuotas.ts';
import { awsRepairs } from './awsRepairs.ts';
import { readRole } from './awsRoles.ts';
import { countCalls } from './countCalls.ts';
import { ChangeRequests } from './changeRequests.ts';
import type { RateBudget } from './rateBudget.ts';

export interface ClientSettings {
  region: string;
  profile: string | undefined;
  endpoint: string | undefined;
  sandboxAccountId: string | undefined;
  requestTimeoutMs: number;
  counter: CallCounter;
}

/** The SDK clients of one connection. Entity Resolution, IAM, Glue and Service Quotas are loaded when first asked. */
export function awsClients(settings: ClientSettings) {
  const { region, profile, endpoint, sandboxAccountId, requestTimeoutMs, counter } = settings;
  const requestHandler = {
    connectionTimeout: 5000,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
    // Enough for the fastest rate quota times a slow answer; the budget, not the sockets, sets the pace.
    httpAgent: { maxSockets: 256 },
    httpsAgent: { maxSockets: 256 },
  };
  const common = {
    region,
    requestHandler,
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    // Our own retries pass the rate budget; the SDK's would not.
    maxAttempts: 1,
  };
  const accountOf = async (credentials: AwsCredentialIdentity): Promise<string> => {
    const client = new STSClient({ ...common, credentials });
    client.middlewareStack.use(countCalls(counter));
    return expectAnswer('GetCallerIdentity', answers.callerIdentity, await client.send(new GetCallerIdentityCommand({}))).Account;
  };
  const ownCredentials =
    sandboxAccountId === undefined
      ? new OneAccountsCredentials(
          fromNodeProviderChain({
            ...(profile === undefined ? {} : { profile }),
            clientConfig: { region, requestHandler, ...(endpoint === undefined ? {} : { endpoint }) },
            clientPlugins: [countCalls(counter)],
          }),
          accountOf,
        )
      : undefined;
  const config = { ...common, credentials: ownCredentials?.provide ?? { accessKeyId: sandboxAccountId ?? '', secretAccessKey: 'sandbox' } };
  const cleanRooms = new CleanRoomsClient(config);
  cleanRooms.middlewareStack.use(countCalls(counter));
  const sts = new STSClient(config);
  sts.middlewareStack.use(countCalls(counter));
  const entityResolution = once(async () => {
    const client = new (await import('@aws-sdk/client-entityresolution')).EntityResolutionClient(config);
    client.middlewareStack.use(countCalls(counter));
    return client;
  });
  const iam = once(async () => {
    const client = new (await import('@aws-sdk/client-iam')).IAMClient(config);
    client.middlewareStack.use(countCalls(counter));
    return client;
  });
  const glueClients = new Map<string, GlueClient>();
  const glue = async (catalogueRegion: string) => {
    const { GlueClient } = await import('@aws-sdk/client-glue');
    let client = glueClients.get(catalogueRegion);
    if (client === undefined) {
      client = new GlueClient({ ...config, region: catalogueRegion });
      client.middlewareStack.use(countCalls(counter));
      glueClients.set(catalogueRegion, client);
    }
    return client;
  };
  const serviceQuotas = once(async () => {
    const client = new (await import('@aws-sdk/client-service-quotas')).ServiceQuotasClient(config);
    client.middlewareStack.use(countCalls(counter));
    return client;
  });

  return {
    accessKeyId: async () => (await sts.config.credentials()).accessKeyId,
    callerIdentity: (options: SendOptions) => sts.send(new GetCallerIdentityCommand({}), options),
    /** From now on credentials of any other account are refused. */
    keepTo: (accountId: string) => ownCredentials?.keepTo(accountId),

    service(connection: Connection, calls: AwsCalls, budget: RateBudget): CleanRoomService {
      const { accountId, region } = connection;
      const associations = awsAssociations(cleanRooms, calls);
      const changeRequests = new ChangeRequests(cleanRooms, calls);
      return {
        connection,
        inbox: awsInbox(cleanRooms, calls),
        memberships: awsMemberships(cleanRooms, calls),
        associations,
        repairs: awsRepairs(cleanRooms, calls, associations),
        cleanRooms: awsCleanRooms(cleanRooms, calls, accountId),
        partners: awsPartners(cleanRooms, calls, accountId),
        partnerInvitations: awsPartnerInvitations(cleanRooms, calls, changeRequests, accountId),
        memberChanges: awsMemberChanges(cleanRooms, calls, changeRequests, accountId),
        idNamespaces: awsIdNamespaces(cleanRooms, entityResolution, calls),
        prerequisites: {
          role: async (name, signal) => readRole(await iam(), calls, name, signal),
          quotas: async (signal) => readQuotas(await serviceQuotas(), calls, budget, signal),
        },
        inspection: awsInspection(cleanRooms, { entityResolution, iam, glue }, calls, { accountId, region }),
        idMappingTables: awsIdMappingTables(cleanRooms, entityResolution, calls),
        callCounts: () => counter.counts(),
      };
    },
  };
}
