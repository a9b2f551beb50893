import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ReadingLog } from '../../../src/core/diagnosis/readingLog.ts';
import { rememberReads } from '../../../src/core/diagnosis/rememberReads.ts';
import { JobRunner } from '../../../src/core/jobs/runner.ts';
import type { JobContext } from '../../../src/core/jobs/job.ts';
import type { CleanRoomService } from '../../../src/core/service.ts';
import { answerJson, type JsonValue } from '../../../src/core/tools/answer.ts';
import { tools } from '../../../src/core/tools/catalogue.ts';
import { ToolCalls } from '../../../src/mcp/toolCalls.ts';
import { routedOperations } from '../../../src/sandbox/aws/routedOperations.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { RateBudgets } from '../../../src/services/aws/rateBudgets.ts';
import { openLiveRampConnection } from '../../../src/services/liveramp/openLiveRampConnection.ts';
import { ApiUserStateFile } from '../../../src/storage/apiUserStateFile.ts';
import { MemoryAuditLog, MemoryFile } from '../support/jobs.ts';
import { creatorAccount, hostileScenario, ownAccount, ownOrganisation, type HostileWords } from './hostileScenario.ts';

/** What is wished for: every table, so that those of others' names count as well. */
const wishes = {
  defaults: { region: 'us-east-1', role_name: 'cleanrooms-glue-s3-access', id_namespace_name: 'ACXIdNamespace', table_prefix: '' },
  trusted_creators: [creatorAccount],
};

const region = 'us-east-1';
/** Requests per second. */
const rate = 1000;
const unhurried = new Map(Object.values(routedOperations).flatMap(({ operations }) => operations.map((name) => [name, rate] as const)));

const writesSchema = z.object({ writes: z.array(z.object({ operation: z.string() })) });

export const places = ['aws', 'liveramp'] as const;
export type Place = (typeof places)[number];

/** A sandbox that is full of injections, and everything that the product asks it with. */
export class HostileWorld {
  readonly log = new MemoryAuditLog();
  readonly #folder: string;
  readonly #sandbox: RunningSandbox;
  #aws: Promise<CleanRoomService> | undefined;
  #liveRamp: Promise<CleanRoomService> | undefined;
  #configuration: object = wishes;

  private constructor(folder: string, sandbox: RunningSandbox) {
    this.#folder = folder;
    this.#sandbox = sandbox;
  }

  /** A world with these words in every field. */
  static async start(said: HostileWords): Promise<HostileWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-hostile-'));
    const scenario = join(folder, 'hostile.json');
    await writeFile(scenario, JSON.stringify(hostileScenario(said)));
    const world = new HostileWorld(folder, await startSandbox({ port: 0, scenario, rate }));
    const { memberships } = await world.service('aws');
    const active = (await memberships?.active()) ?? [];
    const collaborations = active.map(({ membershipId, collaborationName: name }) => ({
      name,
      membership_id: membershipId,
      status: 'active',
    }));
    world.#configuration = { ...wishes, collaborations };
    return world;
  }

  /** What is wished for in it. */
  get configuration(): object {
    return this.#configuration;
  }

  get endpoint(): string {
    return this.#sandbox.endpoint;
  }

  /** Has the services refuse everything from now on, in these words. */
  async refuse(message: string): Promise<void> {
    // What was read is forgotten, and a connection is not opened any more.
    this.#aws = Promise.resolve(await this.#openAws());
    const answer = await fetch(`${this.endpoint}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'x-sandbox-control': '1' },
      body: JSON.stringify({ operation: '*', error: { name: 'AccessDeniedException', message, status: 403 } }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** The operations that have changed something. */
  async writes(): Promise<string[]> {
    const answer = await fetch(`${this.endpoint}/_sandbox/writes`, { headers: { 'x-sandbox-control': '1' } });
    return writesSchema.parse(await answer.json()).writes.map(({ operation }) => operation);
  }

  async stop(): Promise<void> {
    await this.#sandbox.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Of AWS one that asks for each thing once: all answers are about the same world. */
  service(place: Place): Promise<CleanRoomService> {
    if (place === 'aws') return (this.#aws ??= this.#openAws().then((service) => rememberReads(service, new ReadingLog({}))));
    return (this.#liveRamp ??= this.#openLiveRamp());
  }

  /** A runner in whose name nothing is written. */
  get runner(): JobRunner {
    return new JobRunner({ user: 'ada', auditLog: this.log, allows: () => true, consent: () => Promise.resolve(false) });
  }

  async context(place: Place): Promise<JobContext> {
    return { ...this.#context, service: await this.service(place) };
  }

  /** Calls a tool as an agent does that may write and cannot ask its person. */
  async call(place: Place, name: string, input: object = {}): Promise<Record<string, JsonValue>> {
    const tool = tools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    const calls = new ToolCalls({
      version: '0.0.0',
      allowWrites: true,
      inputSchemas: new Map(),
      connections: [{ name: place, service: place, sandbox: true, open: () => this.service(place) }],
      runner: (consent) => new JobRunner({ user: 'ada', auditLog: this.log, allows: () => true, consent }),
      context: this.#context,
    });
    return answerJson(await calls.call(tool, input, { signal: new AbortController().signal }));
  }

  get #context(): Omit<JobContext, 'service'> {
    return {
      configuration: new MemoryFile(JSON.stringify(this.#configuration)),
      user: 'ada',
      pause: () => Promise.resolve(),
      readinessLimitMs: 0,
    };
  }

  /** Known to answer so fast that nothing has to wait. */
  #openAws(): Promise<CleanRoomService> {
    const budgets = new RateBudgets();
    budgets.for(ownAccount, region, this.endpoint).setRates(unhurried);
    return openAwsConnection({ name: 'aws', region, endpoint: this.endpoint, sandboxAccountId: ownAccount, budgets }, undefined, {});
  }

  #openLiveRamp(): Promise<CleanRoomService> {
    return openLiveRampConnection({
      name: 'liveramp',
      organisation: ownOrganisation,
      clientId: 'acme-retail',
      clientSecret: () => Promise.resolve(undefined),
      baseUrl: `${this.endpoint}/v1`,
      sandbox: true,
      state: new ApiUserStateFile(join(this.#folder, 'state')),
    });
  }
}
