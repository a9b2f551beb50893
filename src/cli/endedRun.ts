import type { Alert } from '../core/alerts/alerts.ts';
import type { CleanRoomError } from '../core/errors.ts';
import type { JobResult } from '../core/jobs/report.ts';
import type { Plan } from '../core/sync/change.ts';
import type { ChosenConnection } from './chosenConnections.ts';
import { completeReport, errorReport } from './completeReport.ts';
import { exitCodeOfError, exitCodes, worstExitCode } from './exitCode.ts';
import type { PrintedReport } from './printedReport.ts';
import type { Attempt } from './session.ts';

/** What a job answered; with its plan where nothing was carried out. */
export interface JobAnswer {
  result: JobResult;
  plan?: Plan | undefined;
}

/** A run of a job against one connection that has ended, whichever way. */
export interface EndedRun {
  chosen: ChosenConnection;
  report: PrintedReport;
  plan?: Plan | undefined;
  /** Why there is no result. */
  error?: CleanRoomError | undefined;
  /** True where changes are planned and only --yes would carry them out. */
  wantsYes?: boolean;
  exitCode: number;
}

/** How a run ended: with its answer, or with an error that leaves other runs alone. */
export function endedRun(command: string, dryRun: boolean, attempt: Attempt<JobAnswer>): EndedRun {
  const { chosen, connection, calls, elapsedMs } = attempt;
  if ('error' in attempt) {
    const { error } = attempt;
    return {
      chosen,
      error,
      report: errorReport(command, dryRun, elapsedMs, error, connection, calls),
      exitCode: exitCodeOfError(error.code),
    };
  }
  const { result, plan } = attempt.value;
  const report = completeReport(command, elapsedMs, attempt.connection, result, calls);
  return { chosen, plan, report, exitCode: report.ok ? exitCodes.reached : exitCodes.notReached };
}

/** The run with what asks for a person in it: no longer quite as it should be. */
export function withAlerts(run: EndedRun, alerts: Alert[]): EndedRun {
  return {
    ...run,
    report: { ...run.report, ok: run.report.ok && alerts.length === 0, alerts },
    exitCode: worstExitCode([run.exitCode, alerts.length === 0 ? exitCodes.reached : exitCodes.alerts]),
  };
}

/** The run of a command that wanted --yes and was not given it: not as it should be, unless there was nothing to do. */
export function unconfirmed(run: EndedRun): EndedRun {
  const { collaborations, tables = [] } = run.report;
  const planned = [...tables, ...collaborations.flatMap(({ items }) => items)].some(({ outcome }) => outcome === 'planned');
  if (!planned) return run;
  return { ...run, wantsYes: true, report: { ...run.report, ok: false }, exitCode: worstExitCode([run.exitCode, exitCodes.notReached]) };
}
