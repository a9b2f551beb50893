import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { failedConnectionDiagnosis } from '../../core/diagnosis/failedConnection.ts';
import type { CleanRoomError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { ChosenConnection } from '../chosenConnections.ts';
import { exitCodeOfError, exitCodes } from '../exitCode.ts';
import { reachedWith } from '../partners/partnerAnswer.ts';
import type { Attempt } from '../session.ts';
import type { DiagnosisForm } from './diagnosisForm.ts';
import { unopenedConnection } from './unopenedConnection.ts';

/** A diagnosis of one connection that has ended, whichever way. */
export type EndedDiagnosis<Result> = {
  chosen: ChosenConnection;
  /** Undefined where it could not be opened. */
  connection: Connection | undefined;
  exitCode: number;
} & ({ result: Result } | { error: CleanRoomError });

/** How a diagnosis ended. That a connection cannot be opened is one, too. */
export function endedDiagnosis<Result>(form: DiagnosisForm<Result>, attempt: Attempt<Result>): EndedDiagnosis<Result> {
  const { chosen, connection } = attempt;
  if (!('error' in attempt)) return { chosen, connection, result: attempt.value, exitCode: exitCodeOf(form.diagnosisOf(attempt.value)) };
  const { error } = attempt;
  if (connection !== undefined || error.code === 'cancelled') return { chosen, connection, error, exitCode: exitCodeOfError(error.code) };
  const result = form.ofUnopened(failedConnectionDiagnosis(unopenedConnection(chosen), error));
  return { chosen, connection, result, exitCode: exitCodes.notReached };
}

/** As everywhere in the program: what only a partner keeps waiting is as wished. */
function exitCodeOf({ state, causes }: Diagnosis): number {
  const isReached = (state === 'ready' || state === 'waiting') && reachedWith(causes.map(({ finding }) => finding));
  return isReached ? exitCodes.reached : exitCodes.notReached;
}
