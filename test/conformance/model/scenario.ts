import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/sandbox/json.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/startSandbox.ts';

export const us = '111122223333';
export const partner = '444455556666';
export const roleArn = `arn:aws:iam::${us}:role/reader`;
export const namespaceArn = `arn:aws:entityresolution:us-east-1:${us}:idnamespace/ids`;

/** Of the ID mapping workflow of `mapping`. */
export const workflowArn = `arn:aws:entityresolution:us-east-1:${us}:idmappingworkflow/join`;

/** What makes of the small scenario one in which we can map our IDs to the partner's; `tables` are our ID mapping tables. */
export function mapping({ tables = [], workflow = {} }: { tables?: JsonObject[]; workflow?: JsonObject } = {}): {
  us: JsonObject;
  theirs: JsonObject;
  members: JsonObject[];
} {
  return {
    us: { id_mapping_workflows: [{ name: 'join', source: 'ids', target: `${partner}/theirs`, ...workflow }] },
    theirs: { id_namespaces: [{ name: 'theirs', type: 'TARGET' }] },
    members: [
      {
        account: partner,
        abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
        membership: { id_namespace_associations: [{ namespace: 'theirs' }] },
      },
      { account: us, membership: { id_namespace_associations: [{ namespace: 'ids' }], id_mapping_tables: tables } },
    ],
  };
}

/** Starts a sandbox on a scenario given here, at a rate that no test reaches unless it names one. */
export async function startScenario(scenario: JsonObject, rate = 1_000_000): Promise<RunningSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  const file = join(folder, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));
  try {
    return await startSandbox({ port: 0, scenario: file, rate });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Us with a role, a namespace and three tables; a partner; one collaboration of the partner's to which we are invited. */
export function smallScenario(
  changes: { us?: JsonObject; ours?: JsonObject; theirs?: JsonObject; top?: JsonObject; members?: JsonObject[]; joint?: JsonObject } = {},
): JsonObject {
  return {
    accounts: [
      {
        id: us,
        display_name: 'Us',
        roles: [{ name: 'reader' }, { name: 'stranger', trust: ['lambda.amazonaws.com'] }],
        id_namespaces: [{ name: 'ids' }],
        configured_tables: [
          { name: 'one', analysis_rule: { providers: [partner] } },
          { name: 'two', analysis_rule: { type: 'LIST' } },
          { name: 'three', analysis_rule: null },
        ],
        ...changes.us,
      },
      {
        id: partner,
        display_name: 'Partner',
        roles: [{ name: 'reader' }],
        configured_tables: [{ name: 'theirs', analysis_rule: { providers: [us] } }],
        ...changes.theirs,
      },
      { id: '555566667777', display_name: 'Outsider' },
    ],
    collaborations: [
      {
        name: 'Joint',
        creator: partner,
        members: changes.members ?? [
          { account: partner, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
          { account: us, ...changes.ours },
          { account: '888899990000', display_name: 'Silent' },
        ],
        ...changes.joint,
      },
    ],
    ...changes.top,
  };
}
