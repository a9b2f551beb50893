import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import * as z from 'zod/mini';
import { asCleanRoomError } from '../../core/errors.ts';
import type { Role } from '../../core/service.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';

const servicePrincipal = 'cleanrooms.amazonaws.com';
const oneOrMore = z.union([z.string(), z.array(z.string())]);
const trustPolicy = z.looseObject({
  Statement: z.union([z.array(z.looseObject({})), z.looseObject({})]),
});
const statement = z.looseObject({
  Effect: z.string(),
  Action: oneOrMore,
  Condition: z.optional(z.unknown()),
  Principal: z.union([z.string(), z.looseObject({ Service: z.optional(oneOrMore) })]),
});

/** The role of that name; undefined where IAM has none. */
export async function readRole(client: IAMClient, calls: AwsCalls, name: string, signal?: AbortSignal): Promise<Role | undefined> {
  try {
    const answer = await calls.read('GetRole', (options) => client.send(new GetRoleCommand({ RoleName: name }), options), signal);
    const { RoleName, Arn, AssumeRolePolicyDocument } = expectAnswer('GetRole', answers.role, answer.Role);
    const trustsService = AssumeRolePolicyDocument === undefined ? undefined : trustsCleanRooms(AssumeRolePolicyDocument);
    return { name: RoleName, arn: Arn, ...(trustsService === undefined ? {} : { trustsService }) };
  } catch (thrown) {
    if (asCleanRoomError(thrown).code === 'not_found') return undefined;
    throw thrown;
  }
}

/**
 * Whether a trust policy (URL-encoded JSON, as IAM answers it) lets AWS Clean Rooms assume the role; undefined where it
 * cannot be understood. Conditions are not worked out: under one, a permission counts and a refusal does not.
 */
export function trustsCleanRooms(document: string): boolean | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(document.trimStart().startsWith('{') ? document : decodeURIComponent(document));
  } catch {
    return undefined; // Not JSON: whether it trusts is unknown, which is not the same as "it does not".
  }
  const parsed = trustPolicy.safeParse(policy);
  if (!parsed.success) return undefined;
  const statements = [parsed.data.Statement].flat().map((each) => statement.safeParse(each));
  const concerning = statements.flatMap(({ data }) => (data !== undefined && concernsCleanRooms(data) ? [data] : []));
  if (concerning.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined)) return false;
  if (concerning.some(({ Effect }) => Effect === 'Allow')) return true;
  // A statement with NotAction or NotPrincipal might allow it.
  return statements.every(({ success }) => success) ? false : undefined;
}

function concernsCleanRooms({ Action, Principal }: z.infer<typeof statement>): boolean {
  const services = typeof Principal === 'string' ? [Principal] : [Principal.Service ?? []].flat();
  return (
    [Action].flat().some((action) => matches(action, 'sts:AssumeRole')) &&
    services.some((service) => service === servicePrincipal || service === '*')
  );
}

/** IAM's wildcards; actions are the same in capitals and small letters. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${parts}$`, 'i').test(action);
}
