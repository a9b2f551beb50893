import { pause } from '../pause.ts';
import { looksForExisting } from './retries.ts';

/** What `find` gives, as soon as it gives something: lists may lag behind for some seconds. Undefined where it never does. */
export async function lookUntilThere<T>(find: () => Promise<T | undefined>, signal?: AbortSignal): Promise<T | undefined> {
  for (let look = 0; look < looksForExisting; look += 1) {
    if (look > 0) await pause(Math.min(250 * 2 ** look, 4000), signal);
    const found = await find();
    if (found !== undefined) return found;
  }
  return undefined;
}
