import { answerText } from '../../core/assistant/answerText.ts';
import { t } from '../../core/text.ts';
import { reportedChoice } from '../chosenConnections.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { reportedConnection, reportedError } from '../completeReport.ts';
import { connectionLine } from '../connectionLine.ts';
import { exitCodes } from '../exitCode.ts';
import { printLines, withHeading } from '../outputLines.ts';
import { paint } from '../paint.ts';
import { errorLine } from '../printRuns.ts';
import { distinct, remedyLine, type RemedyWords } from '../remedyWords.ts';
import { sameOptions } from '../sameOptions.ts';
import type { DiagnosisForm } from './diagnosisForm.ts';
import { mendingWords } from './mendingWords.ts';
import type { EndedDiagnosis } from './endedDiagnosis.ts';
import type { Undiagnosed } from './printedDiagnosis.ts';

interface PrintedCommand<Result> {
  command: string;
  options: CommonOptions;
  elapsedMs: number;
  form: DiagnosisForm<Result>;
}

/** More commands than these are no help. */
const mostCommands = 8;

/**
 * Prints what was found out on stdout, with the commands that mend it; why nothing was found out on stderr. Of several
 * connections each has its heading. With --json stdout gets one object and nothing else.
 */
export function printDiagnoses<Result>(runs: readonly EndedDiagnosis<Result>[], printed: PrintedCommand<Result>): void {
  const { options } = printed;
  const many = options.allConnections === true;
  if (options.json === true)
    printLines(
      process.stdout,
      (many ? [allRuns(runs, printed)] : runs.map((run) => onlyRun(run, printed))).map((each) => JSON.stringify(each)),
    );
  else
    printLines(
      process.stdout,
      runs.flatMap((run) => withHeading(process.stdout, run.chosen, answerLines(run, printed, many), many)),
    );
  printLines(
    process.stderr,
    runs.flatMap((run) => withHeading(process.stderr, run.chosen, 'error' in run ? [errorLine(run.error)] : [], many)),
  );
}

function answerLines<Result>(run: EndedDiagnosis<Result>, { form, options }: PrintedCommand<Result>, many: boolean): string[] {
  if ('error' in run) return many ? [t('no result, see the error')] : [];
  const { chosen, connection, result } = run;
  const colours = paint(process.stdout);
  const head = connection === undefined ? [] : [colours.dim(connectionLine(reportedConnection(connection), chosen.service))];
  const commands = commandLines(mendingWords(form.mended(result), form.diagnosisOf(result).about, sameOptions(chosen, options)));
  return [
    ...head,
    answerText(form.answer(result)).trimEnd(),
    ...(commands.length === 0 ? [] : ['', ...commands.map((line) => colours.dim(line))]),
  ];
}

/** The remedies that a command carries out, each once; one command for all that it mends. */
function commandLines(all: readonly RemedyWords[]): string[] {
  const carriedOut = distinct(all.filter(({ command }) => command !== undefined));
  const more = carriedOut.length - mostCommands;
  return [
    ...carriedOut.slice(0, mostCommands).map((remedy) => `→ ${remedyLine(remedy)}`),
    ...(more > 0 ? [t('… and {0} more', more)] : []),
  ];
}

function onlyRun<Result>(run: EndedDiagnosis<Result>, { command, elapsedMs }: PrintedCommand<Result>): Result | Undiagnosed {
  return 'error' in run ? { ok: false, command, elapsed_ms: Math.round(elapsedMs), error: reportedError(run.error) } : run.result;
}

function allRuns<Result>(runs: readonly EndedDiagnosis<Result>[], { command, elapsedMs }: PrintedCommand<Result>): object {
  return {
    ok: runs.every(({ exitCode }) => exitCode === exitCodes.reached),
    command,
    elapsed_ms: Math.round(elapsedMs),
    runs: runs.map((run) => ({
      ...reportedChoice(run.chosen),
      ok: run.exitCode === exitCodes.reached,
      ...('error' in run ? { result: null, error: reportedError(run.error) } : { result: run.result }),
    })),
  };
}
