import { GetPolicyCommand, type EntityResolutionClient } from '@aws-sdk/client-entityresolution';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { cleanRoomsStatements, isAllowed } from './cleanRoomsStatements.ts';

/**
 * Whether an ID namespace's resource policy lets AWS Clean Rooms at it. Which of Entity Resolution's actions the service
 * needs is not documented, so that any one counts. A namespace without a policy refuses.
 *
 * Raises `unexpected_answer` where the policy is of a form that cannot be understood.
 */
export async function readIdNamespacePolicy(
  client: EntityResolutionClient,
  calls: AwsCalls,
  arn: string,
  signal?: AbortSignal,
): Promise<'allows' | 'refuses'> {
  const operation = 'GetPolicy';
  let policy: string | undefined;
  try {
    const answer = await calls.read(operation, (options) => client.send(new GetPolicyCommand({ arn }), options), signal);
    policy = expectAnswer(operation, answers.resourcePolicy, answer).policy;
  } catch (thrown) {
    if (asCleanRoomError(thrown).code === 'not_found') return 'refuses';
    throw thrown;
  }
  if (policy === undefined || policy === '') return 'refuses';
  const statements = cleanRoomsStatements(policy, (action) => /^(\*|entityresolution:.+)$/i.test(action));
  const allowed = statements === undefined ? undefined : isAllowed(statements);
  if (allowed === undefined)
    throw new CleanRoomError('unexpected_answer', t('The resource policy of {0} cannot be understood by this program.', arn), {
      details: { operation },
      remedy: t('Look at it in the AWS Entity Resolution console, under ID namespaces, Permissions.'),
    });
  return allowed ? 'allows' : 'refuses';
}
