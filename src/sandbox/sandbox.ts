/** The sandbox without HTTP: requests in, answers out. */
import { randomUUID } from 'node:crypto';
import { errorAnswer, resultAnswer, type Answer } from './aws/answer.ts';
import { findCaller, readSignature, type Signature } from './aws/caller.ts';
import type { Context } from './aws/context.ts';
import { handlers } from './aws/handlers.ts';
import { Input } from './aws/input.ts';
import { models, type ModelOperation, type ModelService } from './aws/model.ts';
import { requirePermission } from './aws/permissions.ts';
import { readStructure } from './aws/readShape.ts';
import { findRoute, type Route, type SandboxRequest } from './aws/route.ts';
import { credentialsError, notSimulatedError, ServiceError, throttlingError, validationError, type Violation } from './aws/serviceError.ts';
import { CallCounter, type CallCounts } from './callCounter.ts';
import { Faults, type Fault } from './faults.ts';
import { isJsonObject, parseJson, type JsonObject } from './json.ts';
import { ownEntry } from './ownEntry.ts';
import { buildWorld } from './scenarios/buildWorld.ts';
import { readScenario } from './scenarios/readScenario.ts';
import { ScenarioError } from './scenarios/scenarioError.ts';
import type { Scenario } from './scenarios/scenarioSchema.ts';
import { shippedScenarioFiles } from './scenarios/shippedScenarios.ts';
import { Throttle } from './throttle.ts';
import { rateOf } from './world/settings.ts';
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
    const signature = readSignature(request.headers['authorization']);
    const serviceName = signature?.service ?? '';
    const service = ownEntry(models, serviceName);
    const answered = (answer: Answer): Outcome => ({ answer, delayMs: 0, delivery: 'answer' });
    if (signature === undefined) return answered(errorAnswer(serviceName, credentialsError(serviceName, 'missing'), requestId));
    const route = service === undefined ? undefined : findRoute(serviceName, service, request);
    if (service === undefined || route === undefined) {
      return answered(
        errorAnswer(serviceName, notSimulatedError(serviceName, `${request.method} ${request.url.split('?')[0] ?? ''}`), requestId),
      );
    }
    const { operation, model } = route;
    this.counter.addCall(operation);
    const writes = serviceName === 'cleanrooms' && model !== undefined && model.readonly !== true;
    const fault = this.faults.take(operation, writes, signature.accessKeyId.replace('ASIA', ''), performance.now());
    if (fault?.then === 'fail')
      return { answer: errorAnswer(serviceName, faultError(fault), requestId), delayMs: fault.delay_ms, delivery: 'answer' };
    if (fault?.then === 'drop_before' || fault?.then === 'hang_before') {
      return {
        answer: { status: 500, headers: {}, body: '' },
        delayMs: fault.delay_ms,
        delivery: fault.then === 'drop_before' ? 'drop' : 'hang',
      };
    }
    const answer = this.work(request, signature, serviceName, service, route, requestId);
    const delivery = fault?.then === 'drop' ? 'drop' : fault?.then === 'hang_after' ? 'hang' : 'answer';
    return { answer, delayMs: fault?.delay_ms ?? 0, delivery };
  }

  private work(
    request: SandboxRequest,
    signature: Signature,
    serviceName: string,
    service: ModelService,
    route: Route,
    requestId: string,
  ): Answer {
    try {
      const now = Date.now();
      const { operation, model } = route;
      const caller = findCaller(this.world, signature, request.headers['x-amz-security-token'], now);
      const handler = handlers.get(operation);
      if (model === undefined || handler === undefined) throw notSimulatedError(serviceName, operation);
      if (
        !this.throttle.take(`${operation} ${caller.account.id} ${caller.region}`, rateOf(this.world.settings, operation), performance.now())
      ) {
        this.counter.addThrottled(operation);
        throw throttlingError(serviceName);
      }
      const context: Context = { world: this.world, caller, service: serviceName, operation, now };
      if (operation !== 'GetCallerIdentity') requirePermission(context, `${serviceName}:${operation}`);
      const input = checkedInput(serviceName, service, model, route.input);
      const output = handler(context, new Input(input));
      if (serviceName === 'cleanrooms' && model.readonly !== true) this.recordWrite(context, requestId, input, output);
      return resultAnswer(service, operation, model, output, requestId);
    } catch (error) {
      if (error instanceof ServiceError) return errorAnswer(serviceName, error, requestId);
      const message = error instanceof Error ? error.message : String(error);
      return errorAnswer(serviceName, new ServiceError('InternalServerException', `The sandbox failed: ${message}`, {}, 500), requestId);
    }
  }

  private recordWrite({ caller, operation, now }: Context, requestId: string, input: JsonObject, output: JsonObject): void {
    const subject: Record<string, string> = {};
    for (const [name, value] of Object.entries(input))
      if (/Identifier$|^name$|Arn$/.test(name) && typeof value === 'string') subject[name] = value;
    for (const value of Object.values(output)) {
      const created = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['id'] : undefined;
      if (typeof created === 'string') subject['id'] = created;
    }
    this.world.writes.push({ time: now, requestId, account: caller.account.id, region: caller.region, operation, subject });
  }
}

function checkedInput(serviceName: string, service: ModelService, model: ModelOperation, raw: JsonObject | undefined): JsonObject {
  if (raw === undefined) throw validationError(serviceName, [{ field: 'body', message: 'is not a JSON object' }]);
  if (model.input === undefined) return {};
  const violations: Violation[] = [];
  const input = readStructure(service, model.input, raw, violations);
  if (violations.length > 0) throw validationError(serviceName, violations);
  return input;
}

function faultError(fault: Fault): ServiceError {
  if (typeof fault.error === 'string') return new ServiceError(fault.error, 'A fault of the sandbox.');
  const { name, message, status, ...members } = fault.error;
  const json = parseJson(JSON.stringify(members));
  return new ServiceError(name, message ?? 'A fault of the sandbox.', isJsonObject(json) ? json : {}, status);
}
