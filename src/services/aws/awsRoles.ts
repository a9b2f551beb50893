import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import * as z from 'zod/mini';
import { asCleanRoomError } from '../../core/errors.ts';
import type { Role } from '../../core/service.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { cleanRoomsStatements, isAllowed, type PolicyStatement } from './cleanRoomsStatements.ts';

/** The role of that name; undefined where IAM has none. */
export async function readRole(client: IAMClient, calls: AwsCalls, name: string, signal?: AbortSignal): Promise<Role | undefined> {
  try {
    const answer = await calls.read('GetRole', (options) => client.send(new GetRoleCommand({ RoleName: name }), options), signal);
    const { RoleName, Arn, AssumeRolePolicyDocument, CreateDate } = expectAnswer('GetRole', answers.role, answer.Role);
    const trustsService = AssumeRolePolicyDocument === undefined ? undefined : trustsCleanRooms(AssumeRolePolicyDocument);
    const boundTo = AssumeRolePolicyDocument === undefined ? undefined : boundSources(AssumeRolePolicyDocument);
    return {
      name: RoleName,
      arn: Arn,
      ...(trustsService === undefined ? {} : { trustsService }),
      ...(boundTo === undefined ? {} : { boundTo }),
      ...(CreateDate === undefined ? {} : { createdAt: CreateDate }),
    };
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
  const statements = cleanRoomsStatements(document, isAssumeRole);
  return statements === undefined ? undefined : isAllowed(statements);
}

/**
 * The values of `aws:SourceArn` to which a trust policy binds AWS Clean Rooms; undefined where one statement lets it assume
 * the role for whatever membership, or the policy cannot be understood.
 */
export function boundSources(document: string): string[] | undefined {
  const statements = cleanRoomsStatements(document, isAssumeRole);
  if (statements?.complete !== true) return undefined;
  const permissions = statements.concerning.filter(({ Effect }) => Effect === 'Allow').map(sourcesOf);
  if (permissions.length === 0 || permissions.some((sources) => sources === undefined)) return undefined;
  return [...new Set(permissions.flatMap((sources) => sources ?? []))];
}

/** Operators of one value or of several, in IAM's spelling. */
const bindingOperator = /^(ForAnyValue:|ForAllValues:)?(Arn|String)(Like|Equals)(IfExists)?$/i;
const conditionSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const arns = z.union([z.string(), z.array(z.string())]);

/** What a statement's condition says of `aws:SourceArn`; undefined where it says nothing, or nothing that is understood. */
function sourcesOf({ Condition }: PolicyStatement): string[] | undefined {
  const condition = conditionSchema.safeParse(Condition);
  if (!condition.success) return undefined;
  return Object.entries(condition.data)
    .filter(([operator]) => bindingOperator.test(operator))
    .flatMap(([, tests]) => Object.entries(tests))
    .filter(([key]) => key.toLowerCase() === 'aws:sourcearn')
    .map(([, values]) => arns.safeParse(values).data)
    .flatMap((values) => (values === undefined ? [] : [[values].flat()]))
    .at(0);
}

function isAssumeRole(actionPattern: string): boolean {
  return matches(actionPattern, 'sts:AssumeRole');
}

/** IAM's wildcards; actions are the same in capitals and small letters. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${parts}$`, 'i').test(action);
}
