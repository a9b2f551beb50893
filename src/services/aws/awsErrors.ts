import * as z from 'zod/mini';
import { CleanRoomError, type CleanRoomErrorCode, type CleanRoomErrorDetails, type UnusableReason } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import { missingAction } from './missingAction.ts';
import { knownRegions } from './regions.ts';

/** What an error of the SDK may carry; matched by name, because the status of throttling differs between sources. */
const awsError = z.looseObject({
  name: z.string(),
  message: z.string(),
  code: z.optional(z.string()),
  reason: z.optional(z.string()),
  quotaName: z.optional(z.string()),
  quotaValue: z.optional(z.number()),
  fieldList: z.optional(z.array(z.looseObject({ name: z.string(), message: z.string() }))),
  $metadata: z.optional(z.looseObject({ requestId: z.optional(z.string()), httpStatusCode: z.optional(z.number()) })),
});
type AwsError = z.infer<typeof awsError>;

/** Where an error happened, for the sentence. */
export interface CallSite {
  operation: string;
  accountId: string | undefined;
  profile: string | undefined;
  region: string;
  endpoint: string | undefined;
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
]);

const codesByName: Record<string, CleanRoomErrorCode> = {
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  ThrottledException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  ServiceQuotaExceededException: 'quota_reached',
  ExceedsLimitException: 'quota_reached',
  LimitExceededException: 'quota_reached',
  AccessDeniedException: 'not_permitted',
  AccessDenied: 'not_permitted',
  AuthorizationError: 'not_permitted',
  ResourceNotFoundException: 'not_found',
  NoSuchEntity: 'not_found',
  NoSuchEntityException: 'not_found',
  EntityNotFoundException: 'not_found',
  NoSuchResourceException: 'not_found',
  ValidationException: 'refused',
  InvalidInputException: 'refused',
  InvalidInput: 'refused',
  ValidationError: 'refused',
  ExpiredToken: 'connection_unusable',
  ExpiredTokenException: 'connection_unusable',
  InvalidClientTokenId: 'connection_unusable',
  UnrecognizedClientException: 'connection_unusable',
  InvalidSignatureException: 'connection_unusable',
  SignatureDoesNotMatch: 'connection_unusable',
  MissingAuthenticationToken: 'connection_unusable',
  MissingAuthenticationTokenException: 'connection_unusable',
  CredentialsProviderError: 'connection_unusable',
  TokenProviderError: 'connection_unusable',
  UnauthorizedException: 'connection_unusable',
};

/** An error of the SDK as one of ours: what happened, to which operation, in which account, and the next step. */
export function translateAwsError(thrown: unknown, site: CallSite): CleanRoomError {
  if (thrown instanceof CleanRoomError) return thrown;
  const parsed = awsError.safeParse(thrown);
  const error: AwsError = parsed.success
    ? parsed.data
    : { name: 'Error', message: thrown instanceof Error ? thrown.message : String(thrown) };
  const code = codeOf(error);
  const details: CleanRoomErrorDetails = {
    operation: site.operation,
    ...(error.$metadata?.requestId === undefined ? {} : { requestId: error.$metadata.requestId }),
    ...(error.quotaName === undefined ? {} : { quotaName: error.quotaName }),
    ...(error.quotaValue === undefined ? {} : { quotaValue: error.quotaValue }),
    ...(code === 'not_permitted' ? { missingAction: missingAction(site.operation, error.message) } : {}),
    ...(code === 'connection_unusable' ? { reason: reasonOf(error) } : {}),
  };
  const remedy = remedyFor(code, error, site);
  return new CleanRoomError(code, sentence(code, error, site), { cause: thrown, details, ...(remedy === undefined ? {} : { remedy }) });
}

function codeOf(error: AwsError): CleanRoomErrorCode {
  if (error.name === 'AbortError') return 'cancelled';
  if (error.name === 'ConflictException') return error.reason === 'ALREADY_EXISTS' ? 'already_exists' : 'invalid_state';
  if (error.reason === 'IAM_SYNCHRONIZATION_DELAY') return 'role_not_ready';
  const named = codesByName[error.name];
  if (named !== undefined) return named;
  if (networkCodes.has(error.code ?? '') || error.name === 'TimeoutError' || /socket hang up|timed? ?out/i.test(error.message))
    return 'no_answer';
  if (error.name === 'SyntaxError') return 'unexpected_answer';
  const status = error.$metadata?.httpStatusCode ?? 0;
  return status === 401 || status === 403 ? 'not_permitted' : 'service_fault';
}

/** None were found, or a session has ended, by the error's name and words; all else is that AWS does not take them. */
function reasonOf({ name, message }: AwsError): UnusableReason {
  if (/Signature/.test(name)) return 'refused';
  if (/expired|TokenProviderError|UnauthorizedException/i.test(`${name} ${message}`) || /\bsso\b/i.test(message)) return 'expired';
  return /CredentialsProviderError|MissingAuthenticationToken/.test(name) ? 'missing' : 'refused';
}

function sentence(code: CleanRoomErrorCode, error: AwsError, site: CallSite): string {
  const caller = site.profile === undefined ? t('the default credentials') : t('the profile {0}', site.profile);
  const place = site.accountId === undefined ? t('with {0}', caller) : t('in account {0}', site.accountId);
  const limit = /configured (\d+) ms/.exec(error.name === 'TimeoutError' ? error.message : '')?.[1];
  const words = limit === undefined ? foreignText(error.message, 400) : t('nothing came within {0} ms.', limit);
  switch (code) {
    case 'cancelled':
      return t('Cancelled.');
    case 'connection_unusable':
      return site.accountId === undefined
        ? t('AWS could not be reached with {0}: {1}', caller, words)
        : t('AWS did not accept the credentials of account {0}: {1}', site.accountId, words);
    case 'no_answer':
      return t(
        'No answer from {0} ({1}): {2}',
        site.endpoint ?? `AWS ${site.region}`,
        site.operation,
        words === '' ? (error.code ?? error.name) : words,
      );
    case 'not_permitted':
      return t('{0} is not permitted {1}: {2}', site.operation, place, words);
    default: {
      const fields = (error.fieldList ?? []).map(({ name, message }) => `${foreignText(name)}: ${foreignText(message)}`).join('; ');
      return t('{0} failed {1}: {2}', site.operation, place, `${words === '' ? error.name : words}${fields === '' ? '' : ` (${fields})`}`);
    }
  }
}

function remedyFor(code: CleanRoomErrorCode, error: AwsError, site: CallSite): string | undefined {
  switch (code) {
    case 'connection_unusable':
      return reasonOf(error) === 'expired'
        ? t(
            'Sign in again (aws sso login{0}), or renew the temporary keys.',
            site.profile === undefined ? '' : ` --profile ${site.profile}`,
          )
        : t(
            'Check the profile and its keys (aws sts get-caller-identity{0}).',
            site.profile === undefined ? '' : ` --profile ${site.profile}`,
          );
    case 'no_answer':
      return site.endpoint === undefined
        ? t('Check the network and the Region; AWS Clean Rooms is offered in {0}.', knownRegions.join(', '))
        : t("Check that the endpoint is right and running (AWS_ENDPOINT_URL, endpoint_url, or the connection's endpoint).");
    case 'not_permitted':
      return t("Allow the action in the caller's IAM policy; the README lists what is needed.");
    case 'throttled':
      return t('Run again later; what was done stays done.');
    case 'role_not_ready':
      return t('The IAM role is new or was just changed; run again in a minute.');
    case 'quota_reached':
      return t('Ask for a higher quota in Service Quotas.');
    default:
      return undefined;
  }
}
