import type { Finding } from '../../model/finding.ts';
import type { ReportedFinding } from '../../jobs/report.ts';
import { reportedFinding } from '../../jobs/reported.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue } from '../answer.ts';
import { callData, remedyCall } from '../remedyCall.ts';

/** Findings as an answer tells them: what kind, how bad, about what, and which call mends it. Worst first. */
export function findingsData(findings: readonly ReportedFinding[]): Record<string, AnswerValue> {
  const { entries, more } = firstOf(findings, (finding) => findingData(finding), 25);
  return { findings: entries, more_findings: more };
}

/** The same for findings that no report has been made of yet. */
export function ownFindingsData(findings: readonly Finding[]): Record<string, AnswerValue> {
  return findingsData(findings.map(reportedFinding));
}

/** @param connection as the caller named it: it stands in the calls as well */
export function findingData(
  { id, severity, waits_for, subject, title, evidence, remedies }: ReportedFinding,
  connection?: string,
): Record<string, AnswerValue> {
  return {
    id: idOrWords(id),
    severity,
    waits_for,
    title: new ForeignWords(title, 500),
    subject: subjectData(subject),
    evidence: evidence.slice(0, 3).map((line) => new ForeignWords(line)),
    remedies: remedies.map((remedy) => ({
      title: new ForeignWords(remedy.title),
      job: remedy.job,
      call: callData(remedyCall(remedy, connection)),
      ready_text: remedy.text === undefined ? undefined : new ForeignWords(remedy.text, 2000, { lines: true }),
    })),
  };
}

/** What a finding is about. */
export function subjectData(subject: ReportedFinding['subject']): AnswerValue {
  return {
    kind: subject.kind,
    name: new ForeignWords(subject.name),
    id: optionalId(subject.id),
    clean_room_id: optionalId(subject.room_id ?? subject.collaboration_id),
    membership_id: optionalId(subject.membership_id),
  };
}

function optionalId(id: string | undefined): AnswerValue {
  return id === undefined ? undefined : idOrWords(id);
}
