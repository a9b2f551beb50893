import { paidCosts, type MemberStatus } from '../../core/model/collaboration.ts';
import type { InvitationState, SentInvitation } from '../../core/model/sentInvitation.ts';
import type { ChangeRequest } from './changeRequests.ts';
import type { ListedMember } from './collaborationMembers.ts';

/** One who was invited has joined, or has left, or was removed; that somebody declined cannot be told from AWS. */
function stateOfMember(status: MemberStatus, hasMembership: boolean): InvitationState {
  switch (status) {
    case 'INVITED':
      return 'pending';
    case 'ACTIVE':
      return 'accepted';
    case 'LEFT':
      return 'ended';
    case 'REMOVED':
      // An invitation is taken back by removing the member, too: who never joined has no membership.
      return hasMembership ? 'ended' : 'cancelled';
  }
}

/** ChangeRequestStatus. One that is COMMITTED has become a member, and the list of members says what became of it. */
const requestStates = new Map<string, InvitationState>([
  ['PENDING', 'awaiting_approval'],
  ['APPROVED', 'awaiting_approval'],
  ['DENIED', 'declined'],
  ['CANCELLED', 'cancelled'],
]);

/** The invitation that made somebody a member. */
export function invitationOfMember(roomId: string, { member, createTime, updateTime, hasMembership }: ListedMember): SentInvitation {
  return {
    id: member.accountId,
    roomId,
    to: member.accountId,
    partnerName: member.displayName,
    state: stateOfMember(member.status, hasMembership),
    status: member.status,
    abilities: member.abilities,
    pays: paidCosts(member.payment),
    createdAt: createTime,
    updatedAt: updateTime,
  };
}

/** The invitations that a change request asks for: one a new member, none where it is about something else. */
export function invitationsOfRequest(roomId: string, request: ChangeRequest): SentInvitation[] {
  const { id, status, createTime, updateTime } = request;
  return request.changes.flatMap(({ types, specification: { member } }) => {
    if (member === undefined || !types.includes('ADD_MEMBER')) return [];
    const { accountId, displayName, memberAbilities: abilities } = member;
    return {
      // The console can ask for several members at once.
      id: request.changes.length === 1 ? id : `${id}/${accountId}`,
      roomId,
      to: accountId,
      ...(displayName === undefined ? {} : { partnerName: displayName }),
      state: requestStates.get(status) ?? 'unknown',
      status,
      abilities,
      createdAt: createTime,
      updatedAt: updateTime,
    };
  });
}
