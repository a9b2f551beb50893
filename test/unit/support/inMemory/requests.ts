import { asCleanRoomError, CleanRoomError, stopIfCancelled, type CleanRoomErrorCode } from '../../../../src/core/errors.ts';
import type { Connection } from '../../../../src/core/model/connection.ts';
import type { WriteOptions, Written } from '../../../../src/core/service.ts';
import type { Life } from '../life.ts';
import type { SentWrite, World } from './world.ts';

/** Which answers go wrong: told the operation and subject, answers an error or nothing. */
export type Fault = (operation: string, subject: string) => CleanRoomError | undefined;

export function fault(operation: string, code: CleanRoomErrorCode, message = `${operation} went wrong.`, subject = ''): Fault {
  return (asked, about) =>
    asked === operation && about.includes(subject) ? new CleanRoomError(code, message, { details: { requestId: 'r-fault' } }) : undefined;
}

/** What any pretended service remembers of what it was asked. */
export interface Asked {
  reads: string[];
  writes: SentWrite[];
}

/** What every request to the pretended service has in common: faults, cancellation, kills, counts and the audit log. */
export class Requests<Held extends Asked = World> {
  readonly connection: Connection;
  readonly world: Held;
  /** Before the service did anything. */
  fault: Fault = () => undefined;
  /** After the service did the work. */
  faultAfterwards: Fault = () => undefined;
  /** Whether writes go one after the other, as a rate budget lets them. */
  oneWriteAtATime = false;
  readonly #life: Life;
  readonly #counts: Record<string, number> = {};
  #requests = 0;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(world: Held, life: Life, connection: Connection) {
    this.world = world;
    this.connection = connection;
    this.#life = life;
  }

  callCounts(): Record<string, number> {
    return { ...this.#counts };
  }

  async read<T>(operation: string, subject: string, signal: AbortSignal | undefined, answer: () => T): Promise<T> {
    stopIfCancelled(signal);
    this.#count(operation);
    this.world.reads.push(operation);
    await Promise.resolve();
    const error = this.fault(operation, subject);
    if (error !== undefined) throw error;
    return structuredClone(answer());
  }

  write<T>(operation: string, subject: string, options: WriteOptions, work: () => Omit<Written<T>, 'requestId'>): Promise<Written<T>> {
    if (!this.oneWriteAtATime) return this.#write(operation, subject, options, work);
    const turn = this.#lastWrite.then(() => this.#write(operation, subject, options, work));
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }

  /** One write: kills, cancellation, faults, the work itself, and its entry in the audit log. */
  async #write<T>(
    operation: string,
    subject: string,
    { recorder, signal }: WriteOptions,
    work: () => Omit<Written<T>, 'requestId'>,
  ): Promise<Written<T>> {
    stopIfCancelled(signal);
    await Promise.resolve();
    stopIfCancelled(signal);
    this.#count(operation);
    const requestId = `r-${(this.#requests += 1)}`;
    try {
      const written = await this.#life.around(() => {
        const before = this.fault(operation, subject);
        if (before !== undefined) throw before;
        const done = work();
        if (done.outcome !== 'existing') this.world.writes.push({ operation, subject });
        const afterwards = this.faultAfterwards(operation, subject);
        if (afterwards !== undefined) throw afterwards;
        return done;
      });
      recorder.record({ operation, subject, requestId, outcome: written.outcome });
      return { ...structuredClone(written), requestId };
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (error.code !== 'audit_log_unwritable') {
        const outcome = error.code === 'no_answer' ? 'unknown' : 'failed';
        recorder.record({ operation, subject, requestId, outcome, error: error.message });
      }
      throw error;
    }
  }

  #count(operation: string): void {
    this.#counts[operation] = (this.#counts[operation] ?? 0) + 1;
  }
}
