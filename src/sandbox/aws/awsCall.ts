/** A request to one of the AWS services, from the wire to its answer. */
import type { Fault } from '../faults.ts';
import type { Answer, SandboxRequest } from '../httpExchange.ts';
import { isJsonObject, parseJson, type JsonObject } from '../json.ts';
import { ownEntry } from '../ownEntry.ts';
import type { SimulatedCall } from '../simulatedCall.ts';
import type { Throttle } from '../throttle.ts';
import type { AwsWriteRecord } from '../world/records.ts';
import { rateOf } from '../world/settings.ts';
import type { World } from '../world/world.ts';
import { errorAnswer, resultAnswer } from './answer.ts';
import { findCaller, readSignature, type Signature } from './caller.ts';
import type { Context } from './context.ts';
import { handlers } from './handlers.ts';
import { Input } from './input.ts';
import { models, type ModelOperation, type ModelService } from './model.ts';
import { requirePermission } from './permissions.ts';
import { readStructure } from './readShape.ts';
import { findRoute, type Route } from './route.ts';
import { credentialsError, notSimulatedError, ServiceError, throttlingError, validationError, type Violation } from './serviceError.ts';

/** What the AWS services work on and tell the sandbox. */
export interface AwsSide {
  world: World;
  throttle: Throttle;
  onThrottled: (operation: string) => void;
  onWrite: (write: AwsWriteRecord) => void;
}

/** A request whose service and operation are known. */
interface AwsRequest {
  request: SandboxRequest;
  requestId: string;
  signature: Signature;
  service: ModelService;
  route: Route;
}

export function awsCall(side: AwsSide, request: SandboxRequest, requestId: string): SimulatedCall {
  const signature = readSignature(request.headers['authorization']);
  const serviceName = signature?.service ?? '';
  const fail = (fault: Fault): Answer => errorAnswer(serviceName, faultError(fault), requestId);
  const refusal = (error: ServiceError): SimulatedCall => ({
    operation: undefined,
    account: undefined,
    writes: false,
    work: () => errorAnswer(serviceName, error, requestId),
    fail,
  });
  if (signature === undefined) return refusal(credentialsError(serviceName, 'missing'));
  const service = ownEntry(models, serviceName);
  const route = service === undefined ? undefined : findRoute(serviceName, service, request);
  if (service === undefined || route === undefined)
    return refusal(notSimulatedError(serviceName, `${request.method} ${request.url.split('?')[0] ?? ''}`));
  return {
    operation: route.operation,
    account: signature.accessKeyId.replace('ASIA', ''),
    writes: isWrite(serviceName, route.model),
    work: () => work(side, { request, requestId, signature, service, route }),
    fail,
  };
}

function isWrite(serviceName: string, model: ModelOperation | undefined): boolean {
  return serviceName === 'cleanrooms' && model !== undefined && model.readonly !== true;
}

function work(side: AwsSide, { request, requestId, signature, service, route }: AwsRequest): Answer {
  const serviceName = signature.service;
  const { operation, model } = route;
  const { world } = side;
  try {
    const now = Date.now();
    const caller = findCaller(world, signature, request.headers['x-amz-security-token'], now);
    const handler = handlers.get(operation);
    if (model === undefined || handler === undefined) throw notSimulatedError(serviceName, operation);
    if (!side.throttle.take(`${operation} ${caller.account.id} ${caller.region}`, rateOf(world.settings, operation), performance.now())) {
      side.onThrottled(operation);
      throw throttlingError(serviceName);
    }
    const context: Context = { world, caller, service: serviceName, operation, now };
    if (operation !== 'GetCallerIdentity') requirePermission(context, `${serviceName}:${operation}`);
    const input = checkedInput(serviceName, service, model, route.input);
    const output = handler(context, new Input(input));
    if (isWrite(serviceName, model)) side.onWrite(writeRecord(context, requestId, input, output));
    return resultAnswer(service, operation, model, output, requestId);
  } catch (error) {
    if (error instanceof ServiceError) return errorAnswer(serviceName, error, requestId);
    const message = error instanceof Error ? error.message : String(error);
    return errorAnswer(serviceName, new ServiceError('InternalServerException', `The sandbox failed: ${message}`, {}, 500), requestId);
  }
}

function writeRecord({ caller, operation, now }: Context, requestId: string, input: JsonObject, output: JsonObject): AwsWriteRecord {
  const subject: Record<string, string> = {};
  for (const [name, value] of Object.entries(input))
    if (/Identifier$|^name$|Arn$/.test(name) && typeof value === 'string') subject[name] = value;
  for (const value of Object.values(output)) {
    const created = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['id'] : undefined;
    if (typeof created === 'string') subject['id'] = created;
  }
  return { time: now, requestId, account: caller.account.id, region: caller.region, operation, subject };
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
