/** The documents of Entity Resolution's resource policies. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { parseJson, type JsonObject } from '../json.ts';
import type { ResourcePolicyRecord } from '../world/records.ts';

/** The service that has to reach an ID namespace. */
const cleanRooms = 'cleanrooms.amazonaws.com';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const documentSchema = z.object({
  Version: z.optional(z.string()),
  Statement: z.array(
    z.looseObject({
      Sid: z.optional(z.string()),
      Effect: z.enum(['Allow', 'Deny']),
      Principal: z.union([z.literal('*'), z.looseObject({ Service: z.optional(oneOrMore) })]),
    }),
  ),
});

/** A policy with that document. */
export function policyRecord(document: string): ResourcePolicyRecord {
  const hash = createHash('sha256').update(document).digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
  return { token: parts.join('-'), document };
}

/** Whether a text is a policy document. */
export function isPolicyDocument(text: string): boolean {
  return documentSchema.safeParse(parseJson(text)).success;
}

/** A policy for a resource with one statement: for Clean Rooms, or for an account that has nothing to do with it. */
export function policyFor(arn: string, principal: 'cleanrooms' | 'another account', sid = 'Sandbox'): ResourcePolicyRecord {
  return record([statement(arn, principal === 'cleanrooms' ? { Service: cleanRooms } : { AWS: '999999999999' }, sid)]);
}

/** The policy with a statement more that lets Clean Rooms in. */
export function withStatement(policy: ResourcePolicyRecord | null, arn: string, sid: string): ResourcePolicyRecord {
  return record([...statementsOf(policy), statement(arn, { Service: cleanRooms }, sid)]);
}

/** The policy without that statement; null where none is left. */
export function withoutStatement(policy: ResourcePolicyRecord | null, sid: string): ResourcePolicyRecord | null {
  const kept = statementsOf(policy).filter((each) => each['Sid'] !== sid);
  return kept.length === 0 ? null : record(kept);
}

/** Whether Clean Rooms may use what the policy is on; without a policy it may not. */
export function allowsCleanRooms(policy: ResourcePolicyRecord | null): boolean {
  const concerning = policy === null ? [] : parsed(policy).filter(({ Principal }) => concernsCleanRooms(Principal));
  return concerning.some(({ Effect }) => Effect === 'Allow') && concerning.every(({ Effect }) => Effect === 'Allow');
}

function concernsCleanRooms(principal: '*' | { Service?: string | string[] | undefined }): boolean {
  return principal === '*' || [principal.Service ?? []].flat().includes(cleanRooms);
}

function parsed({ document }: ResourcePolicyRecord): z.infer<typeof documentSchema>['Statement'] {
  return documentSchema.parse(parseJson(document)).Statement;
}

function statementsOf(policy: ResourcePolicyRecord | null): JsonObject[] {
  return policy === null ? [] : z.array(z.record(z.string(), z.json())).parse(parsed(policy));
}

/** Which actions the service's own statement names is not documented. */
function statement(arn: string, principal: JsonObject, sid: string): JsonObject {
  return { Sid: sid, Effect: 'Allow', Principal: principal, Action: ['entityresolution:GetIdNamespace'], Resource: arn };
}

function record(statements: JsonObject[]): ResourcePolicyRecord {
  return policyRecord(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}
