import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding, Subject } from '../model/finding.ts';
import type { SentInvitation } from '../model/sentInvitation.ts';
import { signatureOf } from '../partners/inviter.ts';
import { lossOfNewInvitation } from '../partners/invitationRows.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { counted, t } from '../text.ts';

function subjectOf(room: CleanRoom, { to, id }: SentInvitation): Subject {
  return { kind: 'sent_invitation', name: to, id, roomId: room.id, roomName: room.name };
}

/** A partner has not answered for so long that a word may help; the service itself reminds nobody. @param signature how the mail ends */
export function reminderDue(
  connection: Connection,
  room: CleanRoom,
  invitation: SentInvitation,
  days: number,
  signature = signatureOf(connection, undefined),
): Finding {
  const to = foreignText(invitation.to);
  const again = lossOfNewInvitation(invitation).length === 0;
  return {
    id: 'sent_invitation.unanswered',
    severity: 'warning',
    // The answer is the partner's; a word to him is ours.
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(room, invitation),
    title: counted(
      days,
      t('No answer for 1 day: {0}, invited to {1}.', to, roomTitle(room)),
      t('No answer for {0} days: {1}, invited to {2}.', days, to, roomTitle(room)),
    ),
    evidence: [t('The invitation of {0} has the status {1}.', invitation.createdAt ?? '', foreignText(invitation.status))],
    remedies: [
      { title: t('Remind {0}', to), text: reminderText(connection, room, invitation, days, signature) },
      ...(again
        ? [
            {
              title: t('Invite {0} again (cancel and invite)', to),
              job: 'resend-partner-invitations',
              input: { room: room.id, invitations: [invitation.to] },
            },
          ]
        : []),
    ],
  };
}

/** A mail that can be sent as it is. @param signature how it ends; where left out, nobody of the organisation is named */
export function reminderText(
  connection: Connection,
  room: CleanRoom,
  { to, partnerName }: SentInvitation,
  days: number,
  signature = signatureOf(connection, undefined),
): string {
  const aws = connection.service === 'aws';
  return [
    t('Subject: Invitation to the clean room "{0}"', foreignText(room.name)),
    '',
    t('Hello {0},', foreignText(partnerName ?? to)),
    '',
    days === 0
      ? t('we have invited you to the clean room "{0}".', foreignText(room.name))
      : counted(
          days,
          t('a day ago we invited you to the clean room "{0}". The invitation still waits for your answer.', foreignText(room.name)),
          t(
            '{0} days ago we invited you to the clean room "{1}". The invitation still waits for your answer.',
            days,
            foreignText(room.name),
          ),
        ),
    aws
      ? t(
          'To accept it, open AWS Clean Rooms in the account {0}, Region {1}, under "Collaborations", "Available to join".',
          foreignText(to),
          connection.region,
        )
      : t(
          'To accept it, sign in at the LiveRamp console with {0} and look under "Inbound invitations". If the mail is missing, look for one from no-reply@email.habu.com.',
          foreignText(to),
        ),
    '',
    signature,
  ].join('\n');
}

/** The partner has said no: without a new invitation nothing will come. */
export function invitationDeclined(connection: Connection, room: CleanRoom, invitation: SentInvitation): Finding {
  return {
    id: 'sent_invitation.declined',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(room, invitation),
    title: t('Declined: {0}, invited to {1}.', foreignText(invitation.to), roomTitle(room)),
    evidence: [t('The invitation has the status {0}.', foreignText(invitation.status))],
    remedies: [
      {
        title: t('Invite {0} again, after asking why it was declined', foreignText(invitation.to)),
        job: 'resend-partner-invitations',
        input: { room: room.id, invitations: [invitation.to] },
      },
    ],
  };
}

/** What of a room could not be read. */
export type UnreadPart = 'invitations' | 'partners' | 'permissions';

/** Why something could not be read. */
export interface ReadingProblem {
  code: string;
  message: string;
  remedy: string | undefined;
}

/** What could not be read is unknown, not empty. The API answers 403 for a room that the API user does not administer. */
export function roomUnreadable(
  connection: Connection,
  room: CleanRoom,
  part: UnreadPart,
  { code, message, remedy }: ReadingProblem,
): Finding {
  const titles: Record<UnreadPart, string> = {
    invitations: t('Not readable: invitations to {0}.', roomTitle(room)),
    partners: t('Not readable: partners of {0}.', roomTitle(room)),
    permissions: t('Not readable: permissions in {0}.', roomTitle(room)),
  };
  return {
    id: 'clean_room.unreadable',
    severity: room.ours ? 'error' : 'information',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'clean_room', name: room.name, id: room.id, roomId: room.id },
    title: titles[part],
    evidence: [message],
    remedies: [
      {
        title:
          (code === 'not_permitted' ? permissionRemedy(connection, part) : undefined) ??
          remedy ??
          t('Refresh; if it stays, the log says what the service answered.'),
      },
    ],
  };
}

function permissionRemedy({ service }: Connection, part: UnreadPart): string | undefined {
  // Which of several actions was refused, and the next step, the error of AWS itself says.
  if (service === 'aws' && part === 'permissions') return undefined;
  return service === 'aws'
    ? t('Allow cleanrooms:ListMembers and cleanrooms:ListCollaborationChangeRequests for this account.')
    : t('In the LiveRamp console add the API user as an administrator of this clean room, under Access, Users.');
}
