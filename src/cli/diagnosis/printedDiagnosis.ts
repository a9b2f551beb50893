import * as z from 'zod/mini';
import { diagnosisSchema } from '../../core/diagnosis/diagnosis.ts';
import { reportSchema } from '../../core/jobs/report.ts';
import { connectionOfRun } from '../printedReport.ts';

/** What `cleanrooms next --json` prints. */
export const nextStepsSchema = z.object({
  diagnosis: diagnosisSchema,
  /** In the order in which to do them. */
  steps: z.array(
    z.object({
      sentence: z.string(),
      who: z.enum(['you', 'partner', 'service']),
      /** What is then better. */
      gain: z.string(),
      /** The cause that it takes away, by its place in the diagnosis. */
      cause: z.int(),
    }),
  ),
  /** How much is left, in a sentence; empty where the connection could not be opened. */
  standing: z.string(),
});

const frame = {
  /** True exactly when the exit code is 0. */
  ok: z.boolean(),
  command: z.string(),
  elapsed_ms: z.int().check(z.gte(0)),
};

/** What `--json` prints where nothing could be looked at, for example because nothing is called so. */
const undiagnosedSchema = z.object({ ...frame, error: z.nonoptional(reportSchema.shape.error) });
export type Undiagnosed = z.infer<typeof undiagnosedSchema>;

/** The one object of `--json`: what was found out, or why nothing was; with --all-connections a run for each. */
export function printedDiagnosisSchema<Result extends z.ZodMiniType>(result: Result) {
  return z.union([
    result,
    undiagnosedSchema,
    z.object({
      ...frame,
      /** In the configuration's order. `result` is null where there is none: `error` says why. */
      runs: z.array(z.object({ ...connectionOfRun, ok: frame.ok, result: z.nullable(result), error: reportSchema.shape.error })),
      error: reportSchema.shape.error,
    }),
  ]);
}
