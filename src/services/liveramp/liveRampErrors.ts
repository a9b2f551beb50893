import * as z from 'zod/mini';
import { CleanRoomError, type CleanRoomErrorCode } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import { jsonBody } from './jsonBody.ts';

/** The clean room that a call is about, its own or that of its question. */
export interface About {
  /** `"Media Insights" (CR-045144)`. */
  room: string;
  /** The organisation that owns it, where that is known to be another. */
  otherOwner?: string;
}

/** Where an error happened, for the sentence. */
export interface CallSite {
  operation: string;
  organisation: string;
  clientId: string;
  /** Of the service. */
  host: string;
  about?: About | undefined;
}

/** What came back where it was not what was asked for. */
export interface Refusal {
  status: number;
  /** The service's own, without a secret in them. */
  words: string;
  requestId: string | undefined;
}

/** Both forms: the document's `{code, message}` and the live one with `status` and `details`; `code` is a number or text. */
const errorBody = z.looseObject({ message: z.string() });

/** A refusal as one of ours: what happened, to what, for which organisation, and the next step. */
export function errorOfRefusal(refusal: Refusal, site: CallSite): CleanRoomError {
  const code = codeOf(refusal.status);
  const remedy = remedyFor(code, refusal, site);
  return new CleanRoomError(code, sentence(code, refusal, site), {
    details: {
      operation: site.operation,
      ...(refusal.requestId === undefined ? {} : { requestId: refusal.requestId }),
      ...(code === 'connection_unusable' ? { reason: 'refused' } : {}),
    },
    ...(remedy === undefined ? {} : { remedy }),
  });
}

function codeOf(status: number): CleanRoomErrorCode {
  switch (status) {
    case 401:
      return 'connection_unusable';
    case 403:
      return 'not_permitted';
    case 404:
      return 'not_found';
    case 409:
      return 'already_exists';
    case 412:
      return 'invalid_state';
    case 429:
      return 'throttled';
    default:
      return status >= 500 ? 'service_fault' : 'refused';
  }
}

function sentence(code: CleanRoomErrorCode, { status, words }: Refusal, { operation, organisation, clientId, about }: CallSite): string {
  const subject = about === undefined ? operation : t('{0} of {1}', operation, about.room);
  switch (code) {
    case 'connection_unusable':
      return t('LiveRamp did not accept the token of the API user {0} of {1}: {2}', clientId, organisation, words);
    case 'not_permitted':
      if (about === undefined) return t('The API user {0} of {1} is not permitted {2}: {3}', clientId, organisation, operation, words);
      return about.otherOwner === undefined
        ? t('The API user {0} of {1} is not an administrator of {2}: {3}', clientId, organisation, about.room, words)
        : t(
            '{0} is not permitted to {1} in {2}, which belongs to {3}: {4}',
            operation,
            organisation,
            about.room,
            foreignText(about.otherOwner),
            words,
          );
    case 'throttled':
      return t('LiveRamp asks {0} to slow down: {1}', organisation, `${subject}: ${words}`);
    default:
      return status >= 300 && status < 400
        ? t('{0} for {1} was answered with a redirection, which is not followed.', subject, organisation)
        : t('{0} failed for {1}: {2}', subject, organisation, words);
  }
}

function remedyFor(code: CleanRoomErrorCode, { status }: Refusal, { clientId, about }: CallSite): string | undefined {
  switch (code) {
    case 'connection_unusable':
      return t('Check that the API user still exists (LiveRamp console, Admin, API Keys).');
    case 'not_permitted':
      if (about === undefined) return t('Give the API user that right in the LiveRamp console.');
      return about.otherOwner === undefined
        ? t('Add {0} under Access → Users of that clean room, with administrator permission.', clientId)
        : t('Ask {0}: only the owner of a clean room invites, grants and configures.', foreignText(about.otherOwner));
    case 'not_found':
      return t('It may have been deleted; refresh and look again.');
    case 'throttled':
      return t('Run again later; what was done stays done.');
    case 'service_fault':
      return t('Run again in some minutes; if it stays so, give LiveRamp the request id.');
    default:
      return status >= 300 && status < 400 ? t("Check the connection's base URL; the token is sent nowhere else.") : undefined;
  }
}

/** The service's own words without the secrets that were sent; a status alone where there are none (empty body, a page of a proxy). */
export function wordsOf(status: number, text: string, secrets: readonly string[]): string {
  const body = errorBody.safeParse(jsonBody(text));
  // Before it is cut short: half a secret is one too.
  const message = secrets.reduce((clean, secret) => clean.replaceAll(secret, '…'), body.success ? body.data.message : '');
  return foreignText(message, 400) || t('HTTP status {0}', status);
}

/** No answer at all as one of ours. */
export function errorOfFailure(
  thrown: unknown,
  { operation, organisation, host }: CallSite,
  cancelled: boolean,
  timeoutMs: number,
): CleanRoomError {
  if (cancelled) return new CleanRoomError('cancelled', t('Cancelled.'), { cause: thrown });
  const reason = thrown instanceof Error && thrown.name === 'TimeoutError' ? t('nothing came within {0} ms.', timeoutMs) : reasonOf(thrown);
  return new CleanRoomError('no_answer', t('No answer from {0} ({1} for {2}): {3}', host, operation, organisation, reason), {
    cause: thrown,
    details: { operation },
    remedy: t("Check the network, the proxy, and the connection's base URL."),
  });
}

/** Why a connection came to nothing. Never fetch's own message, which may quote a header. */
function reasonOf(thrown: unknown): string {
  const code = networkCodeOf(thrown);
  if (code === 'ECONNREFUSED') return t('the connection was refused.');
  // fetch has a list of ports of other protocols; what it says of them is always these words.
  if (thrown instanceof Error && thrown.cause instanceof Error && thrown.cause.message === 'bad port')
    return t('the connection was refused, because the port belongs to another protocol.');
  return code ?? (thrown instanceof Error ? thrown.name : t('unknown'));
}

const beforeAnythingWasSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|TLS|SSL/;

/** True where no connection was made: then the service has certainly done nothing. */
export function neverConnected(error: CleanRoomError): boolean {
  return error.code === 'no_answer' && beforeAnythingWasSent.test(networkCodeOf(error.cause) ?? '');
}

/** A code such as ECONNREFUSED; fetch hides it in the cause. */
function networkCodeOf(thrown: unknown): string | undefined {
  const cause: unknown = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
