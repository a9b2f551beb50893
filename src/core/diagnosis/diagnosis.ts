import * as z from 'zod/mini';
import { reportedFindingSchema } from '../jobs/report.ts';

/** One look at a service during a diagnosis. */
const readingSchema = z.object({
  /** The service's operation, for example `GetRole`; a file's name where a file was read. */
  source: z.string(),
  /** What it was asked about, in the service's own words; empty where it was asked for everything. */
  about: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** `failed` where it gave an error; nothing is then known from it. */
  outcome: z.enum(['read', 'failed']),
});
export type Reading = z.infer<typeof readingSchema>;

/** What shows a finding, with where it is from and when that was looked at. */
const evidenceSchema = z.object({ says: z.string(), source: z.string(), at: z.string() });
export type Evidence = z.infer<typeof evidenceSchema>;

/** A root cause: mended, it takes along all that it explains. */
const causeSchema = z.object({
  finding: reportedFindingSchema,
  evidence: z.array(evidenceSchema),
  /** Findings that need no remedy of their own: they go, or can be seen to, once the cause is gone. */
  explains: z.array(reportedFindingSchema),
});
export type Cause = z.infer<typeof causeSchema>;

/** What `diagnose` answers, and `cleanrooms diagnose --json` prints. */
export const diagnosisSchema = z.object({
  connection: z.object({ id: z.string(), name: z.string(), account_id: z.string(), region: z.string(), sandbox: z.boolean() }),
  /** What it is about; undefined: the whole connection. */
  about: z.optional(
    z.object({
      kind: z.string(),
      name: z.string(),
      /** The collaboration or clean room that it is in. */
      room: z.optional(z.string()),
    }),
  ),
  /**
   * `ready`: nothing keeps it from working. `waiting`: only a partner, or the service, has to do something.
   * `not_ready`: there is something for us to do. `unknown`: not enough could be read to tell.
   */
  state: z.enum(['ready', 'waiting', 'not_ready', 'unknown']),
  /** Worst first; what explains most comes first among equals. Errors and warnings only. */
  causes: z.array(causeSchema),
  /** Worth knowing, and nothing to mend. */
  notes: z.array(reportedFindingSchema),
  /** What could not be, or was not, looked at: sentences. */
  unlooked: z.array(z.string()),
  /** What was looked at, in order. */
  readings: z.array(readingSchema),
  /** ISO 8601. */
  taken_at: z.string(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
