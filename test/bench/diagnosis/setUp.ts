import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configurationFileName } from '../../../src/core/config/schema.ts';
import { partnerSettingsFileName } from '../../../src/core/partners/partnerSettings.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import type { ReadScenario } from './readScenarios.ts';
import type { DiagnosisScenario } from './scenarioFormat.ts';
import { withIds } from './placeholders.ts';

/** How fast the services of a set-up are. */
export interface Pace {
  /** Requests per second of every operation; undefined: as the world says, or as AWS has them. */
  rate: number | undefined;
  /** Milliseconds added to every answer. */
  latencyMs: number;
}

/** Faster than any diagnosis asks: most of the benchmark is about what is found, and not about waiting. */
const unhurried: Pace = { rate: 1000, latencyMs: 0 };

/** A scenario that is up: a sandbox that runs, and a person's folder with his files in it. */
export class SetUp {
  readonly folder: string;
  readonly sandbox: RunningSandbox;

  private constructor(folder: string, sandbox: RunningSandbox) {
    this.folder = folder;
    this.sandbox = sandbox;
  }

  /** Raises what the sandbox says of a world that it cannot build, or a control call that it refuses. */
  static async start({ scenario, world }: ReadScenario, { rate, latencyMs }: Pace = unhurried): Promise<SetUp> {
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-diagnosis-'));
    const file = join(folder, 'scenario.json');
    await writeFile(file, JSON.stringify(world.sandbox));
    const sandbox = await startSandbox({ port: 0, scenario: file, latencyMs, ...(rate === undefined ? {} : { rate }) });
    const setUp = new SetUp(folder, sandbox);
    try {
      const state = await setUp.#ask('GET', 'state');
      const account = 'account' in world.connection ? world.connection.account : undefined;
      const filled = (content: unknown): string =>
        withIds(typeof content === 'string' ? content : JSON.stringify(content, null, 2), state, account);
      if (world.configuration !== null) await setUp.#write(configurationFileName, filled(world.configuration));
      if (world.partners !== undefined) await setUp.#write(partnerSettingsFileName, filled(world.partners));
      await setUp.#control(scenario, filled);
      return setUp;
    } catch (thrown) {
      await setUp.end();
      throw thrown;
    }
  }

  async end(): Promise<void> {
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #control({ then }: DiagnosisScenario, filled: (content: unknown) => string): Promise<void> {
    for (const { post, body } of then) await this.#ask('POST', filled(post), filled(body));
  }

  async #write(name: string, content: string): Promise<void> {
    const file = join(this.folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  async #ask(method: string, path: string, body?: string): Promise<unknown> {
    const answer = await fetch(`${this.sandbox.endpoint}/_sandbox/${path}`, {
      method,
      headers: { 'x-sandbox-control': '1' },
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${await answer.text()}`);
    return answer.json();
  }
}
