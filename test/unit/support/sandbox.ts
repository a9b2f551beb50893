import * as z from 'zod/mini';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/startSandbox.ts';

const association = z.looseObject({
  name: z.string(),
  status: z.nullable(z.string()),
  analysis_rule: z.nullable(z.looseObject({ receivers: z.array(z.string()) })),
});
const membership = z.looseObject({
  membership_id: z.string(),
  collaboration_id: z.string(),
  collaboration_name: z.string(),
  creator_account_id: z.string(),
  configured_table_associations: z.array(association),
  id_namespace_associations: z.array(z.looseObject({ name: z.string() })),
});
const region = z.looseObject({
  memberships: z.array(membership),
  invitations: z.array(z.looseObject({ name: z.string(), collaboration_id: z.string() })),
});
const stateSchema = z.looseObject({ accounts: z.array(z.looseObject({ account_id: z.string(), regions: z.record(z.string(), region) })) });
const callsSchema = z.looseObject({ calls: z.record(z.string(), z.number()), throttled: z.record(z.string(), z.number()) });
const writesSchema = z.looseObject({ writes: z.array(z.looseObject({ operation: z.string() })) });

/** A sandbox of this process and its control paths. */
export class TestSandbox {
  readonly endpoint: string;
  readonly #running: RunningSandbox;

  private constructor(running: RunningSandbox) {
    this.#running = running;
    this.endpoint = running.endpoint;
  }

  static async start(scenario: string, rate = 500): Promise<TestSandbox> {
    return new TestSandbox(await startSandbox({ port: 0, scenario, rate }));
  }

  async #control(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.endpoint}/_sandbox/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-sandbox-control': '1' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  async calls(): Promise<Record<string, number>> {
    return callsSchema.parse(await this.#control('calls')).calls;
  }

  /** What this account has in us-east-1. */
  async room(account = '111122223333'): Promise<z.infer<typeof region>> {
    const found = stateSchema.parse(await this.#control('state')).accounts.find(({ account_id }) => account_id === account)?.regions[
      'us-east-1'
    ];
    if (found === undefined) throw new Error(`The sandbox has no account ${account}.`);
    return found;
  }

  async writes(): Promise<string[]> {
    return writesSchema.parse(await this.#control('writes')).writes.map(({ operation }) => operation);
  }

  async fault(fault: object): Promise<void> {
    await this.#control('faults', fault);
  }

  async reset(scenario?: string): Promise<void> {
    await this.#control('reset', scenario === undefined ? {} : { scenario });
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }
}
