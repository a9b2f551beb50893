import { asCleanRoomError, type CleanRoomError } from '../errors.ts';
import type { WriteRecord, WriteRecorder } from '../jobs/audit.ts';

/**
 * Records writes and outlasts an audit log that can no longer be written: what was deleted has to be put back all the
 * same. What could not be recorded is kept, to be told with the error.
 */
export class LastingRecorder implements WriteRecorder {
  readonly #recorder: WriteRecorder;
  readonly unrecorded: string[] = [];
  #failure: CleanRoomError | undefined;

  constructor(recorder: WriteRecorder) {
    this.#recorder = recorder;
  }

  record(write: WriteRecord): void {
    try {
      this.#recorder.record(write);
    } catch (thrown) {
      this.#failure ??= asCleanRoomError(thrown);
      this.unrecorded.push(`${write.operation} ${write.subject}`);
    }
  }

  /** Raises `audit_log_unwritable` where a write could not be recorded. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
