import * as z from 'zod/mini';
import { CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import { ownName, signingName } from '../../partners/inviter.ts';
import type { Invitee } from '../../partners/invitees.ts';
import { longestNote, noteTemplates, standardNote, type NoteValues } from '../../partners/note.ts';
import type { PartnerSettings } from '../../partners/partnerSettings.ts';
import { t } from '../../text.ts';

/** The words that go with invitations. */
export const noteInput = {
  /** The note's text, with variables such as {{partner}}. */
  note: z.optional(z.string().check(z.maxLength(longestNote))),
  /** Instead of a text: a template by name. */
  note_template: z.optional(z.string()),
};

/** The text of the note, or the template of that name. Raises `not_found` for a name that there is not. */
export function chosenNote(
  { note, note_template: name }: { note?: string | undefined; note_template?: string | undefined },
  settings: PartnerSettings | undefined,
): string {
  if (note !== undefined) return note;
  if (name === undefined) return standardNote(settings);
  const templates = noteTemplates(settings);
  const found = templates.find((each) => each.name === name);
  if (found === undefined)
    throw new CleanRoomError('not_found', t('There is no note template "{0}".', name), {
      remedy: t('There are: {0}.', templates.map((each) => each.name).join(', ')),
    });
  return found.text;
}

/** What a note's variables stand for, of one invitation. */
export function noteValues(
  connection: Connection,
  settings: PartnerSettings | undefined,
  room: CleanRoom,
  { to, partnerName }: Invitee,
): NoteValues {
  return {
    cleanRoom: foreignText(room.name),
    cleanRoomId: room.displayId ?? room.id,
    partner: partnerName ?? to,
    inviter: signingName(connection, settings),
    organisation: ownName(connection),
    date: new Date().toISOString().slice(0, 10),
    email: to,
  };
}
