import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import { Draft } from '../storage/draft.ts';

/** What the process's umask leaves of it, as for any new file. */
const newFileMode = 0o666;

/** Looks before minutes are spent on a report that has no place. Raises `invalid_input`. */
export async function requireWritable(file: string): Promise<void> {
  try {
    await access(dirname(resolve(file)), constants.W_OK);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

/** Writes a file at once and whole: whoever reads it meanwhile has the old one or the new one. Raises `invalid_input`. */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    // Through a link to what it names; a new file has nothing to resolve yet.
    const target = await realpath(file).catch(() => resolve(file));
    const mode = await stat(target).then(
      (found) => found.mode & 0o7777,
      () => undefined,
    );
    const draft = await Draft.begin(`${target}.draft`, mode ?? newFileMode);
    try {
      await draft.write(text, mode);
      if (!(await draft.replaces(target))) throw new CleanRoomError('configuration_conflict', t('{0} is being written by others.', file));
    } finally {
      await draft.end();
    }
  } catch (cause) {
    throw cause instanceof CleanRoomError ? cause : unwritable(file, cause);
  }
}

function unwritable(file: string, cause: unknown): CleanRoomError {
  return new CleanRoomError(
    'invalid_input',
    t('{0} cannot be written: {1}', file, cause instanceof Error ? cause.message : String(cause)),
    {
      cause,
      remedy: t('Choose another place with --out.'),
    },
  );
}
