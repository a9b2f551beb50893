import type { CleanRoom } from '../../core/model/cleanRoom.ts';
import type { Question, QuestionRun, RoomDataset, RoomDestination, RunSchedule } from '../../core/model/question.ts';
import type { CleanRoomService } from '../../core/service.ts';

/** What is in LiveRamp clean rooms, read when somebody looks and once between two readings of the connection, failures too. */
export class RoomContents {
  readonly #open: () => Promise<CleanRoomService>;
  readonly #life: AbortSignal;
  readonly #questions = new Map<string, Promise<Question[]>>();
  readonly #datasets = new Map<string, Promise<RoomDataset[]>>();
  readonly #destinations = new Map<string, Promise<RoomDestination[]>>();
  readonly #runs = new Map<string, Promise<QuestionRun[]>>();
  readonly #schedules = new Map<string, Promise<RunSchedule[]>>();

  constructor(open: () => Promise<CleanRoomService>, life: AbortSignal) {
    this.#open = open;
    this.#life = life;
  }

  questions(room: CleanRoom): Promise<Question[]> {
    return known(this.#questions, room.id, () => this.#open().then((service) => service.questions?.list(room, this.#life) ?? []));
  }

  datasets(room: CleanRoom): Promise<RoomDataset[]> {
    return known(this.#datasets, room.id, () => this.#open().then((service) => service.datasets?.list(room, this.#life) ?? []));
  }

  destinations(room: CleanRoom): Promise<RoomDestination[]> {
    return known(this.#destinations, room.id, () => this.#open().then((service) => service.destinations?.list(room, this.#life) ?? []));
  }

  schedules(question: Question): Promise<RunSchedule[]> {
    return known(this.#schedules, question.id, () =>
      this.#open().then((service) => service.questions?.schedules(question, this.#life) ?? []),
    );
  }

  runs(question: Question): Promise<QuestionRun[]> {
    return known(this.#runs, question.id, () => this.#open().then((service) => service.questions?.runs(question, this.#life) ?? []));
  }

  forget(): void {
    for (const each of [this.#questions, this.#datasets, this.#destinations, this.#runs, this.#schedules]) each.clear();
  }
}

function known<T>(readings: Map<string, Promise<T>>, id: string, read: () => Promise<T>): Promise<T> {
  const reading = readings.get(id) ?? read();
  readings.set(id, reading);
  return reading;
}
