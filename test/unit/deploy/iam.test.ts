import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { routedOperations } from '../../../src/sandbox/aws/routedOperations.ts';
import { Person } from '../support/program.ts';
import { TestSandbox } from '../support/sandbox.ts';

const [own, creator] = ['111122223333', '444455556666'] as const;

const policySchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(
    z.strictObject({
      Sid: z.string(),
      Effect: z.literal('Allow'),
      Action: z.union([z.string(), z.array(z.string())]),
      Resource: z.string(),
      Condition: z.optional(z.unknown()),
    }),
  ),
});
type Policy = z.infer<typeof policySchema>;

/** Everybody may ask who he is (AWS: GetCallerIdentity). */
const free = ['sts:GetCallerIdentity'];

/** What a policy holds beyond the operations that the program calls, and why. */
const beyond: Record<string, string> = {
  'cleanrooms:GetSchema': 'editions of the Service Authorization Reference name it as a dependent action of BatchGetSchema',
  'cleanrooms:GetMembership': 'CreateIdNamespaceAssociation needs it of the caller (behaviours.md, Permissions)',
  'entityresolution:AddPolicyStatement': 'CreateIdNamespaceAssociation with manageResourcePolicies (behaviours.md, Permissions)',
  'entityresolution:DeletePolicyStatement': 'DeleteIdNamespaceAssociation of one that was made so (behaviours.md, Permissions)',
  'cleanrooms:TagResource': 'CreateConfiguredTableAssociation and CreateIdNamespaceAssociation with tags, which a repair keeps',
  'iam:PassRole': 'CreateConfiguredTableAssociation, and CreateMembership with a result role (behaviours.md, Permissions)',
};

/** Reads that only a write makes, of what it is about to change. */
const beforeAWrite = ['cleanrooms:GetCollaboration', 'cleanrooms:GetConfiguredTableAnalysisRule', 'cleanrooms:GetIdNamespaceAssociation'];

async function policy(name: string): Promise<Policy> {
  return policySchema.parse(JSON.parse(await readFile(new URL(`../../../deploy/iam/${name}.json`, import.meta.url), 'utf8')));
}

function actionsOf({ Statement }: Policy): string[] {
  return Statement.flatMap(({ Action }) => Action);
}

/** The IAM action of an operation: its service's prefix and its own name. */
function actionOf(operation: string): string {
  const [service] = Object.entries(routedOperations).find(([, { operations }]) => operations.includes(operation)) ?? [];
  if (service === undefined) throw new Error(`The sandbox does not know the operation ${operation}.`);
  return `${service}:${operation}`;
}

/** Every action that the program's code can ask for. */
async function calledActions(): Promise<string[]> {
  const sources = await Promise.all(globSync('src/services/aws/*.ts').map((file) => readFile(file, 'utf8')));
  const operations = sources.flatMap((source) => [...source.matchAll(/new (\w+)Command\(/g)].map(([, operation = '']) => operation));
  return [...new Set(operations.map(actionOf))].filter((action) => !free.includes(action)).sort();
}

/** A room with something to accept, something to repair, and nothing else. */
const scenario = {
  accounts: [
    {
      id: own,
      display_name: 'Provider',
      roles: [{ name: 'cleanrooms-glue-s3-access' }],
      id_namespaces: [{ name: 'ACXIdNamespace' }],
      configured_tables: [{ name: 'part_1', analysis_rule: { providers: [creator] } }],
    },
    { id: creator, display_name: 'Creator' },
  ],
  collaborations: ['Invitation', 'Room'].map((name) => ({
    name,
    creator,
    created: '2026-01-01T00:00:00Z',
    members: [
      { account: creator, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
      {
        account: own,
        ...(name === 'Room'
          ? { membership: { configured_table_associations: [{ name: 'old', table: 'part_1', analysis_rule: { receivers: [creator] } }] } }
          : {}),
      },
    ],
  })),
};

describe('the IAM policies of deploy/', () => {
  it('let the operator do what the program asks for, and nothing beyond that without a reason', async () => {
    const allowed = actionsOf(await policy('operator'));
    assert.equal(new Set(allowed).size, allowed.length, 'an action stands twice');
    assert.deepEqual([...allowed].sort(), [...new Set([...(await calledActions()), ...Object.keys(beyond)])].sort());
  });

  it('let the reader read, and change nothing', async () => {
    const allowed = actionsOf(await policy('read-only'));
    const reads = (await calledActions()).filter(
      (action) => /:(BatchGet|Get|List|Simulate)/.test(action) && !beforeAWrite.includes(action),
    );
    assert.deepEqual([...allowed].sort(), [...reads, 'cleanrooms:GetSchema'].sort());
  });

  it('cover every operation that the service sees in a night, in a repair and in a diagnosis', async function () {
    this.timeout(30_000);
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-iam-'));
    await writeFile(join(folder, 'room.json'), JSON.stringify(scenario));
    const sandbox = await TestSandbox.start(join(folder, 'room.json'), 1000);
    const person = await Person.sitDown({ AWS_ENDPOINT_URL: sandbox.endpoint });
    try {
      for (const args of [
        ['init-config'],
        ['process-invites'],
        ['sync-all'],
        ['repair', '--yes'],
        ['verify', '--alerts'],
        ['report'],
        ['diagnose'],
      ]) {
        const { code, stderr } = await person.run(args);
        assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
      }
      const allowed = new Set([...actionsOf(await policy('operator')), ...free]);
      const seen = Object.keys(await sandbox.calls()).map(actionOf);
      assert.deepEqual(
        seen.filter((action) => !allowed.has(action)),
        [],
      );
      assert.ok(seen.includes('cleanrooms:CreateMembership') && seen.includes('cleanrooms:DeleteConfiguredTableAssociation'));
      assert.ok(seen.includes('iam:SimulatePrincipalPolicy') && seen.includes('glue:GetTable'));
    } finally {
      await person.leave();
      await sandbox.stop();
      await rm(folder, { recursive: true });
    }
  });

  it('pass one role only, and only to AWS Clean Rooms', async () => {
    const { Statement } = await policy('operator');
    const [passing, ...others] = Statement.filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    assert.deepEqual(
      [passing?.Action, passing?.Resource, passing?.Condition, others],
      [
        'iam:PassRole',
        `arn:aws:iam::${own}:role/cleanrooms-glue-s3-access`,
        { StringEquals: { 'iam:PassedToService': 'cleanrooms.amazonaws.com' } },
        [],
      ],
    );
  });

  it('name their actions in full and in order', async () => {
    for (const { Action } of [...(await policy('operator')).Statement, ...(await policy('read-only')).Statement]) {
      const actions = [Action].flat();
      assert.ok(
        actions.every((action) => /^[a-z]+:[A-Za-z]+$/.test(action)),
        actions.join(),
      );
      assert.deepEqual(actions, [...actions].sort());
    }
  });
});
