import type { CleanRoomError } from '../core/errors.ts';
import type { Connection } from '../core/model/connection.ts';
import { summarise, type JobResult, type Report } from '../core/jobs/report.ts';

/** A job's result as the one object that `--json` prints. */
export function completeReport(command: string, elapsedMs: number, connection: Connection, result: JobResult, apiCalls: Record<string, number>): Report {
  return {
    ok: result.ok,
    command,
    dry_run: result.dryRun,
    elapsed_ms: Math.round(elapsedMs),
    connection: { id: connection.id, name: connection.name, account_id: connection.accountId, region: connection.region, endpoint: connection.endpoint ?? null, sandbox: connection.sandbox },
    summary: summarise(result.collaborations),
    collaborations: result.collaborations,
    findings: result.findings,
    invitations: result.invitations,
    api_calls: apiCalls,
    ...(result.files === undefined ? {} : { files: result.files }),
  };
}

/** The same object for a run that ended before it had a result. */
export function errorReport(command: string, dryRun: boolean, elapsedMs: number, error: Pick<CleanRoomError, 'code' | 'message'> & Partial<CleanRoomError>): Report {
  const { requestId, file, line, column } = error.details ?? {};
  return {
    ok: false, command, dry_run: dryRun, elapsed_ms: Math.round(elapsedMs), connection: null,
    summary: summarise([]), collaborations: [], findings: [], invitations: [], api_calls: {},
    error: {
      code: error.code, message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      ...(requestId === undefined ? {} : { request_id: requestId }),
      ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }),
    },
  };
}
