import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { ListedInvitation } from '../jobs/partners/listPartnerInvitations.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { t } from '../text.ts';

/** A partner has not answered yet, and it is too early to remind him. */
export function invitationWaiting(
  connection: Connection,
  room: CleanRoom,
  { to, id, status, createdAt, reminder }: ListedInvitation,
): Finding {
  return {
    id: 'sent_invitation.waiting',
    severity: 'information',
    waitsFor: 'partner',
    connectionId: connection.id,
    subject: { kind: 'sent_invitation', name: to, id, roomId: room.id, roomName: room.name },
    title: t('Not answered yet: {0}, invited to {1}.', foreignText(to), roomTitle(room)),
    evidence: [t('listPartnerInvitationsForInviter: the invitation of {0} has the status {1}.', createdAt ?? '?', foreignText(status))],
    remedies: [{ title: t('Remind {0}', foreignText(to)), text: reminder }],
  };
}
