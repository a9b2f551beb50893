import * as z from 'zod/mini';
import { alertSchema } from '../core/alerts/alerts.ts';
import { reportSchema } from '../core/jobs/report.ts';

/** The one object that `--json` prints for a command about one account. */
export const printedReportSchema = z.extend(reportSchema, {
  /** What asks for a person; only with --alerts. */
  alerts: z.optional(z.array(alertSchema)),
});

/** Which connection a run was about: profile and Region are empty for a LiveRamp organisation. */
export const connectionOfRun = { name: z.string(), profile: z.string(), region: z.string(), organisation: z.optional(z.string()) };

/** The one object that `--json` prints with --all-connections. */
export const printedReportsSchema = z.object({
  /** True exactly when the exit code is 0. */
  ok: z.boolean(),
  command: z.string(),
  dry_run: z.boolean(),
  elapsed_ms: z.int(),
  /** One for each connection, in the configuration's order: what the command prints for it alone, and which one it is. */
  runs: z.array(z.extend(printedReportSchema, connectionOfRun)),
  /** What went wrong beside the runs: a webhook that could not be reached. */
  error: reportSchema.shape.error,
});

export type PrintedReport = z.infer<typeof printedReportSchema>;
export type PrintedReports = z.infer<typeof printedReportsSchema>;
