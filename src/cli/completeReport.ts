import type { CleanRoomError } from '../core/errors.ts';
import type { Connection } from '../core/model/connection.ts';
import { summarise, type JobResult, type Report } from '../core/jobs/report.ts';

/** A job's result as the one object that `--json` prints. */
export function completeReport(
  command: string,
  elapsedMs: number,
  connection: Connection,
  result: JobResult,
  apiCalls: Record<string, number>,
): Report {
  return {
    ok: result.ok,
    command,
    dry_run: result.dryRun,
    elapsed_ms: Math.round(elapsedMs),
    connection: reportedConnection(connection),
    summary: summarise(result.collaborations),
    collaborations: result.collaborations,
    ...(result.tables === undefined ? {} : { tables: result.tables }),
    findings: result.findings,
    invitations: result.invitations,
    api_calls: apiCalls,
    ...(result.files === undefined ? {} : { files: result.files }),
  };
}

/** A connection as programs read it. */
export function reportedConnection({ id, name, accountId, region, endpoint, sandbox }: Connection): NonNullable<Report['connection']> {
  return { id, name, account_id: accountId, region, endpoint: endpoint ?? null, sandbox };
}

/** The same object for a run that ended before it had a result. */
export function errorReport(
  command: string,
  dryRun: boolean,
  elapsedMs: number,
  error: Pick<CleanRoomError, 'code' | 'message'> & Partial<CleanRoomError>,
  connection: Connection | undefined,
  apiCalls: Record<string, number>,
): Report {
  return {
    ok: false,
    command,
    dry_run: dryRun,
    elapsed_ms: Math.round(elapsedMs),
    connection: connection === undefined ? null : reportedConnection(connection),
    summary: summarise([]),
    collaborations: [],
    findings: [],
    invitations: [],
    api_calls: apiCalls,
    error: reportedError(error),
  };
}

/** An error as programs read it. */
export function reportedError({
  code,
  message,
  remedy,
  details,
}: Pick<CleanRoomError, 'code' | 'message'> & Partial<CleanRoomError>): NonNullable<Report['error']> {
  const { requestId, file, line, column } = details ?? {};
  return {
    code,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}
