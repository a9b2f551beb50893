import type { Invitation } from '../model/collaboration.ts';
import { isOurs, worstFirst, type Finding } from '../model/finding.ts';
import type { JobResult, ReportedCollaboration, ReportedItem } from './report.ts';
import { reportedFinding, reportedInvitation } from './reported.ts';

export interface ResultParts {
  collaborations: ReportedCollaboration[];
  /** Changes of configured tables' own analysis rules. */
  tables?: readonly ReportedItem[];
  findings: readonly Finding[];
  invitations: readonly Invitation[];
  cancelled?: boolean;
}

/** Puts a result together; ok means that nothing failed, was left out or waits for us. */
export function result({ collaborations, tables = [], findings, invitations, cancelled = false }: ResultParts): JobResult {
  const distinct = [
    ...new Map(findings.map((finding) => [JSON.stringify([finding.id, finding.connectionId, finding.subject]), finding])).values(),
  ];
  const short = [...collaborations.flatMap(({ items }) => items), ...tables].some(
    ({ outcome }) => outcome === 'failed' || outcome === 'left_out',
  );
  return {
    ok: !cancelled && !short && !distinct.some(isOurs),
    dryRun: false,
    collaborations,
    ...(tables.length === 0 ? {} : { tables: [...tables] }),
    findings: worstFirst(distinct).map(reportedFinding),
    invitations: invitations.map(reportedInvitation),
  };
}
