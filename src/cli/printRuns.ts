import type { CleanRoomError } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import { t } from '../core/text.ts';
import type { CommonOptions } from './commonOptions.ts';
import { reportedError } from './completeReport.ts';
import type { EndedRun } from './endedRun.ts';
import { exitCodes } from './exitCode.ts';
import { paint } from './paint.ts';
import type { PrintedReport, PrintedReports } from './printedReport.ts';
import { problemLines, resultLines } from './reportLines.ts';

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
    print(
      process.stdout,
      many ? [JSON.stringify(allReports(runs, command))] : runs.map((run) => JSON.stringify(onlyReport(run, undelivered))),
    );
  else
    print(process.stdout, [
      ...runs.flatMap((run) => withHeading(process.stdout, run, outcomeLines(run, many), many)),
      ...(many ? [totalLine(runs)] : []),
    ]);
  print(
    process.stderr,
    runs.flatMap((run) => withHeading(process.stderr, run, troubleLines(run, optionsOf(run, options)), many)),
  );
  if (undelivered !== undefined) print(process.stderr, [errorLine(undelivered)]);
  if (runs.some(({ wantsYes }) => wantsYes === true))
    print(process.stderr, [t('Nothing was changed. To carry this out, run again with --yes.')]);
}

/** Why something has no result, in a line. */
export function errorLine(error: CleanRoomError): string {
  return `${paint(process.stderr).red(t('error:'))} ${foreignText(error.sentence, 2000)}`;
}

/** Of several, nobody is missing without a word. */
function outcomeLines({ report, plan, error }: EndedRun, many: boolean): string[] {
  if (error === undefined) return resultLines(report, paint(process.stdout), plan);
  return many ? [t('no result, see the error')] : [];
}

function troubleLines({ report, error }: EndedRun, sameOptions: string): string[] {
  return error === undefined ? problemLines(report, paint(process.stderr), sameOptions) : [errorLine(error)];
}

/** What has to be added to a command so that it is about the same account and file as this run. */
function optionsOf({ chosen }: EndedRun, { config, profile, region, allConnections }: CommonOptions): string {
  const given = allConnections === true ? chosen : { profile, region };
  return [
    given.profile === undefined ? '' : ` --profile ${shellWord(given.profile)}`,
    given.region === undefined ? '' : ` --region ${shellWord(given.region)}`,
    config === undefined ? '' : ` --config ${shellWord(config)}`,
  ].join('');
}

function shellWord(text: string): string {
  return /^[\w./:@=+-]+$/.test(text) ? text : `'${foreignText(text).replaceAll("'", "'\\''")}'`;
}

function withHeading(stream: NodeJS.WriteStream, { chosen }: EndedRun, lines: readonly string[], many: boolean): string[] {
  if (!many || lines.length === 0) return [...lines];
  return [paint(stream).bold(`== ${foreignText(chosen.name)} · ${foreignText(chosen.region ?? '')}`), ...lines, ''];
}

function totalLine(runs: readonly EndedRun[]): string {
  const reached = runs.filter(({ exitCode }) => exitCode === exitCodes.reached).length;
  const failed = runs.filter(({ error }) => error !== undefined).length;
  return t('{0} connections: {1} in order, {2} not, {3} without a result', runs.length, reached, runs.length - reached - failed, failed);
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
    runs: runs.map(({ report, chosen: { name, profile = '', region = '' } }) => ({ name, profile, region, ...report })),
    ...(undelivered === undefined ? {} : { error: reportedError(undelivered) }),
  };
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${line}\n`);
}
