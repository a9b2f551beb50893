import { asCleanRoomError, stopIfCancelled, type CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { RunOptions } from '../progress.ts';
import { t } from '../text.ts';
import type { Reading } from './diagnosis.ts';

/** A look that failed, with why. */
export interface FailedReading {
  reading: Reading;
  error: CleanRoomError;
}

/** Notes what a diagnosis looks at, asks for each thing once, and tells a host what it is looking at. */
export class ReadingLog {
  readonly readings: Reading[] = [];
  readonly failed: FailedReading[] = [];
  readonly #options: RunOptions;
  /** What things are called, by id, as far as it was read. */
  readonly #names = new Map<string, string>();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** Notes what an id stands for, so that a person reads names. */
  name(id: string, name: string): void {
    this.#names.set(id, name);
  }

  /**
   * A reader of one kind of thing, which remembers what it has read.
   * @param source the service's operation
   * @param sourceOf of what it was asked about, in the words in which a person would look for it
   */
  reader<T>(source: string): (about: string, read: () => Promise<T>, shown?: string) => Promise<T> {
    const known = new Map<string, Promise<T>>();
    return (about, read, shown = about) => {
      const before = known.get(about);
      if (before !== undefined) return before;
      const reading = this.#read(source, foreignText(this.#names.get(shown) ?? shown), read);
      known.set(about, reading);
      return reading;
    };
  }

  async #read<T>(source: string, about: string, read: () => Promise<T>): Promise<T> {
    const { signal, onProgress } = this.#options;
    stopIfCancelled(signal);
    const message = about === '' ? t('Reading ({0})', source) : t('Reading {0} ({1})', about, source);
    onProgress?.({ phase: 'reading', done: this.readings.length, total: 0, message });
    try {
      const value = await read();
      this.readings.push({ source, about, at: new Date().toISOString(), outcome: 'read' });
      return value;
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      const reading: Reading = { source, about, at: new Date().toISOString(), outcome: 'failed' };
      if (error.code !== 'cancelled') {
        this.readings.push(reading);
        this.failed.push({ reading, error });
      }
      throw error;
    }
  }
}
