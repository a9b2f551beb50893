import * as z from 'zod/mini';
import type { InvitationsList } from '../../core/jobs/partners/listPartnerInvitations.ts';
import { reportedFindingSchema } from '../../core/jobs/report.ts';
import { reportedFinding } from '../../core/jobs/reported.ts';
import { isOpen } from '../../core/model/sentInvitation.ts';
import { addressKey } from '../../core/partners/invitees.ts';
import { terminalText } from '../../core/terminalText.ts';
import { counted, t } from '../../core/text.ts';
import { findingLines } from '../findingLines.ts';
import { reachedWith, type PartnerAnswer } from './partnerAnswer.ts';
import { reportedRoom, roomSchema } from './roomReport.ts';

const schema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  /** Mails that can be sent as they are. */
  reminders: z.array(z.object({ room: roomSchema, to: z.string(), age_days: z.nullable(z.number()), text: z.string() })),
  /** Addresses that were named and have no invitation that waits. */
  not_found: z.array(z.string()),
  findings: z.array(reportedFindingSchema),
});

/** Mails that remind: those that are due, or those to the addresses that were named, due or not. */
export function remindersAnswer(named: readonly string[]): PartnerAnswer<InvitationsList, z.infer<typeof schema>> {
  const wanted = new Set(named.map(addressKey));
  return {
    schema,
    shown: ({ readAt, rooms, findings }) => {
      const reminders = rooms.flatMap(({ room, invitations }) =>
        invitations
          .filter((each) => (wanted.size === 0 ? each.reminderDue : isOpen(each) && wanted.has(addressKey(each.to))))
          .map(({ to, ageDays, reminder }) => ({ room: reportedRoom(room), to, age_days: ageDays ?? null, text: reminder })),
      );
      const found = new Set(reminders.map(({ to }) => addressKey(to)));
      return {
        read_at: readAt,
        reminders,
        not_found: named.filter((each) => !found.has(addressKey(each))),
        // The reminders themselves are what this is about.
        findings: findings.filter(({ id }) => id === 'clean_room.unreadable').map(reportedFinding),
      };
    },
    reached: ({ findings, not_found: lost }) => lost.length === 0 && reachedWith(findings),
    lines: ({ reminders }, colours) =>
      reminders.length === 0
        ? [t('No reminder is due.')]
        : reminders.flatMap(({ to, age_days: age, text }) => [
            colours.bold(
              age === null
                ? t('To {0}:', terminalText(to))
                : counted(age, t('To {0}, after 1 day:', terminalText(to)), t('To {0}, after {1} days:', terminalText(to), age)),
            ),
            ...terminalText(text).split('\n'),
            '',
          ]),
    trouble: ({ findings, not_found: lost }, colours, options) => [
      ...lost.map((to) => `${colours.red(t('error:'))} ${t('No invitation of {0} waits for an answer.', terminalText(to))}`),
      ...findingLines(findings, colours, options),
    ],
  };
}
