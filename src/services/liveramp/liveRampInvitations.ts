import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { InvitationState, SentInvitation } from '../../core/model/sentInvitation.ts';
import type { PartnerInvitations } from '../../core/partnerService.ts';
import { t } from '../../core/text.ts';
import { distinct } from './allPages.ts';
import type { KnownRooms } from './knownRooms.ts';
import type { LiveRampCalls } from './liveRampCalls.ts';
import { lookedFor, type LiveRampWrites } from './liveRampWrites.ts';
import type { AnswerOf } from './operations.ts';

/** InviteStatus; a status that is not here is shown as it is. */
const stateOfStatus: ReadonlyMap<string, InvitationState> = new Map([
  ['PENDING', 'pending'],
  ['REQUEST_SENT_ADMIN', 'pending'],
  ['IN_PROGRESS', 'pending'],
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['DECLINED_BY_ADMIN', 'declined'],
]);

/** Invitations that we have sent. The invitee answers in LiveRamp's own pages only. */
export function liveRampInvitations(calls: LiveRampCalls, writes: LiveRampWrites, known: KnownRooms): PartnerInvitations {
  const listIn = async (roomId: string, signal?: AbortSignal): Promise<SentInvitation[]> => {
    const rows = await calls.read(
      { operation: 'listPartnerInvitationsForInviter', parameters: { cleanroomId: roomId }, about: known.about(roomId) },
      signal,
    );
    return distinct(rows.map((row) => toInvitation(row, roomId)));
  };

  return {
    addressedBy: 'email',
    carriesNote: true,

    async list(room, signal) {
      known.remember(room);
      return listIn(room.id, signal);
    },

    async invite({ roomId, to, note }, options) {
      const toThem = async (signal?: AbortSignal) => (await listIn(roomId, signal)).filter((each) => sameAddress(each.to, to));
      // [U] Whether the service itself refuses a second one to the same address is not known.
      const before = await toThem(options.signal);
      const pending = before.find(({ state }) => state === 'pending');
      if (pending !== undefined) return { value: pending, outcome: 'existing' };
      return writes.write(
        {
          call: {
            operation: 'addCleanroomPartner',
            parameters: { cleanroomId: roomId },
            body: { partnerAdminEmail: to, invitationNote: note },
            about: known.about(roomId),
          },
          subject: `${to} to ${known.title(roomId)}`,
          outcome: 'created',
          look: async (signal) => {
            // One that was declined before may be there still, or have become the new one.
            const value = (await toThem(signal)).find((each) => !before.some(({ id, status }) => id === each.id && status === each.status));
            return lookedFor(value);
          },
        },
        options,
      );
    },

    async cancel({ id, roomId, to }, options) {
      const standing = async (signal?: AbortSignal) => (await listIn(roomId, signal)).find((each) => each.id === id);
      const before = await standing(options.signal);
      if (before === undefined || isOver(before.state)) return { value: undefined, outcome: 'existing' };
      if (before.state === 'accepted') throw acceptedMeanwhile(before, known.title(roomId));
      return writes.write<'cancelPartnerInvitationById', undefined>(
        {
          call: {
            operation: 'cancelPartnerInvitationById',
            parameters: { cleanroomId: roomId, invitationId: id },
            about: known.about(roomId),
          },
          subject: `${to} to ${known.title(roomId)}`,
          outcome: 'deleted',
          look: async (signal) => {
            return isOver((await standing(signal))?.state) ? { asWished: true, value: undefined } : { asWished: false };
          },
        },
        options,
      );
    },
  };
}

/** Whether there is nothing left to cancel. A status that we do not know may well be one that waits. */
function isOver(state: InvitationState | undefined): boolean {
  return state === undefined || state === 'cancelled' || state === 'declined';
}

function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function toInvitation(row: AnswerOf<'listPartnerInvitationsForInviter'>[number], roomId: string): SentInvitation {
  const status = row.Status ?? '';
  return {
    id: row.id,
    roomId,
    to: row.partnerAdminEmail,
    partnerOrganisationId: row.partnerOrganizationId,
    // [G] There is no status for what was taken back; what stays in the list may carry the time of it.
    state: row.timeAudit?.deletedAt === undefined ? (stateOfStatus.get(status) ?? 'unknown') : 'cancelled',
    status,
    note: row.invitationNote,
    invitedBy: row.InvitorEmail,
    createdAt: row.timeAudit?.createdAt,
    updatedAt: row.timeAudit?.updatedAt,
  };
}

function acceptedMeanwhile({ to }: SentInvitation, room: string): CleanRoomError {
  return new CleanRoomError(
    'invalid_state',
    t('{0} has accepted the invitation to {1} meanwhile; there is nothing to cancel.', foreignText(to), room),
    {
      details: { operation: 'cancelPartnerInvitationById' },
      remedy: t('To end the partnership, remove the partner in the LiveRamp console.'),
    },
  );
}
