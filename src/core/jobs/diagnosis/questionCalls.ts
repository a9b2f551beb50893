/** Calls that a diagnosis may make: so many for each clean room, and so many more (issue "@cleanroom"). */
const callsPerRoom = 7;
const callsBeside = 40;
/** For a room as a whole: its invitations, partners, questions and datasets. */
const callsForRoom = 4;
/** The token and the list of rooms. */
const callsForAll = 2;

/** How many calls about single questions a diagnosis of some clean rooms may still make: a room may have hundreds. */
export class QuestionCalls {
  #left: number;

  constructor(rooms: number) {
    this.#left = callsBeside - callsForAll + rooms * (callsPerRoom - callsForRoom);
  }

  /** Those of the questions, in their order, for which a call is left; their calls are taken. */
  takeSome<T>(questions: readonly T[]): T[] {
    const taken = questions.slice(0, this.#left);
    this.#left -= taken.length;
    return taken;
  }

  /** Whether there is a call left for every one of so many questions; then they are taken, otherwise none is. */
  takeAll(count: number): boolean {
    if (count > this.#left) return false;
    this.#left -= count;
    return true;
  }
}
