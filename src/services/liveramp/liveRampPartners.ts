import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { CleanRoom } from '../../core/model/cleanRoom.ts';
import type { RoomPartner, RoomUser } from '../../core/model/sentInvitation.ts';
import type { RoomPartners } from '../../core/partnerService.ts';
import { t } from '../../core/text.ts';
import { distinct } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import { lookedFor, type LiveRampWrites } from './liveRampWrites.ts';
import type { AnswerOf } from './operations.ts';

/** updateCleanroomPartnerUserRole: "not for Administrator / Partner Administrator". */
const fixedRoles: ReadonlySet<string> = new Set(['administrator', 'partner administrator']);

/** The organisations in a clean room and their people. */
export function liveRampPartners(calls: LiveRampCalls, writes: LiveRampWrites, known: KnownRooms): RoomPartners {
  const list = async (room: CleanRoom, signal?: AbortSignal): Promise<RoomPartner[]> => {
    known.remember(room);
    const rows = await calls.read(
      { operation: 'getAllCleanroomPartners', parameters: { cleanroomId: room.id }, about: known.about(room.id) },
      signal,
    );
    return distinct(
      rows.map(({ id, partnerOrganizationId, name, cleanRoomUsers }) => ({
        id,
        organisationId: partnerOrganizationId,
        name,
        users: distinct(cleanRoomUsers.map(toUser)),
      })),
    );
  };

  return {
    list,

    async users(room, signal) {
      known.remember(room);
      const rows = await calls.read(
        { operation: 'getCleanroomUsers', parameters: { cleanroomId: room.id }, about: known.about(room.id) },
        signal,
      );
      return distinct(rows.map(toUser));
    },

    async roles(room, partner, signal) {
      known.remember(room);
      const rows = await calls.read(
        {
          operation: 'getCleanroomPartnerRoles',
          parameters: { cleanroomId: room.id, cleanroomPartnerId: partner.id },
          about: known.about(room.id),
        },
        signal,
      );
      return distinct(rows.map(({ id, name }) => ({ id, name })));
    },

    async setRole({ room, partner, user, role }, options) {
      const fixed = [user.role, role].find((each) => each !== undefined && fixedRoles.has(each.name.trim().toLowerCase()));
      if (fixed !== undefined) throw fixedRole(user, fixed.name);
      known.remember(room);
      return writes.write(
        {
          call: {
            operation: 'updateCleanroomPartnerUserRole',
            parameters: { cleanroomId: room.id, cleanroomPartnerId: partner.id, cleanroomUserId: user.id, cleanRoomRoleId: role.id },
            about: known.about(room.id),
          },
          subject: `${user.email} of ${partner.name} in ${known.title(room.id)}: ${role.name}`,
          outcome: 'updated',
          look: async (signal) => {
            const value = (await list(room, signal)).find(({ id }) => id === partner.id)?.users.find(({ id }) => id === user.id);
            return lookedFor(value?.role?.id === role.id ? value : undefined);
          },
        },
        options,
      );
    },
  };
}

function toUser({ id, user, role }: AnswerOf<'getCleanroomUsers'>[number]): RoomUser {
  const email = user?.email ?? '';
  return {
    id,
    userId: user?.id ?? '',
    name: user?.name ?? email,
    email,
    role: role?.id === undefined ? undefined : { id: role.id, name: role.name ?? '' },
  };
}

function fixedRole({ name }: RoomUser, role: string): CleanRoomError {
  return new CleanRoomError(
    'invalid_input',
    t(
      'The role of {0} cannot be changed so: LiveRamp lets nobody be made, or stop being, "{1}" by its API.',
      foreignText(name),
      foreignText(role),
    ),
    { details: { operation: 'updateCleanroomPartnerUserRole' }, remedy: t('Do it in the LiveRamp console.') },
  );
}
