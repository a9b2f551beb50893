import * as z from 'zod/mini';
import { reportSchema } from '../../core/jobs/report.ts';
import { connectionOfRun } from '../printedReport.ts';

/** Everything that `--json` prints for a command about partners, but for what it answers. */
const frame = {
  /** True exactly when the exit code is 0. */
  ok: z.boolean(),
  /** For example `partners invite`. */
  command: z.string(),
  elapsed_ms: z.int().check(z.gte(0)),
  connection: reportSchema.shape.connection,
  api_calls: reportSchema.shape.api_calls,
  error: reportSchema.shape.error,
};

/** The one object for a command about one connection. `result` is null where there is none: `error` says why. */
export function printedPartnersSchema<Result extends z.ZodMiniType>(result: Result) {
  return z.object({ ...frame, result: z.nullable(result) });
}

/** The one object with `--all-connections`: one run for each, in the configuration's order. */
export function printedPartnersOfAllSchema<Result extends z.ZodMiniType>(result: Result) {
  return z.object({
    ok: frame.ok,
    command: frame.command,
    elapsed_ms: frame.elapsed_ms,
    runs: z.array(z.object({ ...connectionOfRun, ...frame, result: z.nullable(result) })),
    error: frame.error,
  });
}

/** The same, where the answer's own type is known from elsewhere. */
export type PrintedPartners<Result> = z.infer<z.ZodMiniObject<typeof frame>> & { result: Result | null };
