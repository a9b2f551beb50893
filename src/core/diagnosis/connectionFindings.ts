import type { CleanRoomError } from '../errors.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import { asSentence } from '../errors.ts';
import { t } from '../text.ts';

/** A connection, as far as it is known before anything could be asked. */
export type ConnectionIdentity = Pick<Connection, 'id' | 'name' | 'accountId' | 'region' | 'sandbox' | 'service'>;

/** What keeps a whole connection from being read, out of the error that its first question gave. */
export function connectionFailure(connection: ConnectionIdentity, error: CleanRoomError): Finding {
  const { message, remedy, details } = error;
  const evidence = [
    ...(details.operation === undefined ? [message] : [t('{0}: {1}', details.operation, message)]),
    ...(details.requestId === undefined ? [] : [t('Request id {0}.', details.requestId)]),
  ];
  if (error.code === 'not_permitted') return { ...permissionMissing(connection, error), severity: 'error' };
  return {
    id: idOf(connection, error),
    severity: 'error',
    waitsFor: passing.has(error.code) ? 'service' : 'you',
    connectionId: connection.id,
    subject: { kind: 'connection', name: connection.name, id: connection.id },
    title: t('The connection {0} cannot be used: {1}', connection.name, asSentence(message)),
    evidence,
    remedies: [{ title: remedy ?? t('Look into the log, then try again.') }],
  };
}

/** Nothing is to be mended then, only to be waited for. A spent allowance comes back by itself. */
const passing: ReadonlySet<CleanRoomError['code']> = new Set<CleanRoomError['code']>(['throttled', 'service_fault', 'quota_reached']);

function idOf({ service }: ConnectionIdentity, { code, details: { reason } }: CleanRoomError): string {
  switch (code) {
    case 'connection_unusable':
      return reason === 'other_account' ? 'connection.wrong_account' : `connection.credentials_${reason ?? 'refused'}`;
    case 'invalid_input':
      // Profile and Region are all that opening a connection takes from a person.
      return reason === 'region' ? 'connection.wrong_region' : 'connection.credentials_missing';
    case 'quota_reached':
      return service === 'liveramp' ? 'connection.token_budget_spent' : 'quota.reached';
    case 'throttled':
      return 'connection.throttled';
    case 'no_answer':
      return 'connection.unreachable';
    case 'configuration_broken':
      return 'configuration.broken';
    default:
      return 'connection.failed';
  }
}

/** The caller may not ask for something that is needed: the action that his policy lacks is the subject. */
export function permissionMissing(connection: ConnectionIdentity, error: CleanRoomError): Finding {
  const { operation, missingAction, requestId } = error.details;
  const action = missingAction ?? operation ?? t('an action');
  return {
    id: 'permission.missing',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'connection', name: action, id: connection.id },
    title: t('{0} is not permitted in {1} ({2}).', action, connection.accountId, connection.name),
    evidence: [
      operation === undefined ? error.message : t('{0}: {1}', operation, error.message),
      ...(requestId === undefined ? [] : [t('Request id {0}.', requestId)]),
    ],
    remedies: [{ title: error.remedy ?? t("Allow {0} in the caller's IAM policy.", action) }],
  };
}

/** The service asked to slow down for so long that something was given up. */
export function throttled(connection: ConnectionIdentity, [error, ...others]: readonly [CleanRoomError, ...CleanRoomError[]]): Finding {
  return {
    id: 'connection.throttled',
    severity: 'warning',
    waitsFor: 'service',
    connectionId: connection.id,
    subject: { kind: 'connection', name: connection.name, id: connection.id },
    title: t(
      '{0} ({1}) is being asked faster than the service allows, so not everything could be read.',
      connection.accountId,
      connection.name,
    ),
    evidence: [...new Set([error, ...others].map(({ details, message }) => t('{0}: {1}', details.operation ?? '', message)))],
    remedies: [{ title: error.remedy ?? t('Wait a minute, then try again; other programs may be using the same rates.') }],
  };
}

/** A file that cannot be understood: nothing that it wishes is known. */
export function brokenConfiguration(connection: ConnectionIdentity, { message, remedy, details }: CleanRoomError): Finding {
  return {
    id: 'configuration.broken',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'configuration', name: details.file ?? t('the configuration') },
    title: t('The configuration cannot be read: {0}', asSentence(message)),
    evidence: [details.line === undefined ? message : t('Line {0}, column {1}.', details.line, details.column ?? 1)],
    remedies: [{ title: remedy ?? t('Correct the file.') }],
  };
}
