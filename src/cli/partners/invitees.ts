import { Option, type Command } from 'commander';
import { CleanRoomError } from '../../core/errors.ts';
import { mostInvitees, readInvitees } from '../../core/partners/invitees.ts';
import { t } from '../../core/text.ts';
import { textOf } from '../textOf.ts';

/** One of the invitations that a job is asked for. */
interface WishedInvitation {
  to: string;
  partner_name?: string;
  abilities?: string[];
}

/**
 * Those whom the arguments and a list or CSV file name. Raises `invalid_input` for a file that cannot be read and for more
 * than can be asked for at once.
 */
export async function inviteesOf(addresses: readonly string[], file: string | undefined): Promise<WishedInvitation[]> {
  const named = [...readInvitees(addresses.join('\n')), ...(file === undefined ? [] : readInvitees(await textOf(file)))];
  if (named.length > mostInvitees)
    throw new CleanRoomError('invalid_input', t('{0} invitations are more than can be asked for at once.', named.length), {
      remedy: t('Ask for at most {0}.', mostInvitees),
    });
  return named.map(({ to, partnerName }) => ({ to, ...(partnerName === undefined ? {} : { partner_name: partnerName }) }));
}

/** The words that go with invitations, as the command line has them. */
export interface NoteOptions {
  note?: string;
  noteFile?: string;
  noteTemplate?: string;
}

/** Adds the options for the words that go with invitations. */
export function withNoteOptions(command: Command): Command {
  return command
    .option('--note <text>', 'words that go with it; {{partner}}, {{cleanRoom}}, {{inviter}}, {{date}} … are filled in')
    .addOption(new Option('--note-file <file>', 'the same from a file; - for stdin').conflicts('note'))
    .addOption(new Option('--note-template <name>', 'the same from clean-rooms/partners.json').conflicts(['note', 'noteFile']));
}

/** The job's input for them. Raises `invalid_input`. */
export async function noteOf({ note, noteFile, noteTemplate }: NoteOptions): Promise<object> {
  if (noteTemplate !== undefined) return { note_template: noteTemplate };
  const text = note ?? (noteFile === undefined ? undefined : (await textOf(noteFile)).trimEnd());
  return text === undefined ? {} : { note: text };
}
