import { t } from '../../core/text.ts';
import { reportedChoice } from '../chosenConnections.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { connectionLine } from '../connectionLine.ts';
import { printLines, withHeading } from '../outputLines.ts';
import { paint } from '../paint.ts';
import { errorLine } from '../printRuns.ts';
import { sameOptions } from '../sameOptions.ts';
import type { EndedPartnerRun } from './endedPartnerRun.ts';
import type { PartnerAnswer } from './partnerAnswer.ts';

interface PrintedCommand<Result, Shown> {
  command: string;
  options: CommonOptions;
  elapsedMs: number;
  answer: PartnerAnswer<Result, Shown>;
}

/**
 * Prints what came of a command about partners: what is, on stdout; what failed, was left out or needs someone, on stderr.
 * Of several connections each has its heading. With --json stdout gets one object and nothing else.
 */
export function printPartnerRuns<Result, Shown>(runs: readonly EndedPartnerRun<Shown>[], printed: PrintedCommand<Result, Shown>): void {
  const { options } = printed;
  const many = options.allConnections === true;
  if (options.json === true)
    printLines(process.stdout, many ? [JSON.stringify(allRuns(runs, printed))] : runs.map((run) => JSON.stringify(run.printed)));
  else
    printLines(
      process.stdout,
      runs.flatMap((run) => withHeading(process.stdout, run.chosen, outcomeLines(run, printed, many), many)),
    );
  printLines(
    process.stderr,
    runs.flatMap((run) => withHeading(process.stderr, run.chosen, troubleLines(run, printed), many)),
  );
  if (runs.some(({ wantsYes }) => wantsYes))
    printLines(process.stderr, [t('Nothing was changed. To carry this out, run again with --yes.')]);
}

function outcomeLines<Result, Shown>(
  { chosen, printed: { connection, result } }: EndedPartnerRun<Shown>,
  { answer }: PrintedCommand<Result, Shown>,
  many: boolean,
): string[] {
  const colours = paint(process.stdout);
  const head = connection === null ? [] : [colours.dim(connectionLine(connection, chosen.service))];
  if (result !== null) return [...head, ...answer.lines(result, colours)];
  return many ? [t('no result, see the error')] : [];
}

function troubleLines<Result, Shown>(
  { chosen, printed: { result }, error }: EndedPartnerRun<Shown>,
  { answer, options }: PrintedCommand<Result, Shown>,
): string[] {
  return [
    ...(error === undefined ? [] : [errorLine(error)]),
    ...(result === null ? [] : answer.trouble(result, paint(process.stderr), sameOptions(chosen, options))),
  ];
}

function allRuns<Result, Shown>(runs: readonly EndedPartnerRun<Shown>[], { command, elapsedMs }: PrintedCommand<Result, Shown>): object {
  return {
    ok: runs.every(({ printed: { ok } }) => ok),
    command,
    elapsed_ms: Math.round(elapsedMs),
    runs: runs.map(({ chosen, printed }) => ({ ...reportedChoice(chosen), ...printed })),
  };
}
