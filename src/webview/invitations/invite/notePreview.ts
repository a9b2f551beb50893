import type { Invitee } from '../../../protocol/invitationText.ts';
import { notePreview, type NotePreview } from '../../partners/notePreview.ts';
import type { InvitePlace } from './invitePlace.ts';
import { newRoom, type InviteState } from './inviteState.ts';

/** The note for the room that the form is about, which may be yet to be made. */
export function previewOf(
  note: string,
  { roomId, room }: Pick<InviteState, 'roomId' | 'room'>,
  place: InvitePlace,
  first: Invitee | undefined,
): NotePreview {
  const chosen = place.rooms.find(({ id }) => id === roomId);
  const name = roomId === newRoom ? room.name.trim() : (chosen?.name ?? '');
  return notePreview(note, { name, id: chosen?.displayId ?? chosen?.id }, place, first);
}
