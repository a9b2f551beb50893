import { setTimeout as sleep } from 'node:timers/promises';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';

/** Waits for `milliseconds`. Raises `cancelled`. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (cause) {
    throw new CleanRoomError('cancelled', t('Cancelled.'), { cause });
  }
}
