import type { RoomPartner, SentInvitation } from '../model/sentInvitation.ts';
import { addressKey } from '../partners/invitees.ts';
import { lastEvent, type Engagement } from './engagement.ts';
import type { RoomFacts } from './roomFacts.ts';

/** Where a partner stands in its room, as the service says now. */
export interface Standing {
  /** The invitation that counts: the one that waits, else the newest. */
  invitation: SentInvitation | undefined;
  /** The partner, as the room lists it; on AWS also one that is only invited. */
  partner: RoomPartner | undefined;
  /** Whether it takes part. */
  present: 'yes' | 'no' | 'unknown';
  /** Why something is not known; undefined where everything could be read. */
  problem: string | undefined;
  invitationsRead: boolean;
  /** When the invitation that counts was sent: the service's time, else the file's. */
  invitedAt: string | undefined;
  /** Whether an answer is awaited: then follow-ups come due. */
  waits: boolean;
}

/** Puts together what the service says of an engagement's partner. */
export function standingOf(engagement: Engagement, { room, invitations, partners }: RoomFacts): Standing {
  const invitation = invitations.read ? invitationFor(engagement, invitations.value) : undefined;
  const partner = partners.read ? partnerIn(engagement, partners.value, invitation) : undefined;
  const present = !partners.read ? 'unknown' : partner !== undefined && takesPart(partner) ? 'yes' : 'no';
  const unread = [room, partners, invitations].find(({ read }) => !read);
  const waiting = invitation?.state === 'pending' || invitation?.state === 'unknown';
  return {
    invitation,
    partner,
    present,
    problem: unread?.read === false ? unread.problem : undefined,
    invitationsRead: invitations.read,
    invitedAt: invitation?.createdAt ?? lastEvent(engagement, 'invited')?.at,
    waits: present !== 'yes' && waiting,
  };
}

/** Of several invitations to one address the one that waits, else one that was accepted, else the newest. */
function invitationFor({ partner: { address } }: Engagement, all: readonly SentInvitation[]): SentInvitation | undefined {
  const rank: Record<SentInvitation['state'], number> = {
    pending: 0,
    awaiting_approval: 1,
    unknown: 2,
    accepted: 3,
    declined: 4,
    cancelled: 4,
    ended: 4,
  };
  return all
    .filter(({ to }) => addressKey(to) === addressKey(address))
    .sort((a, b) => rank[a.state] - rank[b.state] || (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0];
}

/**
 * The partner by the organisation that its invitation or the file names, by the account, or by the address of one of its
 * users. Never by name: two organisations may share one.
 */
function partnerIn(
  { partner: { address, organisation_id: organisationId } }: Engagement,
  all: readonly RoomPartner[],
  invitation: SentInvitation | undefined,
): RoomPartner | undefined {
  const organisations = [organisationId, invitation?.state === 'accepted' ? invitation.partnerOrganisationId : undefined];
  return (
    all.find((each) => each.organisationId !== undefined && organisations.includes(each.organisationId)) ??
    all.find(({ id }) => id === address) ??
    all.find(({ users }) => users.some(({ email }) => addressKey(email) === addressKey(address)))
  );
}

/** AWS lists members who were invited or have left as well; LiveRamp lists those who take part. */
function takesPart({ status }: RoomPartner): boolean {
  return status === undefined || status === 'ACTIVE';
}
