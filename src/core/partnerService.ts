import type { CleanRoom, NewCleanRoom } from './model/cleanRoom.ts';
import type {
  Question,
  QuestionAccess,
  QuestionDataset,
  QuestionPermission,
  QuestionPermissionName,
  QuestionRun,
  ResultShare,
  RoomDataset,
  RoomDestination,
  RunAuditEntry,
  RunSchedule,
} from './model/question.ts';
import type { NewInvitation, RoomPartner, RoomRole, RoomUser, SentInvitation } from './model/sentInvitation.ts';
import type { WriteOptions, Written } from './service.ts';

/**
 * The part of the port that is about partners. As everywhere: a capability that a service lacks is missing, every method
 * raises CleanRoomError and honours its signal, lists are complete, and every write has been read again when it returns.
 */
export interface CleanRooms {
  /** Those of which this connection is the owner, and those that others share with it. */
  list(signal?: AbortSignal): Promise<CleanRoom[]>;
  /** AWS: missing, a collaboration is made with all its members at once in the console. */
  create?(room: NewCleanRoom, options: WriteOptions): Promise<Written<CleanRoom>>;
}

export interface PartnerInvitations {
  /** How a partner is named: LiveRamp by an administrator's e-mail address, AWS by account id. */
  readonly addressedBy: 'email' | 'account_id';
  /** Whether the service sends words of ours with the invitation. */
  readonly carriesNote: boolean;
  /** `not_permitted` where this connection does not administer the room. */
  list(room: CleanRoom, signal?: AbortSignal): Promise<SentInvitation[]>;
  /** Sends one. What was sent a moment ago already is found and is not an error. */
  invite(invitation: NewInvitation, options: WriteOptions): Promise<Written<SentInvitation>>;
  cancel(invitation: SentInvitation, options: WriteOptions): Promise<Written<void>>;
}

export interface RoomPartners {
  list(room: CleanRoom, signal?: AbortSignal): Promise<RoomPartner[]>;
  /** The people of our own organisation in the room. */
  users?(room: CleanRoom, signal?: AbortSignal): Promise<RoomUser[]>;
  /** The roles that a partner's users can be given. */
  roles?(room: CleanRoom, partner: RoomPartner, signal?: AbortSignal): Promise<RoomRole[]>;
  /** updateCleanroomPartnerUserRole: refused for Administrator and Partner Administrator. */
  setRole?(change: PartnerRoleChange, options: WriteOptions): Promise<Written<RoomUser>>;
}

export interface PartnerRoleChange {
  room: CleanRoom;
  partner: RoomPartner;
  user: RoomUser;
  role: RoomRole;
}

export interface Questions {
  list(room: CleanRoom, signal?: AbortSignal): Promise<Question[]>;
  permissions(question: Question, signal?: AbortSignal): Promise<QuestionPermission[]>;
  /** Sets those that are named and leaves the others; answers all as they are afterwards. */
  setPermissions(
    question: Question,
    permissions: readonly { permission: QuestionPermissionName; access: QuestionAccess }[],
    options: WriteOptions,
  ): Promise<Written<QuestionPermission[]>>;
  datasets(question: Question, signal?: AbortSignal): Promise<QuestionDataset[]>;
  resultShares(question: Question, signal?: AbortSignal): Promise<ResultShare[]>;
  /** Asks for exactly these; whether those left out go is not documented, so compare what is answered. */
  setResultShares(question: Question, shares: readonly ResultShare[], options: WriteOptions): Promise<Written<ResultShare[]>>;
  runs(question: Question, signal?: AbortSignal): Promise<QuestionRun[]>;
  /** At most one call for a run in five minutes: `throttled` otherwise, with the time from which it is allowed. */
  run(runId: string, signal?: AbortSignal): Promise<QuestionRun>;
  audit(runId: string, signal?: AbortSignal): Promise<RunAuditEntry[]>;
  /** At most twenty an hour for an API user; 412 where the question is not READY (`invalid_state`). */
  createRun(
    question: Question,
    run: { name: string; parameters?: Readonly<Record<string, string>> | undefined },
    options: WriteOptions,
  ): Promise<Written<QuestionRun>>;
  schedules(question: Question, signal?: AbortSignal): Promise<RunSchedule[]>;
}

export interface RoomDatasets {
  list(room: CleanRoom, signal?: AbortSignal): Promise<RoomDataset[]>;
  setPartnerAssignment(
    room: CleanRoom,
    changes: readonly { datasetId: string; name: string; partnerCanAssign: boolean }[],
    options: WriteOptions,
  ): Promise<Written<RoomDataset[]>>;
}

export interface Destinations {
  list(room: CleanRoom, signal?: AbortSignal): Promise<RoomDestination[]>;
}

/** AWS: what an existing member may do is changed by a change request, which the members may have to approve. */
export interface MemberChanges {
  /** CreateCollaborationChangeRequest; `applied` is false while others have to approve. */
  setAbilities(
    change: { collaborationId: string; accountId: string; displayName: string; abilities: readonly string[] },
    options: WriteOptions,
  ): Promise<Written<{ applied: boolean; status: string }>>;
}

/** How much of a scarce allowance is left, for people. */
export interface Allowance {
  name: string;
  left: number;
  of: number;
  /** ISO 8601: when there is more; undefined where all of it is left. */
  moreAt?: string;
}

/** The capabilities about partners that a service may have. */
export interface PartnerCapabilities {
  readonly cleanRooms?: CleanRooms;
  readonly partnerInvitations?: PartnerInvitations;
  readonly partners?: RoomPartners;
  readonly questions?: Questions;
  readonly datasets?: RoomDatasets;
  readonly destinations?: Destinations;
  readonly memberChanges?: MemberChanges;
  /** LiveRamp: tokens of today, runs of this hour. */
  allowances?(): Promise<Allowance[]>;
}
