/** What the LiveRamp sandbox remembers. Times are milliseconds since 1970 and their names end in Time; everything is plain JSON. */

/** InviteStatus of the OpenAPI document. */
export const invitationStatuses = [
  'PENDING',
  'ACCEPTED',
  'DECLINED',
  'INVITE_STATUS_UNKNOWN',
  'REQUEST_SENT_ADMIN',
  'IN_PROGRESS',
  'DECLINED_BY_ADMIN',
] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

/** QuestionPermission of the OpenAPI document. */
export const questionPermissions = ['VIEW_CODE', 'EDIT', 'CLONE', 'RUN', 'IN_PROGRESS', 'VIEW_RESULTS', 'DELETE'] as const;
export type QuestionPermission = (typeof questionPermissions)[number];

/** QuestionAccess of the OpenAPI document, without its unknown. */
export const questionAccesses = ['QUESTION_OWNER_ONLY', 'ALL_CLEAN_ROOM_PARTNERS'] as const;
export type QuestionAccess = (typeof questionAccesses)[number];

/** A person in an organisation. */
export interface UserRecord {
  id: string;
  name: string;
  email: string;
  /** His role in the organisation, not in a room. */
  roleName: string;
}

/** An organisation with its one API user. */
export interface OrganisationRecord {
  id: string;
  name: string;
  /** The API user's. */
  clientId: string;
  clientSecret: string;
  apiUserEmail: string;
  users: UserRecord[];
  /** When the API user took tokens; those of the last 24 hours count. */
  tokensTaken: number[];
  /** The token bucket of run creation: how many were left when. */
  runAllowance: { left: number; at: number } | null;
}

export interface TokenRecord {
  token: string;
  organisationId: string;
  /** Milliseconds since 1970; the `age` control call leaves it alone. */
  expires: number;
}

export interface RoomRecord {
  id: string;
  displayId: string;
  name: string;
  description: string;
  ownerId: string;
  type: string;
  status: string;
  parameters: Record<string, string>;
  startTime: number;
  endTime: number | null;
  /** Organisations whose API user was made administrator of this room. */
  administrators: string[];
  createdTime: number;
  updatedTime: number;
}

/** A role that an organisation's users can have in a room. */
export interface RoleRecord {
  id: string;
  roomId: string;
  organisationId: string;
  name: string;
}

/** A person in a room. */
export interface RoomUserRecord {
  id: string;
  roomId: string;
  organisationId: string;
  userId: string;
  roleId: string;
  /** E-mail addresses. */
  createdBy: string;
  updatedBy: string;
  createdTime: number;
  updatedTime: number;
}

/** An organisation that accepted an invitation to a room. */
export interface PartnerRecord {
  id: string;
  roomId: string;
  organisationId: string;
  joinedTime: number;
}

export interface InvitationRecord {
  id: string;
  roomId: string;
  /** The inviter's organisation. */
  organisationId: string;
  /** null until the invitee has linked an organisation. */
  partnerOrganisationId: string | null;
  email: string;
  invitorEmail: string;
  note: string;
  status: InvitationStatus;
  createdTime: number;
  updatedTime: number;
  deletedTime: number | null;
}

export interface DatasetRecord {
  id: string;
  roomId: string;
  organisationId: string;
  name: string;
  connectionType: string;
  connectionId: string;
  stage: string;
  status: string;
  partnerCanAssign: boolean;
  /** null: as its status says. */
  mapped: boolean | null;
  fields: { id: string; name: string; type: string }[];
}

/** A place in a question that wants a dataset. */
export interface QuestionDatasetRecord {
  id: string;
  macro: string;
  dataTypeName: string;
  /** Which organisation is to bring the dataset; null until the room's owner has said so. */
  organisationId: string | null;
  datasetId: string | null;
  assignedTime: number | null;
}

export interface QuestionRecord {
  id: string;
  displayId: string;
  roomId: string;
  /** The organisation's question of which this is the room's copy. */
  questionId: string;
  ownerId: string;
  name: string;
  description: string;
  type: string;
  category: string;
  status: string;
  isEditable: boolean;
  query: string;
  /** Every run of it fails with this reason; null: runs complete. */
  runsFail: string | null;
  permissions: { id: string; permission: QuestionPermission; access: QuestionAccess }[];
  datasets: QuestionDatasetRecord[];
  /** `postRunQueryId` is null where none was named. */
  resultShares: { id: string; partnerId: string; postRunQueryId: string | null }[];
  createdTime: number;
}

export interface RunRecord {
  id: string;
  questionId: string;
  name: string;
  parameters: Record<string, string>;
  submittedBy: string;
  submittedTime: number;
  /** What the scenario says it is; null: it goes from QUEUED to its end by time. */
  status: string | null;
  failureReason: string | null;
}

export interface ScheduleRecord {
  id: string;
  displayId: string;
  questionId: string;
  name: string;
  active: boolean;
  repeatFrequency: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  daysOfWeek: string[];
  daysOfMonth: number[];
  createdBy: string;
  startTime: number;
  createdTime: number;
}

/** Where results may be sent: a partner account, in LiveRamp's words. */
export interface DestinationRecord {
  id: string;
  roomId: string;
  organisationId: string;
  name: string;
  /** Such as EXPORTS. */
  type: string;
  channelStatus: string;
  configStatus: string;
  isUsedForActivation: boolean;
  createdTime: number;
}

/** One change that an API user made. */
export interface LiveRampWriteRecord {
  time: number;
  requestId: string;
  /** The organisation's name. */
  organisation: string;
  operation: string;
  /** Ids and addresses that the request named, and the id of what it created. */
  subject: Record<string, string>;
}
