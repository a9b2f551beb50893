import type { CleanRoomError } from '../core/errors.ts';
import { errorReport, reportedError } from './completeReport.ts';
import { diagnosisCommandNames } from './diagnosis/diagnosisCommands.ts';
import type { Undiagnosed } from './diagnosis/printedDiagnosis.ts';
import type { PrintedPartners } from './partners/printedPartners.ts';
import { populateCommandName } from './populateCommand.ts';
import type { PrintedReport, PrintedReports } from './printedReport.ts';

/** What --json prints for an error before any service was reached, in the form of the command that was meant. */
export function earlyError(
  args: readonly string[],
  elapsedMs: number,
  error: CleanRoomError,
): PrintedReport | PrintedReports | PrintedPartners<never> | Undiagnosed | Omit<PrintedReports, 'dry_run'> {
  const command = commandOf(args);
  const dryRun = args.includes('--dry-run');
  const aboutPartners = args[0] === 'partners' || command === populateCommandName;
  const diagnoses = diagnosisCommandNames.includes(command);
  const frame = { ok: false, command, elapsed_ms: Math.round(elapsedMs), error: reportedError(error) };
  if (args.includes('--all-connections'))
    return aboutPartners || diagnoses ? { ...frame, runs: [] } : { ...frame, dry_run: dryRun, runs: [] };
  if (diagnoses) return frame;
  return aboutPartners
    ? { ...frame, connection: null, api_calls: {}, result: null }
    : errorReport(command, dryRun, elapsedMs, error, undefined, {});
}

/** The words before the first option that name a command; an argument may stand behind them. */
function commandOf(args: readonly string[]): string {
  if (args[0] !== 'partners') return args.find((each) => !each.startsWith('-')) ?? '';
  const length = args[1] === 'onboard' ? 3 : 2;
  const option = args.findIndex((each) => each.startsWith('-'));
  return args.slice(0, option === -1 ? length : Math.min(length, option)).join(' ');
}
