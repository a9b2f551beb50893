import { t } from './text.ts';

/** What went wrong, in the few kinds that call for different next steps. */
export type CleanRoomErrorCode =
  | 'invalid_input'
  | 'configuration_missing'
  | 'configuration_broken'
  | 'configuration_conflict'
  | 'connection_unusable'
  | 'not_permitted'
  | 'not_found'
  | 'already_exists'
  | 'invalid_state'
  | 'quota_reached'
  | 'throttled'
  | 'role_not_ready'
  | 'no_answer'
  | 'refused'
  | 'service_fault'
  | 'unexpected_answer'
  | 'audit_log_unwritable'
  | 'cancelled';

/** Codes that mean "the request or the configuration is wrong": exit code 2 of the program. */
export const usageErrorCodes: ReadonlySet<CleanRoomErrorCode> = new Set<CleanRoomErrorCode>([
  'invalid_input',
  'configuration_missing',
  'configuration_broken',
]);

/**
 * Why a connection cannot be used: no credentials were found, they were good once and have expired, the service does not
 * accept them, it is not offered in the Region, or the credentials have become another account's.
 */
export type UnusableReason = 'missing' | 'expired' | 'refused' | 'region' | 'other_account';

export interface CleanRoomErrorDetails {
  /** The service operation, for example `CreateMembership`. */
  operation?: string;
  /** The service's request id, for support. */
  requestId?: string;
  /** For `quota_reached`: the service's own words and number, where it gave them. */
  quotaName?: string;
  quotaValue?: number;
  /** For `not_permitted`: the action that the caller would have to be allowed, for example `cleanrooms:ListMemberships`. */
  missingAction?: string;
  /** For `connection_unusable`. */
  reason?: UnusableReason;
  /** For `configuration_broken`: the file and the 1-based place in it. */
  file?: string;
  line?: number;
  column?: number;
}

/**
 * The one error of the product. `message` is a sentence for people (what happened, to what, in which account);
 * `remedy` is the next step.
 */
export class CleanRoomError extends Error {
  override readonly name = 'CleanRoomError';
  readonly code: CleanRoomErrorCode;
  readonly remedy: string | undefined;
  readonly details: CleanRoomErrorDetails;

  constructor(
    code: CleanRoomErrorCode,
    message: string,
    options: { remedy?: string; cause?: unknown; details?: CleanRoomErrorDetails } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.details = options.details ?? {};
  }

  /** The sentence and the next step, as one line. */
  get sentence(): string {
    return withRemedy(this);
  }
}

/** What happened and the next step, as one line. */
export function withRemedy({ message, remedy }: { message: string; remedy?: string | undefined }): string {
  return remedy === undefined ? message : `${asSentence(message)} ${remedy}`;
}

/** Words with a full stop, where they have none of their own. */
export function asSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** Any thrown value as a CleanRoomError; what is not one of ours keeps its message and becomes a `service_fault`. */
export function asCleanRoomError(thrown: unknown): CleanRoomError {
  if (thrown instanceof CleanRoomError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') return new CleanRoomError('cancelled', t('Cancelled.'), { cause: thrown });
  return new CleanRoomError('service_fault', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
}

/** Throws `cancelled` when the person has asked to stop. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CleanRoomError('cancelled', t('Cancelled.'));
}
