import { longestNote } from '../../../protocol/invitationText.ts';
import type { OnboardingPicture, OnboardingWish } from '../../../protocol/onboardingMessages.ts';
import { readingProblem, type AddressReading } from '../../partners/addressReading.ts';
import { t } from '../../ui/text.ts';
import { chosenConnection, chosenRoom, noteOf, type FormState } from './formState.ts';

/** What the form asks for; without a wish the sentence that says what is missing. */
export function wishOf(
  form: FormState,
  picture: OnboardingPicture,
  reading: AddressReading,
): { wish: OnboardingWish; missing: '' } | { wish: undefined; missing: string } {
  const not = (missing: string): { wish: undefined; missing: string } => ({ wish: undefined, missing });
  const connection = chosenConnection(form, picture);
  const room = chosenRoom(form, connection);
  if (!picture.hasFolder) return not(t('Open a trusted folder: where partners stand is kept in files in it.'));
  if (connection?.inviting === undefined) return not(t('Nobody can be invited through this connection now.'));
  if (connection.rooms.length === 0) return not(t('There is no clean room that is ours.'));
  if (room === undefined) return not(t('Choose a clean room.'));
  if (reading.usable.length === 0) return not(t('Name at least one partner.'));
  if (readingProblem(reading) !== '') return not(readingProblem(reading));
  const flow = picture.flows.find(({ id }) => id === form.flow);
  const flags = form.template === '' ? flow?.flags : picture.templates.find(({ id }) => id === form.template)?.flags;
  if (flow === undefined || flags === undefined) return not(t('Choose a flow and permissions that there are.'));
  if (noteOf(form, picture).length > longestNote) return not(t('The note is too long.'));
  return {
    missing: '',
    wish: {
      connectionId: connection.connectionId,
      roomId: room.id,
      // Also those that are wrong: the plan says of each why it is left out.
      partners: reading.all.map(({ to, partnerName }) => ({
        to: to.slice(0, 500),
        ...(partnerName === undefined ? {} : { name: partnerName.slice(0, 500) }),
      })),
      flow: flow.id,
      ...(form.template === '' ? {} : { template: form.template }),
      ...(form.note === undefined || !connection.inviting.carriesNote ? {} : { note: form.note }),
      ...(form.roomType === '' ? {} : { roomType: form.roomType }),
      ...(form.roomCloud === '' ? {} : { roomCloud: form.roomCloud }),
    },
  };
}
