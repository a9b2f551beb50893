import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import type { Engagement } from '../engagement.ts';
import { readPart, type Part } from '../part.ts';
import type { RoomFacts } from '../roomFacts.ts';
import { standingOf } from '../standing.ts';
import { checkIds, type Check, type CheckSubject } from './check.ts';
import { checkAbility, checkReadiness, checkReceivers } from './collaborationChecks.ts';
import { checkAssignment, checkPartnerDatasets } from './datasetChecks.ts';
import { unknown } from './outcome.ts';
import { checkPresence, checkUsers } from './partnerChecks.ts';
import { checkPermissions } from './permissionCheck.ts';
import type { CheckedRoom } from './readCheckedRoom.ts';
import type { RoomRole } from '../../model/sentInvitation.ts';

/**
 * Runs every check of an engagement against what the service says now. What could not be read is unknown, never passed.
 * @param inside undefined where the room could not be read
 * @param signature how mails to the partner end
 */
export async function runChecks(
  service: CleanRoomService,
  engagement: Engagement,
  facts: RoomFacts,
  inside: CheckedRoom | undefined,
  { signal, now, signature }: { signal: AbortSignal | undefined; now: Date; signature: string },
): Promise<Check[]> {
  const subject: CheckSubject = { connection: service.connection, engagement, signature };
  if (!facts.room.read || inside === undefined) {
    const problem = facts.room.read ? t('The room could not be read.') : facts.room.problem;
    return checkIds.map((id) => unknown(id, problem));
  }
  const room = facts.room.value;
  const standing = standingOf(engagement, facts);
  const partner = standing.present === 'yes' ? standing.partner : undefined;
  const presence = {
    partner,
    absence: standing.present === 'unknown' ? (standing.problem ?? '') : t('The partner does not take part yet.'),
  };
  const hasRoles = service.partners?.roles !== undefined;
  const lacksRole = partner?.users.every(({ role }) => (role?.name ?? '').trim() === '') === true;
  const roles: Part<RoomRole[]> =
    lacksRole && service.partners?.roles !== undefined
      ? await readPart(service.partners.roles(room, partner, signal))
      : { read: true, value: [] };
  return [
    checkPresence(subject, standing, now),
    checkUsers(subject, presence, hasRoles, roles),
    checkPartnerDatasets(subject, presence, inside),
    checkAssignment(subject, presence, inside),
    checkPermissions(subject, inside),
    checkAbility(subject, room, presence, inside),
    checkReadiness(subject, room, inside),
    checkReceivers(subject, room, inside),
  ];
}
