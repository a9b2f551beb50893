import type { ReportedFinding } from '../jobs/report.ts';
import { severityOrder } from '../model/finding.ts';
import { isNamed, type Explanation } from './explanations/explanation.ts';

/** A finding that nothing else explains, with all that it explains. */
export interface RootCause {
  finding: ReportedFinding;
  explains: ReportedFinding[];
}

/**
 * Tells causes from what they explain: one missing rule on a table explains twenty tables that are not ready, once. Worst
 * first; among equals what we can mend ourselves, then what explains most. What explains something explains also what
 * follows from that. Two findings that would explain each other both stand.
 */
export function rootCauses(findings: readonly ReportedFinding[], explanations: readonly Explanation[]): RootCause[] {
  const causes = new Map(findings.map((finding) => [finding, causesOf(finding, findings, explanations)]));
  const roots = findings.filter((finding) => causes.get(finding)?.length === 0 || explainsItself(finding, causes));
  return roots
    .map((finding): RootCause => ({ finding, explains: [] }))
    .map((root) => ({
      ...root,
      explains: findings.filter((each) => !roots.includes(each) && rootOf(each, roots, causes) === root.finding),
    }))
    .sort(worstFirst);
}

function causesOf(
  consequence: ReportedFinding,
  findings: readonly ReportedFinding[],
  explanations: readonly Explanation[],
): ReportedFinding[] {
  const fitting = explanations.filter((each) => isNamed(consequence.id, each.consequence));
  return findings.filter(
    (cause) => cause !== consequence && fitting.some((each) => isNamed(cause.id, each.cause) && each.when(cause, consequence)),
  );
}

type Causes = ReadonlyMap<ReportedFinding, readonly ReportedFinding[]>;

/** Everything that a finding follows from, near and far. */
function behind(finding: ReportedFinding, causes: Causes): ReadonlySet<ReportedFinding> {
  const seen = new Set<ReportedFinding>();
  const open = [...(causes.get(finding) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(causes.get(next) ?? []));
  }
  return seen;
}

function explainsItself(finding: ReportedFinding, causes: Causes): boolean {
  return behind(finding, causes).has(finding);
}

function rootOf(finding: ReportedFinding, roots: readonly ReportedFinding[], causes: Causes): ReportedFinding | undefined {
  const all = behind(finding, causes);
  return roots.find((root) => all.has(root));
}

function worstFirst(a: RootCause, b: RootCause): number {
  return (
    severityOrder[a.finding.severity] - severityOrder[b.finding.severity] ||
    waiting[a.finding.waits_for] - waiting[b.finding.waits_for] ||
    b.explains.length - a.explains.length ||
    a.finding.id.localeCompare(b.finding.id) ||
    a.finding.subject.name.localeCompare(b.finding.subject.name)
  );
}

const waiting: Record<ReportedFinding['waits_for'], number> = { you: 0, service: 1, partner: 2 };
