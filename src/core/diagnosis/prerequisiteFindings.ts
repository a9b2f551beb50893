import type { CleanRoomError } from '../errors.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { Role } from '../service.ts';
import { t } from '../text.ts';

const about = (connection: Connection): Pick<Finding, 'waitsFor' | 'connectionId'> => ({ waitsFor: 'you', connectionId: connection.id });

/** No role of that name, so no table can be associated. `name` null: the configuration itself says that there is none. */
export function roleMissing(connection: Connection, name: string | null): Finding {
  return {
    ...about(connection),
    id: 'role.missing',
    severity: 'error',
    subject: { kind: 'role', name: name ?? 'role_name' },
    title:
      name === null
        ? t('The configuration names no IAM role (role_name is null), so no table can be associated.')
        : t('Account {0} has no IAM role "{1}", so no table can be associated.', connection.accountId, name),
    evidence: name === null ? [] : [t('GetRole: NoSuchEntity.')],
    remedies: [
      { title: t('Create the role (it must trust cleanrooms.amazonaws.com and read the tables), or set role_name to an existing one.') },
    ],
  };
}

/** The role cannot be assumed by the service. */
export function roleNotTrusting(connection: Connection, role: Role): Finding {
  return {
    ...about(connection),
    id: 'role.not_trusting',
    severity: 'error',
    subject: { kind: 'role', name: role.name, id: role.arn },
    title: t('The IAM role "{0}" in account {1} does not trust cleanrooms.amazonaws.com.', role.name, connection.accountId),
    evidence: [t('GetRole: its trust policy does not allow sts:AssumeRole to that service.')],
    remedies: [{ title: t('Let cleanrooms.amazonaws.com assume the role in its trust policy (sts:AssumeRole).') }],
  };
}

/** No such ID namespace. `name` null: the configuration itself says that there is none. */
export function idNamespaceMissing(connection: Connection, name: string | null, others: readonly string[] = []): Finding {
  return {
    ...about(connection),
    id: 'id_namespace.missing',
    severity: name === null ? 'warning' : 'error',
    subject: { kind: 'id_namespace', name: name ?? 'id_namespace_arn' },
    title:
      name === null
        ? t('The configuration names no ID namespace, so none is associated.')
        : t('Account {0} has no ID namespace "{1}" in {2}.', connection.accountId, name, connection.region),
    evidence: others.length === 0 ? [] : [t('The account has: {0}.', others.join(', '))],
    remedies: [
      { title: t('Create the ID namespace in AWS Entity Resolution, or set id_namespace_name and id_namespace_arn to an existing one.') },
    ],
  };
}

/** init-config knows no creator yet, so it cannot fill trusted_creators. */
export function noKnownCreators(connection: Connection): Finding {
  return {
    ...about(connection),
    id: 'configuration.no_trusted_creators',
    severity: 'information',
    subject: { kind: 'configuration', name: 'trusted_creators' },
    title: t(
      'Account {0} has no active membership yet, so no creator is known; invitations of every creator may be accepted in bulk.',
      connection.accountId,
    ),
    evidence: [],
    remedies: [{ title: t('To accept only some creators, list their account ids under trusted_creators.') }],
  };
}

/** The role could not be looked up: the caller may not, or the service gave no answer. */
export function roleUnchecked(connection: Connection, name: string, why: CleanRoomError): Finding {
  return {
    ...unchecked(connection, why, t('Allow iam:GetRole to the caller.')),
    id: 'role.unchecked',
    subject: { kind: 'role', name },
    title: t('The IAM role "{0}" could not be checked.', name),
  };
}

/** The ID namespace could not be looked up: the caller may not, or the service gave no answer. */
export function idNamespaceUnchecked(connection: Connection, arn: string, why: CleanRoomError): Finding {
  return {
    ...unchecked(connection, why, t('Allow entityresolution:GetIdNamespace to the caller.')),
    id: 'id_namespace.unchecked',
    subject: { kind: 'id_namespace', name: arn },
    title: t('The ID namespace {0} could not be checked.', arn),
  };
}

/** @param permission what to do where the caller may not look */
function unchecked(
  connection: Connection,
  { code, message, remedy }: CleanRoomError,
  permission: string,
): Pick<Finding, 'severity' | 'waitsFor' | 'connectionId' | 'evidence' | 'remedies'> {
  const refused = code === 'not_permitted';
  return {
    ...about(connection),
    severity: 'warning',
    waitsFor: refused ? 'you' : 'service',
    evidence: [message],
    remedies: [{ title: refused ? permission : (remedy ?? t('Try again in a few minutes.')) }],
  };
}
