import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';

/** Through which connection, and about which clean room; undefined: about the connection as a whole. */
export interface SummaryPlace {
  connectionId: string;
  room?: string | undefined;
}

/** A question that was asked, and the headline that answered it. */
export interface Turn {
  question: string;
  headline: string;
}

export interface SummaryLimits {
  /** Clean rooms that are remembered; the one that was not asked about for longest goes first. */
  places: number;
  /** Of one clean room. */
  turns: number;
  /** Of one clean room's summary. */
  characters: number;
  /** What is older says nothing about now. */
  lifetimeMs: number;
}

export const summaryLimits: SummaryLimits = { places: 20, turns: 6, characters: 2000, lifetimeMs: 8 * 3_600_000 };

interface Kept {
  line: string;
  at: number;
}

/** What was asked and answered about each clean room, in short, for the next question about it. It is bounded in every way. */
export class RoomSummaries {
  readonly #places = new Map<string, Kept[]>();
  readonly #limits: SummaryLimits;
  readonly #now: () => Date;

  constructor({ now = () => new Date(), limits = summaryLimits }: { now?: () => Date; limits?: SummaryLimits } = {}) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Remembers a turn; old ones go. */
  add(place: SummaryPlace, { question, headline }: Turn): void {
    const at = this.#now();
    const line = t('{0}: asked "{1}", answered: {2}', at.toISOString(), foreignText(question, 200), foreignText(headline, 300));
    const kept = [...this.#alive(place), { line, at: at.getTime() }].slice(-this.#limits.turns);
    while (kept.length > 0 && textOf(kept).length > this.#limits.characters) kept.shift();
    const key = keyOf(place);
    // Anew at the end: the first one is the one that was not asked about for longest.
    this.#places.delete(key);
    this.#places.set(key, kept);
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= this.#limits.places) break;
      this.#places.delete(oldest);
    }
  }

  /** A line for each turn, the oldest first; empty where there is none. */
  summaryOf(place: SummaryPlace): string {
    return textOf(this.#alive(place));
  }

  /** How much is remembered. */
  get size(): { places: number; characters: number } {
    const all = [...this.#places.values()];
    return { places: all.length, characters: all.reduce((sum, kept) => sum + textOf(kept).length, 0) };
  }

  /** Forgets everything. */
  clear(): void {
    this.#places.clear();
  }

  #alive(place: SummaryPlace): Kept[] {
    const oldest = this.#now().getTime() - this.#limits.lifetimeMs;
    return (this.#places.get(keyOf(place)) ?? []).filter(({ at }) => at > oldest);
  }
}

function keyOf({ connectionId, room }: SummaryPlace): string {
  return JSON.stringify([connectionId, room ?? null]);
}

function textOf(kept: readonly Kept[]): string {
  return kept.map(({ line }) => line).join('\n');
}
