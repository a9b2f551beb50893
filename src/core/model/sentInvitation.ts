/** Where an invitation stands, as far as what to do next differs. */
export type InvitationState =
  /** Sent; the partner has not answered (PENDING, REQUEST_SENT_ADMIN, IN_PROGRESS; AWS: INVITED). */
  | 'pending'
  /** AWS: the collaboration's members have to agree before it is sent (a change request that is PENDING or APPROVED). */
  | 'awaiting_approval'
  | 'accepted'
  /** DECLINED, DECLINED_BY_ADMIN; AWS: a change request that was DENIED. */
  | 'declined'
  /** Taken back before it was answered, by us or in the service's own console. */
  | 'cancelled'
  /** AWS: took part and does not any more (LEFT, or REMOVED after having joined). */
  | 'ended'
  /** A word that is not in the API's description: shown as it is. */
  | 'unknown';

/** An invitation that our side has sent for a clean room. */
export interface SentInvitation {
  /** LiveRamp: the invitation's id. AWS: the invited account's id, or the change request's where none is sent yet. */
  id: string;
  roomId: string;
  /** Whom it was sent to: an e-mail address (LiveRamp), an account id (AWS). */
  to: string;
  /** What the partner is called there, where the service tells it. */
  partnerName?: string;
  /** LiveRamp: filled when the invitee has chosen the organisation that takes part. */
  partnerOrganisationId?: string;
  state: InvitationState;
  /** The service's own word. */
  status: string;
  note?: string;
  /** AWS: what the member may do and which costs it pays, which an invitation that is made anew may not be able to give. */
  abilities?: string[];
  pays?: string[];
  invitedBy?: string;
  /** ISO 8601. */
  createdAt?: string;
  updatedAt?: string;
}

/** True while an answer is awaited. */
export function isOpen({ state }: Pick<SentInvitation, 'state'>): boolean {
  return state === 'pending' || state === 'awaiting_approval';
}

/** True where an answer may still come: what a word means that nobody has described is not known. */
export function mayBeOpen(invitation: Pick<SentInvitation, 'state'>): boolean {
  return isOpen(invitation) || invitation.state === 'unknown';
}

/** Whom to invite to which clean room. */
export interface NewInvitation {
  roomId: string;
  to: string;
  note?: string | undefined;
  /** AWS: the name under which the member is shown. */
  partnerName?: string | undefined;
  /** AWS: CAN_RECEIVE_RESULTS or CAN_EXPORT_QUERY_ANALYSIS_LOG; CAN_QUERY cannot be given to a member who is added later. */
  abilities?: readonly string[] | undefined;
}

/** An organisation (LiveRamp) or account (AWS) that takes part in a clean room. */
export interface RoomPartner {
  /** LiveRamp: the clean room partner's id. AWS: the account id. */
  id: string;
  organisationId?: string;
  name: string;
  users: RoomUser[];
  /** AWS: INVITED, ACTIVE, LEFT, REMOVED. */
  status?: string;
  /** AWS. */
  abilities?: string[];
  /** AWS: the costs that it pays there. */
  pays?: string[];
}

/** A person in a clean room. */
export interface RoomUser {
  /** The clean room user's id. */
  id: string;
  userId: string;
  name: string;
  email: string;
  role: RoomRole | undefined;
}

/** A role that users of a clean room can have; what it permits is set in LiveRamp's own user interface. */
export interface RoomRole {
  id: string;
  name: string;
}
