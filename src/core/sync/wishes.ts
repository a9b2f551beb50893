import { asCleanRoomError, type CleanRoomError } from '../errors.ts';
import type { CollaborationSettings } from '../config/settings.ts';
import {
  idNamespaceMissing,
  idNamespaceUnchecked,
  roleMissing,
  roleNotTrusting,
  roleUnchecked,
} from '../diagnosis/prerequisiteFindings.ts';
import type { Finding } from '../model/finding.ts';
import type { ConfiguredTable } from '../model/table.ts';
import type { CleanRoomService } from '../service.ts';
import { chooseTables, type DesiredCollaboration } from './desired.ts';

/** The settings of one collaboration as a run asks for them. */
export interface Wish {
  collaborationId: string;
  settings: CollaborationSettings;
  /** Instead of the role's name. */
  roleArn?: string | undefined;
  /** Instead of prefix, exclusions and order. */
  tableIds?: readonly string[] | undefined;
  trustedCreators?: readonly string[] | undefined;
  named?: boolean | undefined;
  /** True where nobody asked for it: what it would lack is no finding, and keeps nothing from being looked at. */
  unasked?: boolean | undefined;
}

export interface ResolvedWishes {
  desired: Map<string, DesiredCollaboration>;
  findings: Finding[];
}

type Resolution<T> = { value: T | undefined; blocked: string[] };

/**
 * Resolves roles and ID namespaces, each once, before anything is written. A collaboration that needs one that does not
 * exist is blocked as a whole, with the finding that says so.
 */
export async function resolveWishes(
  service: CleanRoomService,
  wishes: readonly Wish[],
  tables: readonly ConfiguredTable[],
  signal?: AbortSignal,
): Promise<ResolvedWishes> {
  const findings: Finding[] = [];
  const roles = new Map<string, Promise<Resolution<string>>>();
  const namespaces = new Map<string, Promise<Resolution<{ name: string; arn: string }>>>();
  const desired = new Map<string, DesiredCollaboration>();

  // What somebody asked for comes first, because each role and namespace is looked up and told of once.
  for (const wish of wishes.toSorted((a, b) => Number(a.unasked ?? false) - Number(b.unasked ?? false))) {
    const { collaborationId, settings, roleArn, tableIds, trustedCreators, named, unasked = false } = wish;
    const told = unasked ? [] : findings;
    const chosen = chooseTables(tables, tableIds === undefined ? settings : { ...settings, tableIds });
    const roleKey = roleArn ?? settings.roleName ?? '';
    // Without a table nobody needs the role, and its absence is nobody's problem.
    const role =
      settings.associateTables && chosen.length > 0
        ? await remembered(roles, roleKey, () => resolveRole(service, settings.roleName, roleArn, told, signal))
        : undefined;
    const namespaceKey = settings.idNamespace === null ? '' : `${settings.idNamespace.name} ${settings.idNamespace.arn ?? ''}`;
    const namespace = settings.associateNamespace
      ? await remembered(namespaces, namespaceKey, () => resolveIdNamespace(service, settings.idNamespace, told, signal))
      : undefined;
    desired.set(collaborationId, {
      collaborationId,
      tables: chosen,
      tablesLeftAlone: !settings.associateTables,
      roleArn: role?.value,
      idNamespace: namespace?.value,
      allowedQueryProviders: settings.allowedQueryProviders,
      acceptPayment: settings.acceptPayment,
      resultConfiguration: settings.resultConfiguration,
      trustedCreators,
      named,
      blocked: unasked ? [] : [...(role?.blocked ?? []), ...(namespace?.blocked ?? [])],
    });
  }
  return { desired, findings };
}

function remembered<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

async function resolveRole(
  service: CleanRoomService,
  name: string | null,
  arn: string | undefined,
  findings: Finding[],
  signal?: AbortSignal,
): Promise<Resolution<string>> {
  const block = (finding: Finding): Resolution<string> => {
    findings.push(finding);
    return { value: undefined, blocked: [finding.title] };
  };
  const roleName = arn?.split('/').at(-1) ?? name;
  if (roleName === null) return block(roleMissing(service.connection, null));
  try {
    const role = await service.prerequisites?.role(roleName, signal);
    // A role of the same name in another account or under another path is not the one that was named.
    if (role === undefined || (arn !== undefined && role.arn !== arn)) return block(roleMissing(service.connection, arn ?? roleName));
    if (role.trustsService === false) return block(roleNotTrusting(service.connection, role));
    return { value: arn ?? role.arn, blocked: [] };
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'refused') return block(roleMissing(service.connection, roleName));
    if (isWithoutAnswer(error)) return block(roleUnchecked(service.connection, roleName, error));
    if (error.code !== 'not_permitted') throw error;
    // Without iam:GetRole the role cannot be checked; the service checks it at the first association.
    findings.push(roleUnchecked(service.connection, roleName, error));
    return { value: arn ?? `arn:aws:iam::${service.connection.accountId}:role/${roleName}`, blocked: [] };
  }
}

/** What is not known for want of an answer keeps its own collaborations from being written, and nothing else. */
function isWithoutAnswer({ code }: CleanRoomError): boolean {
  return code === 'service_fault' || code === 'no_answer' || code === 'throttled' || code === 'unexpected_answer';
}

async function resolveIdNamespace(
  service: CleanRoomService,
  wish: CollaborationSettings['idNamespace'],
  findings: Finding[],
  signal?: AbortSignal,
): Promise<Resolution<{ name: string; arn: string }>> {
  if (service.idNamespaces === undefined) return { value: undefined, blocked: [] };
  if (wish === null) {
    findings.push(idNamespaceMissing(service.connection, null));
    return { value: undefined, blocked: [] };
  }
  // CreateIdNamespaceAssociation takes a namespace that the caller owns: another account's ARN stands for its name here.
  const isOwn = wish.arn?.split(':')[4] === service.connection.accountId;
  const named = isOwn && wish.arn !== undefined ? wish.arn : wish.name;
  let found: { arn: string } | undefined;
  try {
    found = await service.idNamespaces.find(named, signal);
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (isWithoutAnswer(error)) {
      const unchecked = idNamespaceUnchecked(service.connection, named, error);
      findings.push(unchecked);
      return { value: undefined, blocked: wish.configured ? [unchecked.title] : [] };
    }
    if (error.code !== 'not_permitted' && error.code !== 'refused') throw error;
    if (error.code === 'not_permitted') {
      // Without entityresolution:GetIdNamespace it cannot be checked; the service checks an ARN at the association.
      const unchecked = idNamespaceUnchecked(service.connection, named, error);
      findings.push(unchecked);
      if (wish.arn === undefined || !isOwn) return { value: undefined, blocked: wish.configured ? [unchecked.title] : [] };
      found = { arn: wish.arn };
    }
  }
  if (found !== undefined) return { value: { name: wish.name, arn: found.arn }, blocked: [] };
  const missing = idNamespaceMissing(service.connection, named);
  // The built-in name is a guess: nobody asked for it, so its absence blocks nothing.
  findings.push(wish.configured ? missing : { ...missing, severity: 'information' });
  return { value: undefined, blocked: wish.configured ? [missing.title] : [] };
}
