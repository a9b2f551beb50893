import { CommanderError } from 'commander';
import { asCleanRoomError, CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import { commandLine } from './commandLine.ts';
import { earlyError } from './earlyError.ts';
import { exitCodeOfError, exitCodes } from './exitCode.ts';
import { errorLine } from './printRuns.ts';

/** Runs the program with its arguments; answers the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const interruption = interruptible();
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const state: { exitCode: number } = { exitCode: exitCodes.reached };
  const program = commandLine(interruption.signal, (exitCode) => {
    state.exitCode = exitCode;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return state.exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.reached;
    const error = thrown instanceof CommanderError ? undefined : asCleanRoomError(thrown);
    if (args.includes('--json')) {
      const why = error ?? new CleanRoomError('invalid_input', usageMessage(thrown));
      process.stdout.write(`${JSON.stringify(earlyError(args, performance.now() - started, why))}\n`);
    }
    // Commander has said on stderr what is wrong with the usage.
    if (error !== undefined) process.stderr.write(`${errorLine(error)}\n`);
    return error === undefined ? exitCodes.usage : exitCodeOfError(error.code);
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
