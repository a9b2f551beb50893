import { SimulatePrincipalPolicyCommand, type IAMClient } from '@aws-sdk/client-iam';
import type * as z from 'zod/mini';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import type { RoleAction } from '../../core/inspectionService.ts';
import { t } from '../../core/text.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { allPages } from './pages.ts';

const operation = 'SimulatePrincipalPolicy';

/** Keys on which AWS's own policies for such roles are conditional (AWS Clean Rooms user guide): rows are in the role's account. */
const ownerKeys = ['aws:ResourceAccount', 's3:ResourceAccount'];

/** Whether an action on a resource is refused, by both: `glue:gettable arn:aws:glue:…`. */
type Decisions = Map<string, boolean>;

/**
 * Those of these that a role's policies do not allow, each on its own resource. What depends on a condition that cannot
 * be known from here counts as allowed: only what is certain is reported.
 */
export async function readDenied(
  client: IAMClient,
  calls: AwsCalls,
  roleArn: string,
  wanted: readonly RoleAction[],
  signal?: AbortSignal,
): Promise<RoleAction[]> {
  if (wanted.length === 0) return [];
  const decisions = await decide(client, calls, roleArn, wanted, signal);
  return wanted.filter((each) => {
    const refused = decisions.get(keyOf(each));
    if (refused === undefined)
      throw new CleanRoomError('unexpected_answer', t('{0} said nothing of {1} on {2}.', operation, each.action, each.resource), {
        details: { operation },
        remedy: t('Please report this; nothing was assumed.'),
      });
    return refused;
  });
}

/** Asks once for all of them. The simulation may refuse to mix actions on different kinds of resources; then once for each. */
async function decide(
  client: IAMClient,
  calls: AwsCalls,
  roleArn: string,
  wanted: readonly RoleAction[],
  signal?: AbortSignal,
): Promise<Decisions> {
  try {
    return await simulate(client, calls, roleArn, wanted, signal);
  } catch (thrown) {
    const resources = [...new Set(wanted.map(({ resource }) => resource))];
    if (asCleanRoomError(thrown).code !== 'refused' || resources.length === 1) throw thrown;
    const apart = await Promise.all(
      resources.map((resource) =>
        simulate(
          client,
          calls,
          roleArn,
          wanted.filter((each) => each.resource === resource),
          signal,
        ),
      ),
    );
    return new Map(apart.flatMap((decisions) => [...decisions]));
  }
}

async function simulate(
  client: IAMClient,
  calls: AwsCalls,
  roleArn: string,
  wanted: readonly RoleAction[],
  signal?: AbortSignal,
): Promise<Decisions> {
  const ActionNames = [...new Set(wanted.map(({ action }) => action))];
  const ResourceArns = [...new Set(wanted.map(({ resource }) => resource))];
  const account = roleArn.split(':')[4] ?? '';
  const ContextEntries = ownerKeys.map((ContextKeyName) => ({
    ContextKeyName,
    ContextKeyType: 'string' as const,
    ContextKeyValues: [account],
  }));
  const results = await allPages(async (Marker) => {
    const answer = await calls.read(
      operation,
      (options) =>
        client.send(
          new SimulatePrincipalPolicyCommand({ PolicySourceArn: roleArn, ActionNames, ResourceArns, ContextEntries, Marker }),
          options,
        ),
      signal,
    );
    return { items: answer.EvaluationResults, nextToken: answer.IsTruncated === true ? answer.Marker : undefined };
  });
  return new Map(results.flatMap((result) => decisionsOf(expectAnswer(operation, answers.evaluationResult, result))));
}

/** The results for single resources are the ones to go by; the result above them may name no resource (IAM model). */
function decisionsOf(result: z.infer<typeof answers.evaluationResult>): [string, boolean][] {
  const { EvalActionName: action, EvalResourceName, EvalDecision, MissingContextValues, ResourceSpecificResults = [] } = result;
  if (ResourceSpecificResults.length === 0)
    return [[keyOf({ action, resource: EvalResourceName ?? '*' }), isRefused(EvalDecision, MissingContextValues)]];
  return ResourceSpecificResults.map((each) => [
    keyOf({ action, resource: each.EvalResourceName }),
    isRefused(each.EvalResourceDecision, each.MissingContextValues),
  ]);
}

function isRefused(decision: string, missingContext: readonly string[] = []): boolean {
  return decision === 'explicitDeny' || (decision === 'implicitDeny' && missingContext.length === 0);
}

function keyOf({ action, resource }: RoleAction): string {
  return `${action.toLowerCase()} ${resource}`;
}
