import { CommanderError } from 'commander';
import { asCleanRoomError, usageErrorCodes } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import { t } from '../core/text.ts';
import { commandLine } from './commandLine.ts';
import { errorReport } from './completeReport.ts';
import { paint } from './paint.ts';
import { noFacts } from './runJob.ts';

/** Exit codes: the wished state is reached; it is not, for a reason on our side; wrong usage or a broken configuration. */
export const exitCodes = { reached: 0, notReached: 1, usage: 2 } as const;

/** Runs the program with its arguments; answers the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const interruption = interruptible();
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const facts = noFacts();
  const state: { exitCode: number } = { exitCode: exitCodes.reached };
  const program = commandLine(interruption.signal, facts, (exitCode) => {
    state.exitCode = exitCode;
  });
  const json = args.includes('--json');
  try {
    await program.parseAsync([...args], { from: 'user' });
    return state.exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.reached;
    const usage = thrown instanceof CommanderError;
    const error = usage ? undefined : asCleanRoomError(thrown);
    const message = error?.sentence ?? usageMessage(thrown);
    if (json) {
      const command = args.find((each) => !each.startsWith('-')) ?? '';
      process.stdout.write(
        `${JSON.stringify(errorReport(command, args.includes('--dry-run'), performance.now() - started, error ?? { code: 'invalid_input', message }, facts.connection, facts.counter.counts()))}\n`,
      );
    }
    // Commander has said on stderr what is wrong with the usage.
    if (!usage) process.stderr.write(`${paint(process.stderr).red(t('error:'))} ${foreignText(message, 2000)}\n`);
    return usage || (error !== undefined && usageErrorCodes.has(error.code)) ? exitCodes.usage : exitCodes.notReached;
  } finally {
    interruption.release();
  }
}

/** What Commander says of the usage; without a command it only prints its help. */
function usageMessage(thrown: unknown): string {
  if (!(thrown instanceof CommanderError)) return String(thrown);
  return thrown.code === 'commander.help'
    ? t('No command was given.')
    : thrown.message
        .replace(/^error: /, '')
        .split('\n')
        .join(' ');
}

/** Ctrl-C and SIGTERM cancel: what is under way finishes, nothing new begins. A second one ends at once. */
function interruptible(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
