import type { JsonObject } from '../json.ts';
import type { IdNamespaceRecord } from '../world/records.ts';
import type { Handler } from './context.ts';
import { pageOf } from './pages.ts';
import { ServiceError } from './serviceError.ts';

/** By name, or by ARN. */
export const getIdNamespace: Handler = ({ world, caller }, input) => {
  const name = input.text('idNamespaceName');
  const arn = name.startsWith('arn:') ? name : `arn:aws:entityresolution:${caller.region}:${caller.account.id}:idnamespace/${name}`;
  const namespace = world.idNamespaces.get(arn);
  if (namespace?.accountId !== caller.account.id || namespace.region !== caller.region) {
    throw new ServiceError('ResourceNotFoundException', `ID namespace ${name} does not exist.`);
  }
  return { ...summary(namespace), inputSourceConfig: [], tags: {} };
};

export const listIdNamespaces: Handler = (context, input) => {
  const { world, caller } = context;
  const mine = [...world.idNamespaces.values()].filter((each) => each.accountId === caller.account.id && each.region === caller.region);
  const page = pageOf(context, mine, Math.max(1, input.optionalNumber('maxResults') ?? 25), input.optionalText('nextToken'));
  return { nextToken: page.nextToken, idNamespaceSummaries: page.items.map(summary) };
};

function summary(namespace: IdNamespaceRecord): JsonObject {
  const { name, arn, description, type, createTime } = namespace;
  return { idNamespaceName: name, idNamespaceArn: arn, description, type, createdAt: createTime, updatedAt: createTime };
}
