import * as z from 'zod/mini';
import { printedReportsSchema } from './printedReport.ts';

/** The line that `cleanrooms watch --json` prints for each round. */
export const watchRoundSchema = z.object({
  /** From 1 on. */
  round: z.int(),
  /** ISO 8601: when the round began. */
  at: z.string(),
  /** True exactly when the program, stopped now, would end with 0. */
  ok: z.boolean(),
  /** What is not as it was in the round before; in the first round every finding is new. */
  changes: z.array(
    z.object({
      connection: z.string(),
      kind: z.enum(['new_finding', 'gone_finding', 'table_ready', 'table_not_ready']),
      /** Of a finding. */
      severity: z.optional(z.enum(['error', 'warning', 'information'])),
      sentence: z.string(),
    }),
  ),
  runs: printedReportsSchema.shape.runs,
  /** What went wrong beside the runs: a webhook that could not be reached. */
  error: printedReportsSchema.shape.error,
});

export type WatchRound = z.infer<typeof watchRoundSchema>;
