import { asCleanRoomError } from '../errors.ts';

/** Something that was read from a service, or why it could not be: what is not known is never taken for "none". */
export type Part<T> = { read: true; value: T } | { read: false; problem: string };

/** Reads a part; what goes wrong stays in it. Raises `cancelled` only. */
export async function readPart<T>(reading: Promise<T>): Promise<Part<T>> {
  try {
    return { read: true, value: await reading };
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled') throw error;
    return { read: false, problem: error.sentence };
  }
}
