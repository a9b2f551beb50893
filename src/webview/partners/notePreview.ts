import { renderNote, type Invitee } from '../../protocol/invitationText.ts';
import type { Inviting } from '../../protocol/partnerMessages.ts';
import { t } from '../ui/text.ts';

/** The note as the first address would get it, and the variables in it that stand for nothing. */
export interface NotePreview {
  text: string;
  unknown: string[];
  /** Whose it is; undefined while there is no address. */
  to: string | undefined;
}

/** The clean room that a note is about, as far as it is known. */
export interface RoomOfNote {
  /** Empty until one is chosen. */
  name: string;
  id: string | undefined;
}

/** Fills the note in as the job does; what is not known yet is named. */
export function notePreview(
  note: string,
  { name, id }: RoomOfNote,
  { inviter, organisation }: Pick<Inviting, 'inviter' | 'organisation'>,
  first: Invitee | undefined,
): NotePreview {
  const rendered = renderNote(note, {
    cleanRoom: name === '' ? t('(the clean room)') : name,
    cleanRoomId: id ?? t('(its id)'),
    partner: first?.partnerName ?? first?.to ?? t('(the partner)'),
    inviter,
    organisation,
    date: new Date().toISOString().slice(0, 10),
    email: first?.to ?? t('(the address)'),
  });
  return { ...rendered, to: first?.to };
}
