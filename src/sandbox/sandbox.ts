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
import { Faults, type Fault } from './faults.ts';
import { isJsonObject, parseJson, type JsonObject } from './json.ts';
import { buildWorld } from './scenarios/buildWorld.ts';
import { readScenario } from './scenarios/readScenario.ts';
import type { Scenario } from './scenarios/scenarioSchema.ts';
import { Throttle } from './throttle.ts';
import { rateOf } from './world/settings.ts';
import type { World } from './world/world.ts';

/** What becomes of a request: its answer, when, and whether the connection carries it. */
export interface Outcome {
  answer: Answer;
  delayMs: number;
  delivery: 'answer' | 'drop' | 'hang';
}

/** Calls and throttled calls per operation. */
export interface CallCounts {
  calls: Record<string, number>;
  throttled: Record<string, number>;
}

export class Sandbox {
  world: World;
  readonly faults = new Faults();
  counts: CallCounts = { calls: {}, throttled: {} };
  private readonly throttle = new Throttle();
  private scenario: Scenario;
  private readonly rate: number | undefined;

  private constructor(name: string, scenario: Scenario, rate: number | undefined) {
    this.scenario = scenario;
    this.rate = rate;
    this.world = buildWorld(name, scenario, Date.now(), rate);
  }

  /** @param rate requests per second of every operation, instead of the scenario's */
  static async open(scenario: string, rate?: number): Promise<Sandbox> {
    return new Sandbox(scenario, await readScenario(scenario), rate);
  }

  /** Starts the scenario, or another one, over: no faults, no calls, full buckets. */
  async reset(scenario?: string): Promise<void> {
    if (scenario !== undefined) this.scenario = await readScenario(scenario);
    this.replace(buildWorld(scenario ?? this.world.scenario, this.scenario, Date.now(), this.rate), { calls: {}, throttled: {} });
  }

  /** Puts another world in the place of this one; faults go, and every bucket is full. */
  replace(world: World, counts: CallCounts): void {
    this.world = world;
    this.counts = counts;
    this.faults.clear();
    this.throttle.clear();
  }

  /** Carries out one request to a simulated service. */
  handle(request: SandboxRequest): Outcome {
    const requestId = randomUUID();
    const signature = readSignature(request.headers['authorization']);
    const serviceName = signature?.service ?? '';
    const service = models[serviceName];
    const answered = (answer: Answer): Outcome => ({ answer, delayMs: 0, delivery: 'answer' });
    if (signature === undefined) return answered(errorAnswer(serviceName, credentialsError(serviceName, 'missing'), requestId));
    const route = service === undefined ? undefined : findRoute(serviceName, service, request);
    if (service === undefined || route === undefined) {
      return answered(errorAnswer(serviceName, notSimulatedError(serviceName, `${request.method} ${request.url.split('?')[0] ?? ''}`), requestId));
    }
    const { operation, model } = route;
    count(this.counts.calls, operation);
    const writes = serviceName === 'cleanrooms' && model !== undefined && model.readonly !== true;
    const fault = this.faults.take(operation, writes, signature.accessKeyId.replace('ASIA', ''), performance.now());
    if (fault?.then === 'fail') return { answer: errorAnswer(serviceName, faultError(fault), requestId), delayMs: fault.delay_ms, delivery: 'answer' };
    if (fault?.then === 'drop_before' || fault?.then === 'hang_before') {
      return { answer: { status: 500, headers: {}, body: '' }, delayMs: fault.delay_ms, delivery: fault.then === 'drop_before' ? 'drop' : 'hang' };
    }
    const answer = this.work(request, signature, serviceName, service, route, requestId);
    const delivery = fault?.then === 'drop' ? 'drop' : fault?.then === 'hang_after' ? 'hang' : 'answer';
    return { answer, delayMs: fault?.delay_ms ?? 0, delivery };
  }

  private work(request: SandboxRequest, signature: Signature, serviceName: string, service: ModelService, route: Route, requestId: string): Answer {
    try {
      const now = Date.now();
      const { operation, model } = route;
      const caller = findCaller(this.world, signature, request.headers['x-amz-security-token'], now);
      const handler = handlers.get(operation);
      if (model === undefined || handler === undefined) throw notSimulatedError(serviceName, operation);
      if (!this.throttle.take(`${operation} ${caller.account.id} ${caller.region}`, rateOf(this.world.settings, operation), performance.now())) {
        count(this.counts.throttled, operation);
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
    for (const [name, value] of Object.entries(input)) if (/Identifier$|^name$|Arn$/.test(name) && typeof value === 'string') subject[name] = value;
    for (const value of Object.values(output)) {
      const created = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['id'] : undefined;
      if (typeof created === 'string') subject['id'] = created;
    }
    this.world.writes.push({ time: now, requestId, account: caller.account.id, region: caller.region, operation, subject });
  }
}

function count(counts: Record<string, number>, operation: string): void {
  counts[operation] = (counts[operation] ?? 0) + 1;
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
