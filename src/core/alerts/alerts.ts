import * as z from 'zod/mini';
import { groupFindings, isFindingGroup } from '../diagnosis/groupFindings.ts';
import type { Report, ReportedCollaboration, ReportedFinding } from '../jobs/report.ts';
import { t } from '../text.ts';

export const alertSchema = z.object({
  kind: z.enum(['failure', 'waiting_invitation', 'untrusted_creator', 'partner']),
  /** The same from run to run as long as it is about the same thing. */
  key: z.string(),
  /** What a person calls the connection; empty where none was reached. */
  connection: z.string(),
  account_id: z.nullable(z.string()),
  /** What asks for a person, and why. */
  sentence: z.string(),
});

/** Something that asks for a person. */
export type Alert = z.infer<typeof alertSchema>;

/** What a run said, and what the person calls its connection, which is known also where it was not reached. */
export type AlertingReport = Report & { name?: string | undefined };

/** Which invitations have waited too long. */
export interface AlertLimits {
  days: number;
  now: Date;
}

const millisecondsPerDay = 86_400_000;

/**
 * What asks for a person: everything that made a run end with 1, creators that the configuration does not trust, what is
 * to be done about partners, and invitations that have waited for longer than `days`. An invitation gives one alert, however much is wrong with it.
 */
export function alertsOf(reports: readonly AlertingReport[], limits: AlertLimits): Alert[] {
  return reports.flatMap((report) => {
    const told = [...failuresOf(report), ...untrustedCreators(report), ...partnersThatWait(report)];
    const about = new Set(told.map(({ invitation }) => invitation));
    const waiting = waitingInvitations(report, limits).filter(({ invitation }) => !about.has(invitation));
    return [...told, ...waiting].map(({ kind, subject, sentence }) => ({
      kind,
      key: JSON.stringify([kind, report.connection?.id ?? report.name, subject]),
      connection: report.name ?? report.connection?.name ?? '',
      account_id: report.connection?.account_id ?? null,
      sentence,
    }));
  });
}

interface Cause {
  kind: Alert['kind'];
  /** What it is about, in a form that can be compared. */
  subject: readonly unknown[];
  sentence: string;
  /** The collaboration whose invitation it is about. */
  invitation?: string | undefined;
}

function failuresOf(report: Report): Cause[] {
  if (report.ok) return [];
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const causes: Cause[] = [
    ...(report.error === undefined ? [] : [failure(['error', report.error.code], sentenceOf(report.error))]),
    // What is wrong in the same way in one collaboration is one thing to look at.
    ...groupFindings(errors).map((each) =>
      isFindingGroup(each)
        ? failure([each.id, each.findings.map(({ subject }) => [subject.collaboration_id, subject.name, subject.id])], each.title)
        : { ...failure(subjectOf(each), each.title), invitation: invitationOf(each) },
    ),
    ...report.collaborations.flatMap((each) => failedItems(each, errors)),
  ];
  return causes.length > 0 ? causes : [failure(['unfinished'], t('"cleanrooms {0}" did not get to its end.', report.command))];
}

/** What failed or was left out, together where it is for the same reason; what a finding says already is not said again. */
function failedItems({ collaboration_id, name, items }: ReportedCollaboration, errors: readonly ReportedFinding[]): Cause[] {
  const told = new Set(errors.map(({ title }) => title));
  const quotaIsTold = errors.some(
    ({ id, subject }) => id === 'association.left_out_by_quota' && subject.collaboration_id === collaboration_id,
  );
  const short = items.filter(
    ({ kind, outcome, reason }) =>
      (outcome === 'failed' || outcome === 'left_out') &&
      !told.has(reason) &&
      !(quotaIsTold && kind === 'association' && outcome === 'left_out'),
  );
  const together = Map.groupBy(short, ({ outcome, reason }) => JSON.stringify([outcome, reason]));
  return [...together.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map((item) => item.name).sort();
    return [failure([collaboration_id, first.outcome, names], t('{0}: {1}: {2}', name, names.join(', '), first.reason))];
  });
}

function untrustedCreators({ findings }: Report): Cause[] {
  return findings
    .filter(({ id, severity }) => id === 'invitation.untrusted_creator' && severity !== 'error')
    .map((finding) => ({
      kind: 'untrusted_creator',
      subject: subjectOf(finding),
      sentence: finding.title,
      invitation: invitationOf(finding),
    }));
}

/** Reminders that are due, questions that differ from their template, onboarding that waits: warnings about partners. */
const aboutPartners: ReadonlySet<string> = new Set(['sent_invitation', 'clean_room', 'question', 'dataset', 'partner', 'engagement']);

function partnersThatWait({ findings }: Report): Cause[] {
  return findings
    .filter(({ severity, subject }) => severity === 'warning' && aboutPartners.has(subject.kind))
    .map((finding) => ({ kind: 'partner', subject: subjectOf(finding), sentence: finding.title }));
}

function waitingInvitations({ invitations }: Report, { days, now }: AlertLimits): Cause[] {
  return invitations.flatMap(({ collaboration_id, name, creator_account_id, create_time }) => {
    const waited = (now.getTime() - Date.parse(create_time)) / millisecondsPerDay;
    // A time that cannot be read is no reason to be silent.
    if (waited <= days) return [];
    const sentence = Number.isNaN(waited)
      ? t('Invitation to "{0}" from {1} has been waiting since "{2}".', name, creator_account_id, create_time)
      : t('Invitation to "{0}" from {1} has been waiting for {2} days.', name, creator_account_id, Math.floor(waited));
    return [{ kind: 'waiting_invitation', subject: [collaboration_id], sentence, invitation: collaboration_id }];
  });
}

function failure(subject: readonly unknown[], sentence: string): Cause {
  return { kind: 'failure', subject, sentence };
}

function sentenceOf({ message, remedy }: NonNullable<Report['error']>): string {
  return remedy === undefined ? message : `${message}${/[.!?]$/.test(message) ? '' : '.'} ${remedy}`;
}

function subjectOf({ id, subject }: ReportedFinding): readonly unknown[] {
  return [id, subject.kind, subject.name, subject.collaboration_id, subject.id];
}

function invitationOf({ subject }: ReportedFinding): string | undefined {
  return subject.kind === 'invitation' ? subject.collaboration_id : undefined;
}
