import type { Invitee } from '../../../protocol/invitationText.ts';
import type { OnboardingPicture } from '../../../protocol/onboardingMessages.ts';
import { notePreview, type NotePreview } from '../../partners/notePreview.ts';
import { chosenConnection, chosenRoom, noteOf, type FormState } from './formState.ts';

/** The note as the first partner of the batch would read it. */
export function previewOf(form: FormState, picture: OnboardingPicture, first: Invitee | undefined): NotePreview {
  const connection = chosenConnection(form, picture);
  const room = chosenRoom(form, connection);
  const { inviter, organisation } = connection?.inviting ?? { inviter: '', organisation: '' };
  return notePreview(noteOf(form, picture), { name: room?.name ?? '', id: room?.displayId ?? room?.id }, { inviter, organisation }, first);
}
