import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';

/** The text of a file that a person named; of stdin where the name is `-`. Raises `invalid_input`. */
export async function textOf(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new CleanRoomError('invalid_input', t('{0} cannot be read: {1}', file, cause instanceof Error ? cause.message : String(cause)), {
      cause,
    });
  }
}
