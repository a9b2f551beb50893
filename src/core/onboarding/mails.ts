import { foreignText } from '../foreignText.ts';
import type { Connection } from '../model/connection.ts';
import { counted, t } from '../text.ts';
import { lastEvent, partnerOf, type Engagement } from './engagement.ts';
import type { FollowUpKind } from './followUps.ts';

/** Mails that can be sent as they are. Each begins with its subject on a line of its own, as reminders do, and ends with a signature (`signatureOf`). */

interface Mail {
  subject: string;
  /** Between the greeting and the end. */
  body: readonly string[];
}

/** Whom a mail is about, and how it ends. */
export interface MailOccasion {
  engagement: Engagement;
  signature: string;
}

/** A word to a partner who has not answered; an escalation goes to whoever knows the partner better. */
export function followUpMail(
  connection: Connection,
  engagement: Engagement,
  { kind, days, signature }: { kind: FollowUpKind; days: number; signature: string },
): string {
  const room = roomWords(engagement);
  const partner = partnerOf(engagement);
  switch (kind) {
    case 'reminder':
      return mail(partner, signature, {
        subject: t('Invitation to the clean room {0}', room),
        body: [
          counted(
            days,
            t('a day ago we invited you to the clean room {0}. The invitation still waits for your answer.', room),
            days === 0
              ? t('we have invited you to the clean room {0}. The invitation waits for your answer.', room)
              : t('{0} days ago we invited you to the clean room {1}. The invitation still waits for your answer.', days, room),
          ),
          howToAccept(connection, engagement),
        ],
      });
    case 'contact':
      return mail(partner, signature, {
        subject: t('Can we help with the clean room {0}?', room),
        body: [
          t(
            'our invitation to the clean room {0} is {1} old. Is somebody else responsible, or does something stand in the way? A short call is often quickest: when would it suit you?',
            room,
            dayWords(days),
          ),
          howToAccept(connection, engagement),
        ],
      });
    case 'escalation':
      return mail(t('colleague'), signature, {
        subject: t('{0} has not answered for {1}: clean room {2}', partner, dayWords(days), room),
        body: [
          wasReminded(engagement)
            ? t(
                '{0} was invited to the clean room {1} {2} ago and has not answered a reminder.',
                partnerWords(engagement),
                room,
                dayWords(days),
              )
            : t('{0} was invited to the clean room {1} {2} ago and has not answered.', partnerWords(engagement), room, dayWords(days)),
          t('Could you reach your contact there, or name somebody who can decide? Otherwise we take the invitation back.'),
        ],
      });
  }
}

/** What the partner has to do, as lines with numbers. */
export function guidanceMail(engagement: Engagement, lines: readonly string[], signature: string): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), signature, {
    subject: t('Next steps in the clean room {0}', room),
    body: [
      t('so that we can work together in the clean room {0}, please:', room),
      lines.map((line, index) => `${index + 1}. ${line}`).join('\n'),
    ],
  });
}

/** What a check has found missing on the partner's side. */
export function missingMail({ engagement, signature }: MailOccasion, missing: readonly string[]): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), signature, {
    subject: t('What is still missing in the clean room {0}', room),
    body: [
      t('before the clean room {0} can be used, these are missing on your side:', room),
      missing.map((each) => `- ${each}`).join('\n'),
    ],
  });
}

/** A question to a partner who has declined, or who took part and does not any more. */
export function askWhyMail({ engagement, signature }: MailOccasion): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), signature, {
    subject: t('Your part in the clean room {0}', room),
    body: [
      t(
        'we had invited you to the clean room {0}, and you do not take part. Is there something that we can change, or somebody else whom we should ask?',
        room,
      ),
    ],
  });
}

/** That everything is ready. */
export function activationMail(engagement: Engagement, signature: string): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), signature, {
    subject: t('The clean room {0} is ready', room),
    body: [t('everything is set up: the clean room {0} is ready for you.', room)],
  });
}

/** Where an invitation is accepted: no service lets an invitee do it by its API (notes §7), AWS only in the invitee's own account. */
export function howToAccept(connection: Connection, { partner: { address } }: Engagement): string {
  return connection.service === 'aws'
    ? t(
        'To accept it, open AWS Clean Rooms in the account {0}, Region {1}, under "Collaborations", "Available to join".',
        foreignText(address),
        connection.region,
      )
    : t(
        'To accept it, sign in at the LiveRamp console with {0} and look under "Inbound invitations". If the mail is missing, look for one from no-reply@email.habu.com.',
        foreignText(address),
      );
}

function mail(to: string, signature: string, { subject, body }: Mail): string {
  return [t('Subject: {0}', subject), '', t('Hello {0},', to), '', ...body.flatMap((part) => [part, '']), signature].join('\n');
}

/** "Nova Media (dana@nova.example)", or the address alone. */
function partnerWords(engagement: Engagement): string {
  const [partner, address] = [partnerOf(engagement), foreignText(engagement.partner.address)];
  return partner === address ? address : `${partner} (${address})`;
}

/** Whether a follow-up is noted of the invitation that was sent last. */
function wasReminded(engagement: Engagement): boolean {
  return lastEvent(engagement, 'invited', 'follow_up_done')?.what === 'follow_up_done';
}

function dayWords(days: number): string {
  return counted(days, t('1 day'), t('{0} days', days));
}

function roomWords({ room: { name, display_id: displayId } }: Engagement): string {
  return displayId === undefined ? `"${foreignText(name)}"` : `"${foreignText(name)}" (${displayId})`;
}
