/** The control paths: what tests and demonstrations ask of the sandbox itself. */
import * as z from 'zod/mini';
import type { Answer } from '../aws/answer.ts';
import { complaintOf } from '../complaint.ts';
import { faultSchema } from '../faults.ts';
import { parseJson } from '../json.ts';
import type { Sandbox } from '../sandbox.ts';
import { ScenarioError } from '../scenarios/scenarioError.ts';
import { restoreSnapshot, snapshotSchema, takeSnapshot } from '../world/snapshot.ts';
import { stateOf } from '../world/state.ts';

const resetSchema = z.strictObject({ scenario: z.optional(z.string()) });

/** Control requests want this header, so that no web page can make them. */
export const controlHeader = 'x-sandbox-control';

/** Answers `method path` for a path below /_sandbox. */
export async function control(sandbox: Sandbox, method: string, path: string, header: string | undefined, body: string): Promise<Answer> {
  if (header !== '1') return answer(403, { message: `Control requests want the header ${controlHeader}: 1.` });
  try {
    return await carryOut(sandbox, `${method} ${path}`, body);
  } catch (error) {
    if (error instanceof ScenarioError) return answer(400, { message: error.message });
    throw error;
  }
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
      const wish = resetSchema.safeParse(body === '' ? {} : parseJson(body));
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
  return answer(400, { message: `${capitalised(complaintOf(error, 'the body'))}.` });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function answer(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(value)}\n` };
}
