import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import { t } from '../text.ts';

/**
 * After something was deleted and its successor could not be made: puts back what was there, and raises the failure with
 * what has become of it. `lost` says what is missing now, where even that failed.
 */
export async function putBack(thrown: unknown, what: string, restore: () => Promise<unknown>, lost: () => string): Promise<never> {
  const failure = asCleanRoomError(thrown);
  if (failure.code === 'audit_log_unwritable') throw failure;
  try {
    await restore();
  } catch (again) {
    const second = asCleanRoomError(again);
    if (second.code === 'audit_log_unwritable') throw second;
    throw new CleanRoomError(failure.code, t('{0} {1} could not be put back: {2}', failure.message, what, second.message), {
      cause: thrown,
      details: failure.details,
      remedy: lost(),
    });
  }
  throw new CleanRoomError(failure.code, t('{0} {1} was put back as it was.', failure.message, what), {
    cause: thrown,
    details: failure.details,
    ...(failure.remedy === undefined ? {} : { remedy: failure.remedy }),
  });
}
