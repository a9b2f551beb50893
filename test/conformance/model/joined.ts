/** The small scenario with us as a member of its collaboration, and what a test needs to call for us and for the partner. */
import type { JsonObject } from '../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { Client, listAt, textAt } from './client.ts';
import { partner, roleArn, smallScenario, startScenario } from './scenario.ts';

export interface Joined {
  sandbox: RunningSandbox;
  client: Client;
  /** The partner's client. */
  other: Client;
  collaborationIdentifier: string;
  membershipIdentifier: string;
  /** The id of a table of ours. */
  table: (name: string) => string;
  /** The input of CreateConfiguredTableAssociation. */
  associate: (table: string, name: string, role?: string) => JsonObject;
}

/** Starts it; the caller stops `sandbox`. */
export async function startJoined(changes: Parameters<typeof smallScenario>[0] = {}): Promise<Joined> {
  const sandbox = await startScenario(smallScenario({ ours: { membership: {} }, ...changes }));
  const client = new Client(sandbox.endpoint);
  const membership = await client.call('ListMemberships');
  const membershipIdentifier = textAt(membership, 'membershipSummaries', 0, 'id');
  const tables = new Map(
    listAt(await client.call('ListConfiguredTables'), 'configuredTableSummaries').map((each) => [textAt(each, 'name'), textAt(each, 'id')]),
  );
  const table = (name: string): string => tables.get(name) ?? '';
  return {
    sandbox,
    client,
    other: new Client(sandbox.endpoint, partner),
    membershipIdentifier,
    table,
    collaborationIdentifier: textAt(membership, 'membershipSummaries', 0, 'collaborationId'),
    associate: (tableName, name, role = roleArn) => ({
      membershipIdentifier,
      configuredTableIdentifier: table(tableName),
      name,
      roleArn: role,
    }),
  };
}
