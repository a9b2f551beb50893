/** Services that are asked beside Clean Rooms, by operation; IAM's actions begin with a service's name. */
const otherServices: Readonly<Record<string, string>> = {
  GetIdNamespace: 'entityresolution',
  ListIdNamespaces: 'entityresolution',
  GetPolicy: 'entityresolution',
  ListIdMappingJobs: 'entityresolution',
  GetIdMappingJob: 'entityresolution',
  GetRole: 'iam',
  SimulatePrincipalPolicy: 'iam',
  GetTable: 'glue',
  ListServiceQuotas: 'servicequotas',
  GetCallerIdentity: 'sts',
};

/**
 * The action that a refused caller lacks: the one that the service names (it may be another than was asked for, such as
 * `iam:PassRole` for a create), else the operation's own.
 */
export function missingAction(operation: string, message: string): string {
  const named = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1];
  return named ?? `${otherServices[operation] ?? 'cleanrooms'}:${operation}`;
}
