export type Severity = 'error' | 'warning' | 'information';

/** Who has to act before the thing gets better. */
export type WaitsFor = 'you' | 'partner' | 'service';

/** What a finding is about. */
export interface Subject {
  kind:
    | 'connection'
    | 'configuration'
    | 'invitation'
    | 'collaboration'
    | 'association'
    | 'id_namespace'
    | 'id_mapping_table'
    | 'table'
    | 'role'
    | 'clean_room'
    | 'sent_invitation'
    | 'question'
    | 'dataset'
    | 'partner'
    | 'engagement';
  name: string;
  collaborationId?: string;
  /** Of what is in a collaboration; its creator chose it. */
  collaborationName?: string;
  membershipId?: string;
  /** The clean room of what is in one, and its name. */
  roomId?: string;
  roomName?: string;
  id?: string;
}

/** A way to mend a finding: a job and its input, or only words where no job does it. */
export interface Remedy {
  title: string;
  job?: string;
  input?: Record<string, unknown>;
  /** Words that are ready to be sent or pasted, such as a reminder to a partner. */
  text?: string;
}

/** Something that is not as it should be, with what shows it and how to mend it. */
export interface Finding {
  /** The kind, for example `invitation.untrusted_creator`; with the subject it identifies the finding. */
  id: string;
  severity: Severity;
  waitsFor: WaitsFor;
  /** Set by whoever opened the connection; findings of several connections stand side by side. */
  connectionId: string;
  subject: Subject;
  title: string;
  evidence: string[];
  remedies: Remedy[];
}

/** Worst first. */
export const severityOrder: Record<Severity, number> = { error: 0, warning: 1, information: 2 };

/** Worst first; within a severity by subject, so that a refresh does not shuffle them. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      a.id.localeCompare(b.id) ||
      a.subject.name.localeCompare(b.subject.name) ||
      (a.subject.collaborationId ?? '').localeCompare(b.subject.collaborationId ?? '') ||
      (a.subject.id ?? '').localeCompare(b.subject.id ?? ''),
  );
}

/** True where the finding alone keeps the wished state from being reached for a reason on our side. */
export function isOurs(finding: Finding): boolean {
  return finding.severity === 'error' && finding.waitsFor !== 'partner';
}
