/** The sandbox as a program of its own, for tests in which VS Code talks to it: what a person would start. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';

const ready = z.object({ endpoint: z.string(), scenario: z.string(), accounts: z.array(z.string()) });
const association = z.object({
  name: z.string(),
  configured_table_name: z.string(),
  analysis_rule: z.nullable(z.object({ type: z.string(), receivers: z.array(z.string()) })),
  status: z.string(),
});
const membership = z.object({
  membership_id: z.string(),
  collaboration_id: z.string(),
  status: z.string(),
  configured_table_associations: z.array(association),
  id_namespace_associations: z.array(z.object({ name: z.string(), id_namespace_arn: z.string() })),
});
const state = z.object({
  accounts: z.array(
    z.object({
      account_id: z.string(),
      regions: z.record(
        z.string(),
        z.object({ invitations: z.array(z.object({ collaboration_id: z.string(), name: z.string() })), memberships: z.array(membership) }),
      ),
    }),
  ),
});
const writes = z.object({ writes: z.array(z.unknown()) });
const calls = z.object({ calls: z.record(z.string(), z.number()) });

/** A running sandbox and what it says of itself. */
export interface SandboxProgram {
  endpoint: string;
  accounts: string[];
  /** What one account holds in us-east-1. */
  account(
    accountId: string,
  ): Promise<{ invitations: { collaboration_id: string; name: string }[]; memberships: z.infer<typeof membership>[] }>;
  calls(): Promise<Record<string, number>>;
  /** How many writes it has carried out. */
  writes(): Promise<number>;
  fault(body: object): Promise<void>;
  /** What happens outside of our reach: a partner's answer in LiveRamp's own pages, or the passing of time. */
  happens(path: string, body?: object): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `cleanrooms sandbox` out of the built program at `program`. */
export async function startSandboxProgram(program: string, scenario: string, rate: number): Promise<SandboxProgram> {
  const child = spawn(process.execPath, [program, 'sandbox', '--port', '0', '--scenario', scenario, '--rate', String(rate), '--json'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: unknown[] = await once(createInterface({ input: child.stdout }), 'line', { signal: AbortSignal.timeout(15_000) });
  const { endpoint, accounts } = ready.parse(JSON.parse(String(said[0])));
  const control = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${endpoint}/_sandbox/${path}`, {
      ...init,
      headers: { 'x-sandbox-control': '1', 'content-type': 'application/json' },
    });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer.json();
  };
  return {
    endpoint,
    accounts,
    async account(accountId) {
      const region = state.parse(await control('state')).accounts.find((each) => each.account_id === accountId)?.regions['us-east-1'];
      assert.ok(region, `the sandbox knows account ${accountId}`);
      return region;
    },
    calls: async () => calls.parse(await control('calls')).calls,
    writes: async () => writes.parse(await control('writes')).writes.length,
    fault: async (body) => {
      await control('faults', { method: 'POST', body: JSON.stringify(body) });
    },
    happens: async (path, body = {}) => {
      await control(`liveramp/${path}`, { method: 'POST', body: JSON.stringify(body) });
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** The wished end of `inbox`: nothing pending, 25 ready tables with a rule and one ID namespace in each of twelve. */
export async function assertInboxIsDone(sandbox: SandboxProgram): Promise<void> {
  const { invitations, memberships } = await sandbox.account('111122223333');
  assert.deepEqual(invitations, []);
  assert.equal(memberships.length, 12);
  for (const { configured_table_associations: associations, id_namespace_associations: namespaces } of memberships) {
    assert.equal(new Set(associations.map(({ configured_table_name }) => configured_table_name)).size, 25);
    assert.equal(associations.length, 25);
    assert.deepEqual(
      associations.filter(({ name, configured_table_name }) => name !== `acx_${configured_table_name}`),
      [],
    );
    assert.deepEqual(
      associations.filter(({ status }) => status !== 'READY'),
      [],
    );
    assert.equal(namespaces.length, 1);
  }
}

/** An account of a sandbox as an entry of the setting `cleanRooms.connections`. */
export function sandboxConnection({ endpoint }: SandboxProgram, name: string, accountId: string | undefined): object {
  return { name, service: 'aws', endpoint, region: 'us-east-1', sandbox: true, accountId };
}
