/** Which actions a caller may do: what his account is denied, and for an assumed role what its permissions say. */
import type { RoleRecord, StatementRecord } from '../world/records.ts';
import type { Caller, Context } from './context.ts';
import { accessDeniedError } from './serviceError.ts';

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** IAM's wildcards: `*` for any run of characters, `?` for one; actions are compared without regard to case. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

/** What a role's own policies say about an action on a resource. */
export function decideForRole(role: RoleRecord, action: string, resource: string): Decision {
  const applies = (each: StatementRecord): boolean =>
    each.actions.some((pattern) => matchesWildcard(pattern, action)) &&
    each.resources.some((pattern) => pattern === '*' || matchesWildcard(pattern, resource));
  const matching = role.permissions.filter(applies);
  if (matching.some((each) => each.effect === 'Deny')) return 'explicitDeny';
  return matching.length > 0 ? 'allowed' : 'implicitDeny';
}

/** What the account's denials and the caller's policies say together. */
export function decide(caller: Caller, action: string, resource = '*'): Decision {
  if (caller.account.deny.some((pattern) => matchesWildcard(pattern, action))) return 'explicitDeny';
  return caller.role === null ? 'allowed' : decideForRole(caller.role, action, resource);
}

/** @throws {ServiceError} access denied in the service's own form, unless the caller may do the action */
export function requirePermission({ caller, service }: Context, action: string, resource = '*'): void {
  if (decide(caller, action, resource) === 'allowed') return;
  throw accessDeniedError(service, `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`);
}
