import type { CleanRoom } from '../../core/model/cleanRoom.ts';
import type { Question } from '../../core/model/question.ts';
import { roomTitle } from '../../core/partners/resolveRoom.ts';
import type { About } from './liveRampErrors.ts';

/** What the rooms are called that this connection has seen: most operations are told only an id, and a sentence wants the name. */
export class KnownRooms {
  readonly #rooms = new Map<string, CleanRoom>();

  remember(...rooms: readonly CleanRoom[]): void {
    for (const room of rooms) this.#rooms.set(room.id, room);
  }

  /** `"Media Insights" (CR-045144)`; of a room that was not seen, its id. */
  title(roomId: string): string {
    const room = this.#rooms.get(roomId);
    return room === undefined ? roomId : roomTitle(room);
  }

  /** The room as an error names it. */
  about(roomId: string): About {
    const room = this.#rooms.get(roomId);
    return { room: this.title(roomId), ...(room === undefined || room.ours ? {} : { otherOwner: room.owner }) };
  }

  /** A question with its room, for the audit log: `Reach (CRQ-136017) in "Media Insights" (CR-045144)`. */
  subjectOf({ name, displayId, roomId }: Question): string {
    return `${name}${displayId === undefined ? '' : ` (${displayId})`} in ${this.title(roomId)}`;
  }
}
