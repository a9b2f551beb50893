import type { PanelConnection } from '../../../protocol/invitationMessages.ts';
import { connectionOptions, roomWords } from '../../partners/words.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { placeOf } from './invitePlace.ts';
import { newRoom, type InviteState } from './inviteState.ts';
import { NewRoomFields } from './newRoomFields.ts';
import type { FormProblems } from './wishOf.ts';

/** Through which connection, and to which of its clean rooms. */
export class RoomChoice {
  readonly element = element('div', { class: 'form' });
  readonly #connection: LabelledDropdown;
  readonly #room: LabelledDropdown;
  readonly #newRoom: NewRoomFields;

  /** @param change told what the person chooses; a change of `room` is about the new one's details */
  constructor(
    change: (change: Partial<Pick<InviteState, 'connectionId' | 'connectionChosen' | 'roomId'>>) => void,
    changeRoom: (change: Partial<InviteState['room']>) => void,
  ) {
    this.#connection = new LabelledDropdown({ label: t('Connection') }, (connectionId) => {
      // Rooms of another connection are other rooms.
      change({ connectionId, connectionChosen: true, roomId: '' });
    });
    this.#room = new LabelledDropdown({ label: t('Clean room'), required: true }, (roomId) => {
      change({ roomId });
      if (roomId === newRoom) this.#newRoom.focus();
    });
    this.#newRoom = new NewRoomFields(changeRoom);
    this.element.append(this.#connection.element, this.#room.element, this.#newRoom.element);
  }

  show(
    { connectionId, roomId, room }: InviteState,
    connections: readonly PanelConnection[],
    problems: Pick<FormProblems, 'startAt' | 'endAt'>,
  ): void {
    const place = placeOf(connections, connectionId);
    // A single connection is named in the heading.
    this.#connection.element.hidden = connections.length < 2;
    this.#connection.show(connectionOptions(connections), connectionId);
    const rooms = place?.rooms ?? [];
    this.#room.show(
      [
        { value: '', label: t('Choose a clean room') },
        ...rooms.map((each) => ({ value: each.id, label: roomWords(each) })),
        ...(place?.mayCreate === true ? [{ value: newRoom, label: t('New clean room…') }] : []),
      ],
      roomId,
    );
    this.#room.help = place !== undefined && rooms.length === 0 ? t('Only the owner of a clean room invites, and none is yours yet.') : '';
    const problem = rooms.find(({ id }) => id === roomId)?.problem;
    this.#room.error = problem === undefined ? '' : [problem.sentence, problem.remedy ?? ''].join(' ').trim();
    this.#newRoom.element.hidden = roomId !== newRoom;
    this.#newRoom.show(room, problems);
  }

  set enabled(enabled: boolean) {
    this.#connection.enabled = enabled;
    this.#room.enabled = enabled;
  }
}
