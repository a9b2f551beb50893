import type { Progress } from '../core/progress.ts';

/** A progress notification without the token of its call. */
export interface ProgressNote {
  method: 'notifications/progress';
  params: { progress: number; message: string };
}

/**
 * Tells a client how far a call is. The protocol wants figures that only grow, and a job's begin anew with each phase: so
 * it is a running number, and the message says the rest. A job's own messages may hold words of partners: they stay here.
 */
export class ProgressNotes {
  readonly #send: (note: ProgressNote) => Promise<void>;
  #number = 0;
  #last = '';

  constructor(send: (note: ProgressNote) => Promise<void>) {
    this.#send = send;
  }

  tell({ phase, done, total }: Progress): void {
    const message = total === 0 ? phase : `${phase} ${done}/${total}`;
    if (message === this.#last) return;
    this.#last = message;
    this.#number += 1;
    // A client that has gone wants no progress; the call itself is cancelled by its own signal.
    this.#send({ method: 'notifications/progress', params: { progress: this.#number, message } }).catch(() => undefined);
  }
}
