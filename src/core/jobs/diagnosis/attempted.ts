import { CleanRoomError } from '../../errors.ts';

/** Something that was read, or the error that came instead: what is not known is never taken for "none". */
export type Attempted<T> = { read: true; value: T } | { read: false; error: CleanRoomError };

/** Without a token, or without the person who asked, nothing else can be read either. */
const endsEverything: ReadonlySet<CleanRoomError['code']> = new Set<CleanRoomError['code']>([
  'cancelled',
  'connection_unusable',
  'quota_reached',
]);

/** Reads something that the rest of a diagnosis can do without. Raises what the rest would fail with too. */
export async function attempted<T>(reading: Promise<T>): Promise<Attempted<T>> {
  try {
    return { read: true, value: await reading };
  } catch (thrown) {
    if (!(thrown instanceof CleanRoomError) || endsEverything.has(thrown.code)) throw thrown;
    return { read: false, error: thrown };
  }
}
