import { asCleanRoomError, type CleanRoomError } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import { verifyConnection } from '../core/jobs/verifyConnection.ts';
import { counted, t } from '../core/text.ts';
import { pause } from '../services/pause.ts';
import { Alerting, type AlertOptions } from './alerting.ts';
import { anyService, chosenConnections, reportedChoice, type ChosenConnection } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { reportedError } from './completeReport.ts';
import { endedRun, type EndedRun } from './endedRun.ts';
import { exitCodes, worstExitCode } from './exitCode.ts';
import { errorLine } from './printRuns.ts';
import { Session } from './session.ts';
import { shownTime } from './shownTime.ts';
import { Watched, type RoundChange } from './watched.ts';
import type { WatchRound } from './watchRound.ts';

export interface WatchOptions extends CommonOptions, AlertOptions {
  /** Milliseconds between the end of a round and the next one. */
  interval: number;
}

/** One look at every connection, and what has changed since the look before. */
interface Round {
  number: number;
  at: Date;
  runs: EndedRun[];
  changes: { connection: string; change: RoundChange }[];
  /** Why alerts were not delivered, where that failed. */
  undelivered: CleanRoomError | undefined;
  exitCode: number;
}

/**
 * Verifies again and again until it is told to stop; answers the exit code of the last round. A round that fails is shown
 * and followed by the next. Each opens its connections anew: a renewed sign-in is noticed.
 */
export async function runWatch(options: WatchOptions, signal: AbortSignal): Promise<number> {
  const alerting = Alerting.asked(options);
  const session = new Session(options, signal);
  const chosen = await chosenConnections('watch', options, session.configuration, anyService);
  const watched = new Map(chosen.map((each) => [each, new Watched()]));
  const posted: { keys: string } = { keys: '' };
  // Nothing is known before the end of the first round.
  let exitCode: number = exitCodes.notReached;
  for (let number = 1; ; number += 1) {
    const at = new Date();
    const runs = await verifyAll(session, chosen, alerting);
    // A round that was told to stop in its middle says nothing about the accounts.
    if (signal.aborted) return exitCode;
    const undelivered = await postIfChanged(alerting, runs, posted);
    const changes = runs.flatMap((run) => changesOf(run, watched));
    exitCode = worstExitCode([...runs.map((run) => run.exitCode), undelivered === undefined ? exitCodes.reached : exitCodes.notReached]);
    printRound({ number, at, runs, changes, undelivered, exitCode }, options);
    if (await isToldToStop(options.interval, signal)) return exitCode;
  }
}

async function verifyAll(session: Session, chosen: readonly ChosenConnection[], alerting: Alerting | undefined): Promise<EndedRun[]> {
  const attempts = await session.attemptAll(chosen, async (context) => ({
    result: await session.runner.read(verifyConnection, context, {}),
  }));
  const runs = attempts.map((attempt) => endedRun('watch', false, attempt));
  return alerting?.look(runs) ?? runs;
}

/** Posts alerts that are not those of the last message. One that was not delivered is tried again in the next round. */
async function postIfChanged(
  alerting: Alerting | undefined,
  runs: readonly EndedRun[],
  posted: { keys: string },
): Promise<CleanRoomError | undefined> {
  const alerts = runs.flatMap(({ report }) => report.alerts ?? []);
  const keys = JSON.stringify(alerts.map(({ key }) => key).sort());
  if (keys === posted.keys) return undefined;
  const undelivered = await alerting?.post('watch', alerts);
  if (undelivered === undefined) posted.keys = keys;
  return undelivered;
}

function changesOf({ chosen, report, error }: EndedRun, watched: ReadonlyMap<ChosenConnection, Watched>): Round['changes'] {
  if (error !== undefined) return [];
  return (watched.get(chosen)?.look(report) ?? []).map((change) => ({ connection: chosen.name, change }));
}

function printRound(round: Round, options: WatchOptions): void {
  const { number, at, runs, changes, undelivered, exitCode } = round;
  if (options.json === true) {
    const line: WatchRound = {
      round: number,
      at: at.toISOString(),
      ok: exitCode === exitCodes.reached,
      changes: changes.map(({ connection, change }) => ({ connection, ...change })),
      runs: runs.map(({ report, chosen }) => ({ ...reportedChoice(chosen), ...report })),
      ...(undelivered === undefined ? {} : { error: reportedError(undelivered) }),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } else process.stdout.write([roundLine(at, runs), ...changes.map((each) => changeLine(each, runs.length > 1)), ''].join('\n'));
  const errors = runs.flatMap(({ error, chosen }) =>
    error === undefined ? [] : [runs.length > 1 ? `${foreignText(chosen.name)}: ${errorLine(error)}` : errorLine(error)],
  );
  for (const line of [...errors, ...(undelivered === undefined ? [] : [errorLine(undelivered)])]) process.stderr.write(`${line}\n`);
}

function roundLine(at: Date, runs: readonly EndedRun[]): string {
  const time = shownTime(at.toISOString());
  const reached = runs.filter(({ error }) => error === undefined);
  const reports = reached.map(({ report }) => report);
  if (reports.length === 0) return `${time}  ${t('no connection was reached')}`;
  const sum = (figure: (report: EndedRun['report']) => number): number => reports.reduce((total, report) => total + figure(report), 0);
  const ready = sum(({ summary }) => summary.tables.ready);
  const found = (severity: string): number => sum(({ findings }) => findings.filter((each) => each.severity === severity).length);
  const [errors, warnings] = [found('error'), found('warning')];
  const collaborations = sum(({ summary }) => summary.collaborations);
  const invitations = sum((report) => report.invitations.length);
  const unreached = runs.length - reports.length;
  // A LiveRamp organisation has none of these, which is no statement about anything.
  const withTables = reached.some(({ chosen }) => chosen.service === 'aws');
  const parts = [
    ...(withTables
      ? [
          counted(collaborations, t('1 collaboration'), t('{0} collaborations', collaborations)),
          t('tables ready: {0}/{1}', ready, ready + sum(({ summary }) => summary.tables.not_ready)),
        ]
      : []),
    counted(errors, t('1 error'), t('{0} errors', errors)),
    counted(warnings, t('1 warning'), t('{0} warnings', warnings)),
    ...(withTables ? [counted(invitations, t('1 invitation'), t('{0} invitations', invitations))] : []),
    ...(unreached === 0 ? [] : [counted(unreached, t('1 connection not reached'), t('{0} connections not reached', unreached))]),
  ];
  return `${time}  ${parts.join(' · ')}`;
}

function changeLine({ connection, change }: Round['changes'][number], many: boolean): string {
  return `  ${many ? `${foreignText(connection)}: ` : ''}${heading(change)} ${foreignText(change.sentence, 500)}`;
}

function heading({ kind, severity }: RoundChange): string {
  const words = { error: t('error'), warning: t('warning'), information: t('note') };
  const word = severity === undefined ? '' : words[severity];
  switch (kind) {
    case 'new_finding':
      return t('new {0}:', word);
    case 'gone_finding':
      return t('gone {0}:', word);
    case 'table_ready':
      return t('ready:');
    case 'table_not_ready':
      return t('not ready any more:');
  }
}

async function isToldToStop(interval: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(interval, signal);
    return false;
  } catch (thrown) {
    if (asCleanRoomError(thrown).code === 'cancelled') return true;
    throw thrown;
  }
}
