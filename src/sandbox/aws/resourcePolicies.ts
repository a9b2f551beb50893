/** The resource policies of ID namespaces in Entity Resolution. */
import type { JsonObject } from '../json.ts';
import type { IdNamespaceRecord, ResourcePolicyRecord } from '../world/records.ts';
import type { Context, Handler } from './context.ts';
import { isPolicyDocument, policyRecord } from './resourcePolicy.ts';
import { ServiceError } from './serviceError.ts';

/** What is answered where there is no policy is a guess: the operation models ResourceNotFoundException, and `policy` is optional. */
export const getPolicy: Handler = (context, input) => {
  const { arn, policy } = findNamespace(context, input.text('arn'));
  if (policy === null) throw new ServiceError('ResourceNotFoundException', `${arn} has no resource policy.`);
  return describe(arn, policy);
};

/** Puts another policy in the place of the one whose token is given. */
export const putPolicy: Handler = (context, input) => {
  const namespace = findNamespace(context, input.text('arn'));
  const token = input.optionalText('token');
  if (token !== undefined && token !== namespace.policy?.token)
    throw new ServiceError('ConflictException', `The resource policy of ${namespace.arn} has changed since.`);
  const document = input.text('policy');
  if (!isPolicyDocument(document)) throw new ServiceError('ValidationException', 'The policy is not a policy document.');
  namespace.policy = policyRecord(document);
  return describe(namespace.arn, namespace.policy);
};

function findNamespace({ world, caller }: Context, arn: string): IdNamespaceRecord {
  const namespace = world.idNamespaces.get(arn);
  if (namespace?.accountId !== caller.account.id || namespace.region !== caller.region)
    throw new ServiceError('ResourceNotFoundException', `${arn} does not exist.`);
  return namespace;
}

function describe(arn: string, { token, document }: ResourcePolicyRecord): JsonObject {
  return { arn, token, policy: document };
}
