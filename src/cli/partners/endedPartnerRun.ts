import type { CleanRoomError } from '../../core/errors.ts';
import type { ChosenConnection } from '../chosenConnections.ts';
import { reportedConnection, reportedError } from '../completeReport.ts';
import { exitCodeOfError, exitCodes } from '../exitCode.ts';
import type { Attempt } from '../session.ts';
import type { PartnerAnswer } from './partnerAnswer.ts';
import type { PrintedPartners } from './printedPartners.ts';

/** A run about partners that has ended, whichever way. */
export interface EndedPartnerRun<Shown> {
  chosen: ChosenConnection;
  printed: PrintedPartners<Shown>;
  /** Why there is no result. */
  error?: CleanRoomError;
  /** True where changes are planned and only --yes would carry them out. */
  wantsYes: boolean;
  exitCode: number;
}

/** How a run ended: with its answer, or with an error that leaves other runs alone. */
export function endedPartnerRun<Result, Shown>(
  command: string,
  answer: PartnerAnswer<Result, Shown>,
  attempt: Attempt<{ result: Result; wantsYes?: boolean }>,
): EndedPartnerRun<Shown> {
  const { chosen, connection, calls, elapsedMs } = attempt;
  const frame = {
    command,
    elapsed_ms: Math.round(elapsedMs),
    connection: connection === undefined ? null : reportedConnection(connection),
    api_calls: calls,
  };
  if ('error' in attempt) {
    const { error } = attempt;
    const printed = { ok: false, ...frame, result: null, error: reportedError(error) };
    return { chosen, printed, error, wantsYes: false, exitCode: exitCodeOfError(error.code) };
  }
  const { result, wantsYes = false } = attempt.value;
  const shown = answer.shown(result);
  const ok = answer.reached(shown) && !wantsYes;
  return { chosen, printed: { ok, ...frame, result: shown }, wantsYes, exitCode: ok ? exitCodes.reached : exitCodes.notReached };
}
