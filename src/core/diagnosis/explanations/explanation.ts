import type { ReportedFinding } from '../../jobs/report.ts';

/** What explains what: of two findings, the one that has to be mended for the other to go. */
export interface Explanation {
  /** The id of the cause; one that ends in `.*` stands for every id that begins so. */
  cause: string;
  /** The id of what it explains. */
  consequence: string;
  /** Whether this one explains that one. */
  when(cause: ReportedFinding, consequence: ReportedFinding): boolean;
}

/** True where a finding's id is the one that an explanation names. */
export function isNamed(id: string, named: string): boolean {
  return named.endsWith('.*') ? id.startsWith(named.slice(0, -1)) : id === named;
}
