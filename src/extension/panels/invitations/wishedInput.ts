import type * as z from 'zod/mini';
import type { createCleanRoomInput } from '../../../core/jobs/partners/createCleanRoom.ts';
import type { invitePartnersInput } from '../../../core/jobs/partners/invitePartners.ts';
import type { InvitationWish, NewRoomWish } from '../../../protocol/invitationMessages.ts';

type Invitations = z.input<typeof invitePartnersInput>['invitations'];

/** What the form asks for, as the job that invites takes it. */
export function inviteInput(roomId: string, wish: InvitationWish): z.input<typeof invitePartnersInput> {
  return { room: roomId, invitations: invitationsOf(wish), note: wish.note };
}

/** The same for a room that is made first; what was left empty is not said. */
export function createInput(room: NewRoomWish, wish: InvitationWish): z.input<typeof createCleanRoomInput> {
  const { name, type, cloud, region, subRegion, startAt, endAt, description, features } = room;
  const invitations = invitationsOf(wish);
  return {
    name,
    type,
    cloud,
    region,
    features,
    ...(subRegion.trim() === '' ? {} : { sub_region: subRegion.trim() }),
    ...(startAt === '' ? {} : { start_at: startAt }),
    ...(endAt === '' ? {} : { end_at: endAt }),
    ...(description === '' ? {} : { description }),
    ...(invitations.length === 0 ? {} : { invitations, note: wish.note }),
  };
}

function invitationsOf({ invitations, mayReceiveResults }: InvitationWish): Invitations {
  return invitations.map(({ to, partnerName }) => ({
    to,
    ...(partnerName === undefined ? {} : { partner_name: partnerName }),
    ...(mayReceiveResults ? { abilities: ['CAN_RECEIVE_RESULTS' as const] } : {}),
  }));
}
