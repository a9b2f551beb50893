import type { Invitation } from '../model/collaboration.ts';
import { isOurs, worstFirst, type Finding } from '../model/finding.ts';
import type { JobResult, ReportedCollaboration } from './report.ts';
import { reportedFinding, reportedInvitation } from './reported.ts';

/** Puts a result together; ok means that nothing failed, was left out or waits for us. */
export function result(
  collaborations: ReportedCollaboration[],
  findings: readonly Finding[],
  invitations: readonly Invitation[],
  cancelled: boolean,
): JobResult {
  const distinct = [
    ...new Map(findings.map((finding) => [JSON.stringify([finding.id, finding.connectionId, finding.subject]), finding])).values(),
  ];
  const short = collaborations.some(({ items }) => items.some(({ outcome }) => outcome === 'failed' || outcome === 'left_out'));
  return {
    ok: !cancelled && !short && !distinct.some(isOurs),
    dryRun: false,
    collaborations,
    findings: worstFirst(distinct).map(reportedFinding),
    invitations: invitations.map(reportedInvitation),
  };
}
