/** The control paths: what tests and demonstrations ask of the sandbox itself. */
import * as z from 'zod/mini';
import { controlAws } from '../aws/awsControl.ts';
import { complaintSentence } from '../complaint.ts';
import { ControlError } from '../controlError.ts';
import { faultSchema } from '../faults.ts';
import type { Answer } from '../httpExchange.ts';
import { parseJson, type Json } from '../json.ts';
import { controlLiveRamp } from '../liveramp/control/liveRampControl.ts';
import type { Sandbox } from '../sandbox.ts';
import { ScenarioError } from '../scenarios/scenarioError.ts';
import { restoreSnapshot, snapshotSchema, takeSnapshot } from '../world/snapshot.ts';
import { stateOf } from '../world/state.ts';

const resetSchema = z.strictObject({ scenario: z.optional(z.string()) });

/** Control requests want this header, so that no web page can make them. */
export const controlHeader = 'x-sandbox-control';

/** Where the control paths of the simulated services begin. */
const awsPrefix = '/_sandbox/aws/';
const liveRampPrefix = '/_sandbox/liveramp/';

/** Answers a request for a path below /_sandbox; `url` has its query with it. */
export async function control(sandbox: Sandbox, method: string, url: string, header: string | undefined, body: string): Promise<Answer> {
  if (header !== '1') return answer(403, { message: `Control requests want the header ${controlHeader}: 1.` });
  const [path = '', query = ''] = url.split('?');
  try {
    if (path.startsWith(awsPrefix))
      return answer(200, controlAws(sandbox.world, { method, path: path.slice(awsPrefix.length), body: jsonOf(body) }, Date.now()));
    if (!path.startsWith(liveRampPrefix)) return await carryOut(sandbox, `${method} ${path}`, body);
    const request = { method, path: path.slice(liveRampPrefix.length), query: new URLSearchParams(query), body: jsonOf(body) };
    return answer(200, controlLiveRamp(sandbox.world.liveRamp, request, Date.now()));
  } catch (error) {
    if (error instanceof ControlError) return answer(error.status, { message: error.message });
    if (error instanceof ScenarioError) return answer(400, { message: error.message });
    throw error;
  }
}

/** The body as JSON, {} where there is none. */
function jsonOf(body: string): Json | undefined {
  return body === '' ? {} : parseJson(body);
}

async function carryOut(sandbox: Sandbox, request: string, body: string): Promise<Answer> {
  switch (request) {
    case 'GET /_sandbox/calls':
      return answer(200, sandbox.counts());
    case 'GET /_sandbox/state':
      return answer(200, stateOf(sandbox.world, Date.now()));
    case 'GET /_sandbox/writes':
      return answer(200, { writes: sandbox.world.writes });
    case 'GET /_sandbox/faults':
      return answer(200, { faults: sandbox.faults.list() });
    case 'GET /_sandbox/snapshot':
      return answer(200, takeSnapshot(sandbox.world, sandbox.counts()));
    case 'PUT /_sandbox/snapshot': {
      const snapshot = snapshotSchema.safeParse(parseJson(body));
      if (!snapshot.success) return refusal(snapshot.error);
      sandbox.replace(restoreSnapshot(snapshot.data), snapshot.data.counts);
      return answer(200, { scenario: sandbox.world.scenario });
    }
    case 'POST /_sandbox/reset': {
      const wish = resetSchema.safeParse(jsonOf(body));
      if (!wish.success) return refusal(wish.error);
      await sandbox.reset(wish.data.scenario);
      return answer(200, { scenario: sandbox.world.scenario });
    }
    case 'POST /_sandbox/faults': {
      const fault = faultSchema.safeParse(parseJson(body));
      if (!fault.success) return refusal(fault.error);
      sandbox.faults.add(fault.data, performance.now());
      return answer(200, { faults: sandbox.faults.list() });
    }
    case 'DELETE /_sandbox/faults':
      sandbox.faults.clear();
      return answer(200, { faults: [] });
    default:
      return answer(404, { message: `There is no ${request}.` });
  }
}

function refusal(error: z.core.$ZodError): Answer {
  return answer(400, { message: complaintSentence(error, 'the body') });
}

function answer(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(value)}\n` };
}
