/** The sandbox without HTTP: requests in, answers out. */
import { randomUUID } from 'node:crypto';
import { awsCall } from './aws/awsCall.ts';
import { CallCounter, type CallCounts } from './callCounter.ts';
import { Faults } from './faults.ts';
import type { Answer, SandboxRequest } from './httpExchange.ts';
import { isLiveRampPath, liveRampCall } from './liveramp/liveRampCall.ts';
import { buildWorld } from './scenarios/buildWorld.ts';
import { readScenario } from './scenarios/readScenario.ts';
import { ScenarioError } from './scenarios/scenarioError.ts';
import type { Scenario } from './scenarios/scenarioSchema.ts';
import { shippedScenarioFiles } from './scenarios/shippedScenarios.ts';
import type { SimulatedCall } from './simulatedCall.ts';
import { Throttle } from './throttle.ts';
import type { WriteRecord } from './world/records.ts';
import type { World } from './world/world.ts';

/** What becomes of a request: its answer, when, and whether the connection carries it. */
export interface Outcome {
  answer: Answer;
  delayMs: number;
  delivery: 'answer' | 'drop' | 'hang';
}

/** A scenario and the name or path under which it was asked for. */
interface NamedScenario {
  name: string;
  content: Scenario;
}

export class Sandbox {
  world: World;
  readonly faults = new Faults();
  private counter = new CallCounter();
  private readonly throttle = new Throttle();
  private readonly startedWith: NamedScenario;
  private current: NamedScenario;
  private readonly rate: number | undefined;

  private constructor(scenario: NamedScenario, rate: number | undefined) {
    this.startedWith = scenario;
    this.current = scenario;
    this.rate = rate;
    this.world = buildWorld(scenario.name, scenario.content, Date.now(), rate);
  }

  /** @param rate requests per second of every operation, instead of the scenario's */
  static async open(scenario: string, rate?: number): Promise<Sandbox> {
    return new Sandbox({ name: scenario, content: await readScenario(scenario) }, rate);
  }

  counts(): CallCounts {
    return this.counter.counts();
  }

  /**
   * Starts the scenario, or another one, over: no faults, no calls, full buckets.
   * @throws {ScenarioError} where the name is neither a shipped scenario's nor that with which the sandbox was started
   */
  async reset(name?: string): Promise<void> {
    if (name !== undefined) this.current = await this.scenarioNamed(name);
    this.replace(buildWorld(this.current.name, this.current.content, Date.now(), this.rate));
  }

  /** No other file is read: whoever reaches the control paths must not look into the files of whoever started the sandbox. */
  private async scenarioNamed(name: string): Promise<NamedScenario> {
    if (name === this.startedWith.name) return this.startedWith;
    if (shippedScenarioFiles.has(name)) return { name, content: await readScenario(name) };
    throw new ScenarioError(
      `A running sandbox takes ${[...shippedScenarioFiles.keys()].join(', ')} or the scenario with which it was started.`,
    );
  }

  /** Puts another world in the place of this one; faults go, and every bucket is full. */
  replace(world: World, counts?: CallCounts): void {
    this.world = world;
    this.counter = new CallCounter(counts);
    this.faults.clear();
    this.throttle.clear();
  }

  /** Carries out one request to a simulated service. */
  handle(request: SandboxRequest): Outcome {
    const requestId = randomUUID();
    const onWrite = (write: WriteRecord): void => {
      this.world.writes.push(write);
    };
    if (isLiveRampPath(request.url)) return this.carryOut(liveRampCall(this.world.liveRamp, request, requestId, onWrite));
    const onThrottled = (operation: string): void => {
      this.counter.addThrottled(operation);
    };
    return this.carryOut(awsCall({ world: this.world, throttle: this.throttle, onThrottled, onWrite }, request, requestId));
  }

  private carryOut(call: SimulatedCall): Outcome {
    const { operation, writes, account } = call;
    if (operation === undefined) return { answer: call.work(), delayMs: 0, delivery: 'answer' };
    this.counter.addCall(operation);
    const fault = this.faults.take(operation, writes, account, performance.now());
    if (fault?.then === 'fail') return { answer: call.fail(fault), delayMs: fault.delay_ms, delivery: 'answer' };
    if (fault?.then === 'drop_before' || fault?.then === 'hang_before') {
      return {
        answer: { status: 500, headers: {}, body: '' },
        delayMs: fault.delay_ms,
        delivery: fault.then === 'drop_before' ? 'drop' : 'hang',
      };
    }
    const answer = call.work();
    const delivery = fault?.then === 'drop' ? 'drop' : fault?.then === 'hang_after' ? 'hang' : 'answer';
    return { answer, delayMs: fault?.delay_ms ?? 0, delivery };
  }
}
