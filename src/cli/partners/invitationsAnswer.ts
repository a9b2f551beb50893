import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { InvitationsList, ListedInvitation } from '../../core/jobs/partners/listPartnerInvitations.ts';
import { reportedFindingSchema } from '../../core/jobs/report.ts';
import { reportedFinding } from '../../core/jobs/reported.ts';
import { counted, t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { findingLines } from '../findingLines.ts';
import { shownTime } from '../shownTime.ts';
import { reachedWith, type Colours, type PartnerAnswer } from './partnerAnswer.ts';
import { reportedRoom, roomHeading, roomSchema } from './roomReport.ts';

const invitationSchema = z.object({
  id: z.string(),
  to: z.string(),
  partner_name: z.optional(z.string()),
  partner_organisation_id: z.optional(z.string()),
  state: z.enum(['pending', 'awaiting_approval', 'accepted', 'declined', 'cancelled', 'ended', 'unknown']),
  /** The service's own word. */
  status: z.string(),
  note: z.optional(z.string()),
  invited_by: z.optional(z.string()),
  created_at: z.optional(z.string()),
  updated_at: z.optional(z.string()),
  /** Whole days since it was sent; null where the service gives no time. */
  age_days: z.nullable(z.number()),
  reminder_due: z.boolean(),
  /** A mail that can be sent as it is. */
  reminder: z.string(),
  /** What this machine has done about it, oldest first; the service keeps no history. */
  history: z.array(
    z.object({
      at: z.string(),
      what: z.enum(['sent', 'cancelled', 'answered', 'failed', 'unknown']),
      by: z.optional(z.string()),
      detail: z.optional(z.string()),
    }),
  ),
});
type ReportedInvitation = z.infer<typeof invitationSchema>;

export const invitationsSchema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  rooms: z.array(
    z.object({
      room: roomSchema,
      /** null where they could not be read: a finding says why. */
      invitations: z.nullable(z.array(invitationSchema)),
    }),
  ),
  /** After how many days an unanswered invitation is worth a reminder. */
  reminder_days: z.int(),
  /** True where some audit log could not be read: histories may lack something. */
  history_incomplete: z.boolean(),
  findings: z.array(reportedFindingSchema),
});
export type ReportedInvitations = z.infer<typeof invitationsSchema>;

export function reportedInvitations({ readAt, rooms, reminderDays, historyIncomplete, findings }: InvitationsList): ReportedInvitations {
  return {
    read_at: readAt,
    rooms: rooms.map(({ room, invitations, problem }) => ({
      room: reportedRoom(room),
      invitations: problem === undefined ? invitations.map(reportedInvitation) : null,
    })),
    reminder_days: reminderDays,
    history_incomplete: historyIncomplete,
    findings: findings.map(reportedFinding),
  };
}

/** The invitations that our side has sent; with what has been done about each where that was asked for. */
export function invitationsAnswer(withHistory: boolean): PartnerAnswer<InvitationsList, ReportedInvitations> {
  return {
    schema: invitationsSchema,
    shown: reportedInvitations,
    reached: ({ findings }) => reachedWith(findings),
    lines: ({ rooms, history_incomplete: incomplete }, colours) => [
      ...rooms.flatMap(({ room, invitations }) => [
        colours.bold(roomHeading(room)),
        ...(invitations === null
          ? [`  ${t('not readable, see the error')}`]
          : invitations.length === 0
            ? [`  ${t('no invitations')}`]
            : invitationLines(invitations, withHistory, colours)),
      ]),
      ...(rooms.length === 0 ? [t('No clean room of ours.')] : []),
      ...(withHistory && incomplete ? [t('Some audit logs could not be read: the history may lack something.')] : []),
    ],
    trouble: ({ findings }, colours, options) => findingLines(findings, colours, options),
  };
}

function invitationLines(invitations: readonly ReportedInvitation[], withHistory: boolean, colours: Colours): string[] {
  const lines = columns(
    invitations.map(({ to, partner_name: partner, status, age_days: age, invited_by: by, reminder_due: due }) => [
      foreignText(to),
      foreignText(partner ?? '', 40),
      foreignText(status, 40),
      age === null ? '' : counted(age, t('1 day'), t('{0} days', age)),
      by === undefined ? '' : t('by {0}', foreignText(by)),
      due ? t('reminder due') : '',
    ]),
  );
  return invitations.flatMap(({ history }, index) => [
    `  ${lines[index] ?? ''}`,
    ...(withHistory ? history.map((event) => colours.dim(`    ${eventLine(event)}`)) : []),
  ]);
}

function eventLine({ at, what, by, detail }: ReportedInvitation['history'][number]): string {
  const words = { sent: t('sent'), cancelled: t('cancelled'), answered: t('answered'), failed: t('failed'), unknown: t('outcome unknown') };
  return [
    shownTime(at),
    words[what],
    ...(by === undefined ? [] : [t('by {0}', foreignText(by))]),
    ...(detail === undefined ? [] : [foreignText(detail)]),
  ].join('  ');
}

function reportedInvitation(invitation: ListedInvitation): ReportedInvitation {
  const { id, to, partnerName, partnerOrganisationId, state, status, note, invitedBy, createdAt, updatedAt } = invitation;
  return {
    id,
    to,
    ...(partnerName === undefined ? {} : { partner_name: partnerName }),
    ...(partnerOrganisationId === undefined ? {} : { partner_organisation_id: partnerOrganisationId }),
    state,
    status,
    ...(note === undefined ? {} : { note }),
    ...(invitedBy === undefined ? {} : { invited_by: invitedBy }),
    ...(createdAt === undefined ? {} : { created_at: createdAt }),
    ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
    age_days: invitation.ageDays ?? null,
    reminder_due: invitation.reminderDue,
    reminder: invitation.reminder,
    history: invitation.history.map((event) => ({ ...event })),
  };
}
