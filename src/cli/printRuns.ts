import type { CleanRoomError } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import { counted, t } from '../core/text.ts';
import { reportedChoice } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { reportedError } from './completeReport.ts';
import { connectionLine } from './connectionLine.ts';
import type { EndedRun } from './endedRun.ts';
import { exitCodes } from './exitCode.ts';
import { printLines, withHeading } from './outputLines.ts';
import { paint } from './paint.ts';
import type { PrintedReport, PrintedReports } from './printedReport.ts';
import { problemLines, resultLines } from './reportLines.ts';
import { sameOptions } from './sameOptions.ts';

/** The command whose runs are printed. */
export interface PrintedCommand {
  command: string;
  dryRun: boolean;
  elapsedMs: number;
  /** Why alerts were not delivered, where that failed. */
  undelivered: CleanRoomError | undefined;
  options: CommonOptions;
}

/**
 * Prints what came of a command: what is, on stdout; what failed, was left out or needs someone, each by name, on stderr.
 * Of several accounts each has its heading. With --json stdout gets one object and nothing else.
 */
export function printRuns(runs: readonly EndedRun[], command: PrintedCommand): void {
  const { options, undelivered } = command;
  const many = options.allConnections === true;
  if (options.json === true)
    printLines(
      process.stdout,
      many ? [JSON.stringify(allReports(runs, command))] : runs.map((run) => JSON.stringify(onlyReport(run, undelivered))),
    );
  else
    printLines(process.stdout, [
      ...runs.flatMap((run) => withHeading(process.stdout, run.chosen, outcomeLines(run, many), many)),
      ...(many ? [totalLine(runs)] : []),
    ]);
  printLines(
    process.stderr,
    runs.flatMap((run) => withHeading(process.stderr, run.chosen, troubleLines(run, sameOptions(run.chosen, options)), many)),
  );
  if (undelivered !== undefined) printLines(process.stderr, [errorLine(undelivered)]);
  if (runs.some(({ wantsYes }) => wantsYes === true))
    printLines(process.stderr, [t('Nothing was changed. To carry this out, run again with --yes.')]);
}

/** Why something has no result, in a line. */
export function errorLine(error: CleanRoomError): string {
  return `${paint(process.stderr).red(t('error:'))} ${foreignText(error.sentence, 2000)}`;
}

/** Of several, nobody is missing without a word. */
function outcomeLines({ chosen, report, plan, error }: EndedRun, many: boolean): string[] {
  if (error === undefined) {
    const colours = paint(process.stdout);
    const head = report.connection === null ? [] : [colours.dim(connectionLine(report.connection, chosen.service))];
    return [...head, ...resultLines(report, colours, plan)];
  }
  return many ? [t('no result, see the error')] : [];
}

function troubleLines({ report, error }: EndedRun, options: string): string[] {
  return error === undefined ? problemLines(report, paint(process.stderr), options) : [errorLine(error)];
}

function totalLine(runs: readonly EndedRun[]): string {
  const reached = runs.filter(({ exitCode }) => exitCode === exitCodes.reached).length;
  const failed = runs.filter(({ error }) => error !== undefined).length;
  const connections = counted(runs.length, t('1 connection'), t('{0} connections', runs.length));
  return t('{0}: {1} in order, {2} not, {3} without a result', connections, reached, runs.length - reached - failed, failed);
}

function onlyReport({ report }: EndedRun, undelivered: CleanRoomError | undefined): PrintedReport {
  return undelivered === undefined ? report : { ...report, ok: false, error: report.error ?? reportedError(undelivered) };
}

function allReports(runs: readonly EndedRun[], { command, dryRun, elapsedMs, undelivered }: PrintedCommand): PrintedReports {
  return {
    ok: undelivered === undefined && runs.every(({ report }) => report.ok),
    command,
    dry_run: dryRun,
    elapsed_ms: Math.round(elapsedMs),
    runs: runs.map(({ report, chosen }) => ({ ...reportedChoice(chosen), ...report })),
    ...(undelivered === undefined ? {} : { error: reportedError(undelivered) }),
  };
}
