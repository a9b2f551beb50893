import { stopIfCancelled } from '../core/errors.ts';
import { CleanRoomError } from '../core/errors.ts';
import { surveyAccount, type Survey } from '../core/jobs/surveyAccount.ts';
import { csvReport } from '../core/reporting/csvReport.ts';
import { jsonReport, type FailedSurvey } from '../core/reporting/jsonReport.ts';
import { markdownReport } from '../core/reporting/markdownReport.ts';
import { t } from '../core/text.ts';
import { chosenConnections } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { exitCodeOfError, exitCodes, worstExitCode } from './exitCode.ts';
import { errorLine } from './printRuns.ts';
import { requireWritable, writeWhole } from './reportFile.ts';
import { Session } from './session.ts';

export const reportFormats = ['md', 'json', 'csv'] as const;

export interface ReportOptions extends CommonOptions {
  format: (typeof reportFormats)[number];
  out?: string;
  /** Memberships that the configuration does not list, too. */
  all?: boolean;
}

/**
 * Writes what accounts have in their collaborations. A connection that cannot be read stands in the report as that; where
 * none can, there is no report, and an older file stays as it is.
 */
export async function runReport(options: ReportOptions, signal: AbortSignal): Promise<number> {
  const session = new Session(options, signal);
  const chosen = await chosenConnections('report', options, session.configuration);
  if (options.out !== undefined) await requireWritable(options.out);
  const attempts = await session.attemptAll(chosen, (context) =>
    session.runner.read(surveyAccount, context, { all: options.all === true }),
  );
  const surveys = attempts.flatMap((attempt) => ('error' in attempt ? [] : [attempt.value]));
  const failed = attempts.flatMap((attempt) => ('error' in attempt ? [attempt] : []));
  for (const {
    chosen: { name },
    error,
  } of failed)
    process.stderr.write(`${errorLine(options.allConnections === true ? ofConnection(name, error) : error)}\n`);
  // An interrupted report is none: an older file is worth more.
  stopIfCancelled(signal);
  if (surveys.length === 0) return worstExitCode(failed.map(({ error }) => exitCodeOfError(error.code)));
  const text = reportText(
    options.format,
    surveys,
    failed.map(({ chosen: { name }, error }) => ({ connection: name, sentence: error.sentence })),
  );
  if (options.out === undefined) process.stdout.write(text);
  else await writeWhole(options.out, text);
  return failed.length === 0 ? exitCodes.reached : exitCodes.notReached;
}

function reportText(format: ReportOptions['format'], surveys: readonly Survey[], failures: readonly FailedSurvey[]): string {
  switch (format) {
    case 'md':
      return markdownReport(surveys, failures);
    case 'csv':
      return csvReport(surveys, failures);
    case 'json':
      return `${JSON.stringify(jsonReport(surveys, failures), null, 2)}\n`;
  }
}

function ofConnection(name: string, { code, message, remedy }: CleanRoomError): CleanRoomError {
  return new CleanRoomError(code, t('{0}: {1}', name, message), remedy === undefined ? {} : { remedy });
}
