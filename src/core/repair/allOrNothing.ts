import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import type { WriteOptions } from '../service.ts';
import { t } from '../text.ts';
import { LastingRecorder } from './lastingRecorder.ts';
import type { Repaired } from './repaired.ts';

/** One thing that is deleted and made anew. */
export interface Replacement {
  /** The thing, in a message. */
  what: string;
  remove(options: WriteOptions): Promise<unknown>;
  /** Whether the old one is gone, where an answer was lost. */
  isGone(): Promise<boolean>;
  make(options: WriteOptions): Promise<Repaired>;
  /** Takes away what `make` has made, whole or half, so that it is not in the way of the old one. */
  unmake(options: WriteOptions): Promise<unknown>;
  /** Makes the old one again, as it was. */
  restore(options: WriteOptions): Promise<unknown>;
  /** What to do where even that fails. */
  lost(): string;
}

/**
 * Deletes things and makes them anew: all of them, or none. Before the first is deleted a cancellation ends it; from then
 * on it goes through, because a cancellation in between would leave something missing. Where one cannot be made, what was
 * made is taken away and every old one is put back; the error says so, and what is missing where that failed.
 */
export async function allOrNothing(replacements: readonly Replacement[], { recorder, signal }: WriteOptions): Promise<Repaired[]> {
  const lasting = new LastingRecorder(recorder);
  const unstoppable: WriteOptions = { recorder: lasting };
  const removed: Replacement[] = [];
  const made: Replacement[] = [];
  try {
    for (const replacement of replacements) {
      const options = removed.length === 0 ? { recorder: lasting, signal } : unstoppable;
      await remove(replacement, options, removed);
      lasting.check();
    }
    const results: Repaired[] = [];
    for (const replacement of replacements) {
      made.push(replacement);
      results.push(await replacement.make(unstoppable));
      lasting.check();
    }
    return results;
  } catch (thrown) {
    const failure = asCleanRoomError(thrown);
    if (removed.length === 0) throw failure;
    throw withFate(failure, await putBack(removed, made, unstoppable), lasting.unrecorded);
  }
}

async function remove(replacement: Replacement, options: WriteOptions, removed: Replacement[]): Promise<void> {
  try {
    await replacement.remove(options);
    removed.push(replacement);
  } catch (thrown) {
    // A delete without an answer may have been done.
    if (await replacement.isGone()) removed.push(replacement);
    throw thrown;
  }
}

/** Puts back what was there; answers what could not be, with the reason and the next step. */
async function putBack(removed: readonly Replacement[], made: readonly Replacement[], options: WriteOptions): Promise<Fate> {
  const lost: string[] = [];
  const why: string[] = [];
  for (const replacement of made.toReversed()) {
    // Where it cannot be taken away, the old one is refused below, with that reason.
    await replacement.unmake(options).catch((thrown: unknown) => why.push(asCleanRoomError(thrown).message));
  }
  for (const replacement of removed) {
    try {
      await replacement.restore(options);
    } catch (thrown) {
      lost.push(replacement.lost());
      why.push(t('{0} could not be put back: {1}', replacement.what, asCleanRoomError(thrown).message));
    }
  }
  return { back: removed.map(({ what }) => what), lost, why };
}

interface Fate {
  back: string[];
  lost: string[];
  why: string[];
}

function withFate(failure: CleanRoomError, { back, lost, why }: Fate, unrecorded: readonly string[]): CleanRoomError {
  const options = { cause: failure, details: failure.details };
  const silent = unrecorded.length === 0 ? [] : [t('Not in the audit log: {0}.', unrecorded.join(', '))];
  if (lost.length > 0)
    // What is missing comes first: it is what somebody has to act on.
    return new CleanRoomError(failure.code, [...why, failure.message, ...silent].join(' '), { ...options, remedy: lost.join(' ') });
  const fate = back.length === 1 ? t('{0} was put back as it was.', back[0] ?? '') : t('{0} were put back as they were.', back.join(', '));
  return new CleanRoomError(failure.code, [failure.message, fate, ...silent].join(' '), {
    ...options,
    ...(failure.remedy === undefined ? {} : { remedy: failure.remedy }),
  });
}
