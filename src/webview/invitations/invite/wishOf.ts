import type { InvitationWish, NewRoomWish } from '../../../protocol/invitationMessages.ts';
import { isCalendarDay, longestNote } from '../../../protocol/invitationText.ts';
import { readingProblem, type AddressReading } from '../../partners/addressReading.ts';
import { t } from '../../ui/text.ts';
import type { InvitePlace } from './invitePlace.ts';
import { newRoom, type InviteState } from './inviteState.ts';

/** What keeps the form from being sent, by the field that it belongs to; empty where nothing does. */
export interface FormProblems {
  room: string;
  roomName: string;
  startAt: string;
  endAt: string;
  addresses: string;
  note: string;
}

/** Checks what can be checked without asking the service. */
export function problemsOf(form: InviteState, place: InvitePlace, reading: AddressReading, note: string): FormProblems {
  const chosen = place.rooms.find(({ id }) => id === form.roomId);
  const making = form.roomId === newRoom && place.mayCreate;
  return {
    room: making || chosen !== undefined ? (chosen?.problem?.sentence ?? '') : t('Choose a clean room.'),
    ...(making ? roomProblems(form.room) : { roomName: '', startAt: '', endAt: '' }),
    // A new clean room may be made for nobody yet.
    addresses: readingProblem(reading) || (making && reading.all.length === 0 ? '' : nobody(reading)),
    note: note.length > longestNote ? t('The note has {0} characters; at most {1} can be sent.', note.length, longestNote) : '',
  };
}

export function hasProblem(problems: FormProblems): boolean {
  return Object.values(problems).some((sentence) => sentence !== '');
}

function nobody({ all, usable }: AddressReading): string {
  if (usable.length > 0) return '';
  return all.length === 0 ? t('Give at least one address.') : t('None of the addresses can be used.');
}

function roomProblems({ name, startAt, endAt }: NewRoomWish): Pick<FormProblems, 'roomName' | 'startAt' | 'endAt'> {
  const early = isCalendarDay(startAt) && isCalendarDay(endAt) && endAt < startAt;
  return {
    roomName: name.trim() === '' ? t('Give the clean room a name.') : '',
    startAt: dayProblem(startAt),
    endAt: dayProblem(endAt) || (early ? t('It would end before it begins.') : ''),
  };
}

function dayProblem(day: string): string {
  return day === '' || isCalendarDay(day) ? '' : t('Write a day of the calendar, as yyyy-mm-dd.');
}

/** What the extension is asked for; the wrong addresses go along, so that the plan reports them. */
export function wishOf(form: InviteState, place: InvitePlace, reading: AddressReading, note: string): InvitationWish {
  const { connectionId, roomId, room } = form;
  return {
    connectionId,
    room: roomId === newRoom ? { newRoom: room } : { roomId },
    invitations: reading.all.map(({ to, partnerName }) => ({
      to: to.slice(0, 500),
      ...(partnerName === undefined ? {} : { partnerName: partnerName.slice(0, 500) }),
    })),
    mayReceiveResults: place.addressedBy === 'account_id' && form.mayReceiveResults,
    note: place.carriesNote ? note : '',
  };
}
