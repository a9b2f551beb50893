import { foreignText } from '../foreignText.ts';
import type { Connection } from '../model/connection.ts';
import { t } from '../text.ts';
import { partnerOf, type Engagement } from './engagement.ts';
import type { FollowUpKind } from './followUps.ts';

/** Mails that can be sent as they are. Each begins with its subject on a line of its own, as reminders do. */

interface Mail {
  subject: string;
  /** Between the greeting and the end. */
  body: readonly string[];
}

/** A word to a partner who has not answered; an escalation goes to whoever knows the partner better. */
export function followUpMail(connection: Connection, engagement: Engagement, kind: FollowUpKind, days: number): string {
  const room = roomWords(engagement);
  const partner = partnerOf(engagement);
  switch (kind) {
    case 'reminder':
      return mail(partner, {
        subject: t('Invitation to the clean room {0}', room),
        body: [
          t('{0} days ago we invited you to the clean room {1}. The invitation still waits for your answer.', days, room),
          howToAccept(connection, engagement),
        ],
      });
    case 'contact':
      return mail(partner, {
        subject: t('Can we help with the clean room {0}?', room),
        body: [
          t(
            'our invitation to the clean room {0} is {1} days old. Is somebody else responsible, or does something stand in the way? A short call is often quickest: when would it suit you?',
            room,
            days,
          ),
          howToAccept(connection, engagement),
        ],
      });
    case 'escalation':
      return mail(t('colleague'), {
        subject: t('{0} has not answered for {1} days: clean room {2}', partner, days, room),
        body: [
          t(
            '{0} ({1}) was invited to the clean room {2} {3} days ago and has not answered a reminder.',
            partner,
            foreignText(engagement.partner.address),
            room,
            days,
          ),
          t('Could you reach your contact there, or name somebody who can decide? Otherwise we take the invitation back.'),
        ],
      });
  }
}

/** What the partner has to do, as lines with numbers. */
export function guidanceMail(engagement: Engagement, lines: readonly string[]): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), {
    subject: t('Next steps in the clean room {0}', room),
    body: [
      t('so that we can work together in the clean room {0}, please:', room),
      lines.map((line, index) => `${index + 1}. ${line}`).join('\n'),
    ],
  });
}

/** What a check has found missing on the partner's side. */
export function missingMail(engagement: Engagement, missing: readonly string[]): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), {
    subject: t('What is still missing in the clean room {0}', room),
    body: [
      t('before the clean room {0} can be used, these are missing on your side:', room),
      missing.map((each) => `- ${each}`).join('\n'),
    ],
  });
}

/** That everything is ready. */
export function activationMail(engagement: Engagement): string {
  const room = roomWords(engagement);
  return mail(partnerOf(engagement), {
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

function mail(to: string, { subject, body }: Mail): string {
  return [t('Subject: {0}', subject), '', t('Hello {0},', to), '', ...body.flatMap((part) => [part, '']), t('Kind regards')].join('\n');
}

function roomWords({ room: { name, display_id: displayId } }: Engagement): string {
  return displayId === undefined ? `"${foreignText(name)}"` : `"${foreignText(name)}" (${displayId})`;
}
