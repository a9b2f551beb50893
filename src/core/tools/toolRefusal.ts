import { CleanRoomError, type CleanRoomErrorCode } from '../errors.ts';
import type { AnswerValue } from './answer.ts';

/** A tool that was called wrongly. Its sentence and remedy are wholly ours, so that they stand in the summary as they are. */
export class ToolRefusal extends CleanRoomError {
  /** What helps to call it rightly; words of others stand in here only. */
  readonly help: Readonly<Record<string, AnswerValue>>;

  constructor(code: CleanRoomErrorCode, message: string, remedy: string, help: Readonly<Record<string, AnswerValue>> = {}) {
    super(code, message, { remedy });
    this.help = help;
  }
}
