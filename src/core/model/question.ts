/** A question of a LiveRamp clean room. */
export interface Question {
  id: string;
  /** `CRQ-136017`. */
  displayId?: string;
  roomId: string;
  name: string;
  type?: string;
  category?: string;
  /** READY and MISSING_DATASETS have been seen; others are shown as they are. */
  status: string;
  ownerOrganisationId?: string;
}

/** The permissions that a question has (CleanRoomQuestionPermission). They hold for all partners of the room alike. */
export const questionPermissions = ['VIEW_CODE', 'EDIT', 'CLONE', 'RUN', 'VIEW_RESULTS', 'IN_PROGRESS', 'DELETE'] as const;
export type QuestionPermissionName = (typeof questionPermissions)[number];

/** Who has a permission of a question. */
export const questionAccesses = ['QUESTION_OWNER_ONLY', 'ALL_CLEAN_ROOM_PARTNERS'] as const;
export type QuestionAccess = (typeof questionAccesses)[number];

/** One permission of a question as the service told it; words that are not in its description stay as they are. */
export interface QuestionPermission {
  id?: string;
  permission: string;
  access: string;
}

/** A dataset that a question wants. */
export interface QuestionDataset {
  id: string;
  /** What the question calls it. */
  macro: string;
  /** The organisation that has to provide it. */
  organisationId?: string;
  organisationName?: string;
  /** Undefined where nothing has been assigned. */
  datasetId?: string;
  datasetName?: string;
  status?: string;
}

/** Results of a question that go to a partner: the only lever of LiveRamp that is per partner and question. */
export interface ResultShare {
  id?: string;
  partnerId: string;
  /** Which of the question's result queries; the description does not say that it must be named, nor what it means where it is not. */
  postRunQueryId?: string;
}

/** A dataset in a clean room. */
export interface RoomDataset {
  id: string;
  name: string;
  organisationName?: string;
  /** In the service's own words. */
  stage?: string;
  configurationStatus?: string;
  partnerCanAssign: boolean;
  mappedFields: number;
}

/** One run of a question. */
export interface QuestionRun {
  id: string;
  name: string;
  /** QUEUED, RUNNING, COMPLETED, FAILED … in the service's own word. */
  status: string;
  submittedAt?: string;
  completedAt?: string;
  failureReason?: string;
  isRetryable?: boolean;
}

/** One line of a run's audit. */
export interface RunAuditEntry {
  time: string;
  type: string;
  message: string;
}

/** A schedule by which a question runs; read only here. */
export interface RunSchedule {
  id: string;
  name: string;
  repeats: string;
  startsAt?: string;
  endsAt?: string;
}

/** A destination that wants approval or has it; read only here. */
export interface RoomDestination {
  id: string;
  name: string;
  /** ACTIVE_CHANNEL or PENDING_CHANNEL. */
  channelStatus: string;
  ownership?: string;
}
