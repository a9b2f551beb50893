import type { CleanRoomError } from '../core/errors.ts';

/** True where the service may have done the work although we have no answer that says so. */
export function mayHaveHappened(error: CleanRoomError): boolean {
  return error.code === 'no_answer' || error.code === 'service_fault' || error.code === 'unexpected_answer';
}
