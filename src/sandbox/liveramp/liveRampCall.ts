/** A request to LiveRamp, from the wire to its answer. */
import type { Fault } from '../faults.ts';
import type { Answer, SandboxRequest } from '../httpExchange.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { SimulatedCall } from '../simulatedCall.ts';
import { errorAnswer, resultAnswer } from './answer.ts';
import { LiveRampError, statusNamed } from './liveRampError.ts';
import { LiveRampRequest } from './request.ts';
import { findRoute, type LiveRampRoute } from './route.ts';
import { bearer, createToken, findCaller, readBasic, tokenPath } from './tokens.ts';
import type { LiveRampWorld } from './world/liveRampWorld.ts';
import type { LiveRampWriteRecord } from './world/records.ts';

/** Requests below this are LiveRamp's: its base URL is `http://127.0.0.1:<port>/v1`. */
export function isLiveRampPath(url: string): boolean {
  return url.startsWith('/v1/');
}

/** What a request asks for. `onWrite` is told of every change that was made. */
export function liveRampCall(
  world: LiveRampWorld,
  request: SandboxRequest,
  requestId: string,
  onWrite: (write: LiveRampWriteRecord) => void,
): SimulatedCall {
  const path = request.url.split('?')[0] ?? '';
  const authorization = request.headers['authorization'];
  const refuse = (error: LiveRampError): Answer => errorAnswer(error, world.settings.errorForm, path, requestId, Date.now());
  const call = (operation: string | undefined, account: string | undefined, work: () => Json, writes = false): SimulatedCall => ({
    operation,
    account,
    writes,
    work: () => answered(() => resultAnswer(work(), requestId), refuse),
    fail: (fault) => refuse(faultError(fault)),
  });
  if (path === tokenPath) return call('createToken', readBasic(authorization)?.clientId, () => createToken(world, request, Date.now()));
  if (path === '/v1/health' && request.method === 'GET') return call('getHealth', undefined, () => health);
  const account = bearer(world, authorization)?.clientId;
  const route = routeOf(request.method, path);
  if (route instanceof LiveRampError) {
    return call(undefined, account, () => {
      findCaller(world, authorization, Date.now());
      throw route;
    });
  }
  const { operation, method } = route.operation;
  const writes = method !== 'GET';
  return call(
    operation,
    account,
    () => {
      const now = Date.now();
      const organisation = findCaller(world, authorization, now);
      if (route.operation.handler === undefined)
        throw new LiveRampError(501, `${operation} (${method} ${route.operation.path}) is not simulated by the sandbox.`);
      const asked = new LiveRampRequest(request, route.labels);
      const result = route.operation.handler({ world, organisation, now }, asked);
      if (writes) onWrite({ time: now, requestId, organisation: organisation.name, operation, subject: subjectOf(asked, result) });
      return result;
    },
    writes,
  );
}

/** As a probe of the live service found it (api-notes.md, §1). */
const health: Json = { status: 'UP', statusCode: 200, description: 'The sandbox is up', version: 'v1.0.0' };

function routeOf(method: string, path: string): LiveRampRoute | LiveRampError {
  try {
    return findRoute(method, path.slice('/v1'.length));
  } catch (error) {
    if (error instanceof LiveRampError) return error;
    throw error;
  }
}

function answered(work: () => Answer, refuse: (error: LiveRampError) => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof LiveRampError) return refuse(error);
    return refuse(new LiveRampError(500, `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`));
  }
}

function subjectOf(request: LiveRampRequest, result: Json): Record<string, string> {
  const subject: Record<string, string> = Object.fromEntries(request.labels);
  for (const name of ['partnerEmail', 'questionId', 'dataConnectionId']) {
    const value = request.optional(name);
    if (value !== undefined) subject[name] = value;
  }
  if (isJsonObject(result))
    for (const name of ['id', 'partnerAdminEmail', 'name']) if (typeof result[name] === 'string') subject[name] = result[name];
  return subject;
}

/** By name, such as `CONFLICT`, or with a status of its own; a name that is no status' is an internal error's. */
function faultError({ error }: Fault): LiveRampError {
  if (typeof error === 'string') return new LiveRampError(statusNamed(error) ?? 500, 'A fault of the sandbox.');
  const { name, message, status } = error;
  return new LiveRampError(status ?? statusNamed(name) ?? 500, message ?? 'A fault of the sandbox.', name);
}
