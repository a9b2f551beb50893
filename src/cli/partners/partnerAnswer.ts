import type * as z from 'zod/mini';
import type { ReportedFinding } from '../../core/jobs/report.ts';
import type { paint } from '../paint.ts';

export type Colours = ReturnType<typeof paint>;

/** How what a job about partners answers is shown, to people and to programs. */
export interface PartnerAnswer<Result, Shown> {
  /** What `--json` prints as `result`. */
  schema: z.ZodMiniType<Shown>;
  shown(result: Result): Shown;
  /** True where nothing failed, was left out for a reason on our side, or could not be read. */
  reached(shown: Shown): boolean;
  /** What is, for stdout. */
  lines(shown: Shown, colours: Colours): string[];
  /** What failed, was left out or needs someone, each by name, for stderr. `sameOptions` names this run's connection and file. */
  trouble(shown: Shown, colours: Colours, sameOptions: string): string[];
}

/** True where no finding is an error on our side: what could not be read is not "none". */
export function reachedWith(findings: readonly ReportedFinding[]): boolean {
  return !findings.some(({ severity, waits_for: waitsFor }) => severity === 'error' && waitsFor !== 'partner');
}
