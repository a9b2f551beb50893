import { join } from 'node:path';
import type { Connection } from '../../../src/core/model/connection.ts';
import type { CleanRoomService } from '../../../src/core/service.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { openLiveRampConnection } from '../../../src/services/liveramp/openLiveRampConnection.ts';
import { ApiUserStateFile } from '../../../src/storage/apiUserStateFile.ts';
import { profileWithoutKeys } from './emptyProfile.ts';
import type { World } from './scenarioFormat.ts';
import type { SetUp } from './setUp.ts';

/** What is known of a connection before it is opened; a diagnosis names it where that fails. */
export type Identity = Pick<Connection, 'id' | 'name' | 'accountId' | 'region' | 'sandbox' | 'service'>;

/** Whom a world's connection is about. */
export function identityOf({ connection, sandbox }: World): Identity {
  if ('account' in connection) {
    const { account, name = account, region = regionOf(sandbox) } = connection;
    return { id: `aws|${name}|${account}|${region}`, service: 'aws', name, accountId: account, region, sandbox: true };
  }
  const { organisation, name = organisation } = connection;
  return { id: `liveramp|${name}`, service: 'liveramp', name, accountId: organisation, region: '127.0.0.1', sandbox: true };
}

/** Opens the connection as the product does. Raises CleanRoomError. */
export function openScenarioConnection(world: World, setUp: SetUp): Promise<CleanRoomService> {
  const { connection } = world;
  const { name, accountId, region } = identityOf(world);
  const { endpoint } = setUp.sandbox;
  if ('account' in connection) {
    const who = connection.credentials === 'missing' ? { profile: profileWithoutKeys } : { sandboxAccountId: accountId };
    return openAwsConnection({ name, region, endpoint, ...who }, undefined, {});
  }
  const isKnown = connection.credentials === 'good';
  return openLiveRampConnection({
    name,
    organisation: connection.organisation,
    clientId: connection.client_id ?? clientOf(setUp, connection.organisation),
    clientSecret: () => Promise.resolve(undefined),
    baseUrl: `${endpoint}/v1`,
    // Of a sandbox the secret is known, so that only elsewhere it can be missing.
    sandbox: isKnown,
    state: new ApiUserStateFile(join(setUp.folder, 'state')),
  });
}

function regionOf(sandbox: World['sandbox']): string {
  const { region } = sandbox;
  return typeof region === 'string' ? region : 'us-east-1';
}

function clientOf({ sandbox }: SetUp, organisation: string): string {
  const found = sandbox.organisations.find(({ name }) => name === organisation);
  if (found === undefined) throw new Error(`The sandbox has no organisation "${organisation}"; give the connection a client_id.`);
  return found.clientId;
}
