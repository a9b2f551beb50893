import * as z from 'zod/mini';
import { reportedFindingSchema, type ReportedFile, type ReportedFinding } from '../report.ts';

/** What became of one step, or of something that was asked for and is no step. Keys are never renamed. */
const item = z.object({
  key: z.string(),
  action: z.string(),
  subject: z.object({
    kind: z.string(),
    name: z.string(),
    id: z.optional(z.string()),
    room_id: z.optional(z.string()),
    room_name: z.optional(z.string()),
  }),
  /** What was to be done, as a sentence. */
  sentence: z.string(),
  /** `differs`: carried out, but what was read back is not what was asked for. */
  outcome: z.enum(['done', 'existing', 'differs', 'failed', 'left_out', 'planned']),
  /** Why; for `done` what is there now, or nothing. */
  reason: z.string(),
  /** Why it failed or was left out, for programs; `cancelled` where it was not begun. */
  code: z.optional(z.string()),
  request_id: z.optional(z.string()),
  id: z.optional(z.string()),
});

/** What a job about partners answers. */
export const partnerResultSchema = z.object({
  ok: z.boolean(),
  dry_run: z.boolean(),
  headline: z.string(),
  items: z.array(item),
  warnings: z.array(z.object({ code: z.string(), sentence: z.string() })),
  findings: z.array(reportedFindingSchema),
});

export type ReportedStep = z.infer<typeof item>;

/** The result of a job about partners, as its hosts get it. */
export interface PartnerResult {
  ok: boolean;
  dryRun: boolean;
  headline: string;
  items: ReportedStep[];
  warnings: { code: string; sentence: string }[];
  findings: ReportedFinding[];
  files?: ReportedFile[];
}
