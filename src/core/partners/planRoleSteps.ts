import { foreignText } from '../foreignText.ts';
import type { PermissionsReading, PermittedPartner } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { RoomUser } from '../model/sentInvitation.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { addressKey } from './invitees.ts';
import { roomOfOther } from './ownership.ts';
import type { PermissionFlags } from './permissionFlags.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import type { ExecutableStep, LeftOutStep } from './steps.ts';

/** updateCleanroomPartnerUserRole is not for these (notes §7). */
const fixedRoles: ReadonlySet<string> = new Set(['administrator', 'partner administrator']);

/** True for a role that the API does not let anybody change or give. */
export function isFixedRole(name: string): boolean {
  return fixedRoles.has(name.trim().toLowerCase());
}

interface WishedRole {
  permitted: PermittedPartner;
  user: RoomUser;
  role: string;
}

/** Roles of partner users that differ from what is wished. */
export function planRoleSteps(
  service: CleanRoomService,
  { partners, room, unread }: PermissionsReading,
  { partners: chosen, roles: single = [] }: Pick<PermissionRequest, 'partners' | 'roles'>,
  flags: PermissionFlags | undefined,
): PlannedSteps {
  if (service.partners?.setRole === undefined || unread.has('partners')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  const wishes = new Map<string, WishedRole>();
  if (flags?.role !== undefined) {
    const meant = chosen === undefined ? partners : chosen.flatMap((reference) => partnersCalled(partners, reference, room, leftOut));
    for (const permitted of meant) {
      const { partner } = permitted;
      // An administrator of the partner keeps the role, without a word: nobody asked for that one.
      for (const user of partner.users) if (!isFixedRole(user.role?.name ?? '')) wishes.set(user.id, { permitted, user, role: flags.role });
    }
  }
  for (const { email, role } of single) {
    const found = partners.flatMap((permitted) => permitted.partner.users.map((user) => ({ permitted, user, role })));
    // Somebody may work for several partners.
    const meant = found.filter(({ user }) => user.id === email || addressKey(user.email) === addressKey(email));
    if (meant.length === 0)
      leftOut.push({
        subject: { kind: 'user', name: email, roomId: room.id, roomName: room.name },
        code: 'not_found',
        reason: t('No partner of the clean room has a user {0}.', foreignText(email)),
      });
    for (const wish of meant) wishes.set(wish.user.id, wish);
  }
  const steps = [...wishes.values()].flatMap((wish) => roleStep(service, room, wish, leftOut));
  return { steps, leftOut, warnings: [] };
}

/** The partner of that id or name; where there is none, that is left out with the reason. */
function partnersCalled(
  partners: readonly PermittedPartner[],
  reference: string,
  room: PermissionsReading['room'],
  leftOut: LeftOutStep[],
): PermittedPartner[] {
  const wanted = reference.trim().toLowerCase();
  const found = partners.filter(({ partner: { id, name } }) => id.toLowerCase() === wanted || name.trim().toLowerCase() === wanted);
  if (found.length === 0)
    leftOut.push({
      subject: { kind: 'partner', name: reference, roomId: room.id, roomName: room.name },
      code: 'not_found',
      reason: t('The clean room has no partner "{0}".', foreignText(reference)),
    });
  return found;
}

function roleStep(
  service: CleanRoomService,
  room: PermissionsReading['room'],
  { permitted, user, role: wished }: WishedRole,
  leftOut: LeftOutStep[],
): ExecutableStep[] {
  const { partner, roles } = permitted;
  const subject = { kind: 'user' as const, name: user.email, id: user.id, roomId: room.id, roomName: room.name };
  const role = roles.find(({ id, name }) => id === wished || name.trim().toLowerCase() === wished.trim().toLowerCase());
  const now = user.role?.name ?? '';
  if (role !== undefined && role.id === user.role?.id) {
    leftOut.push({ subject, code: 'already_so', reason: t('Has the role {0} already.', foreignText(role.name)) });
    return [];
  }
  if (!room.ours) {
    leftOut.push({ subject, code: 'not_possible', reason: roomOfOther(room) });
    return [];
  }
  if (role === undefined) {
    const reason =
      permitted.problem ??
      t(
        '{0} has no role "{1}". There are: {2}.',
        foreignText(partner.name),
        foreignText(wished),
        roles.map(({ name }) => foreignText(name)).join(', '),
      );
    leftOut.push({ subject, code: permitted.problem === undefined ? 'not_found' : 'unreadable', reason });
    return [];
  }
  if (isFixedRole(now) || isFixedRole(role.name)) {
    leftOut.push({
      subject,
      code: 'not_possible',
      reason: t('The API does not change the roles Administrator and Partner Administrator; the LiveRamp console does.'),
    });
    return [];
  }
  return [
    {
      key: `role|${user.id}`,
      action: 'set_role',
      subject,
      sentence: t('Give {0} ({1}) the role {2}', foreignText(user.email), foreignText(partner.name), foreignText(role.name)),
      reason: now === '' ? t('Has no role now.') : t('Has the role {0} now.', foreignText(now)),
      takesAway: false,
      async carryOut(options) {
        const setRole = required(service.partners?.setRole?.bind(service.partners), service, t('set roles'));
        const { value, requestId } = await setRole({ room, partner, user, role }, options);
        const same = value.role?.id === role.id;
        return {
          outcome: same ? 'done' : 'differs',
          detail: same
            ? t('Read back: as asked for.')
            : t('The service accepted it, but read back the role is {0}.', foreignText(value.role?.name ?? '?')),
          requestId,
          id: user.id,
        };
      },
    },
  ];
}
