import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
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
} from '../../../../src/core/model/question.ts';
import type { RoomPartner, RoomRole, RoomUser, SentInvitation } from '../../../../src/core/model/sentInvitation.ts';
import type { Connection } from '../../../../src/core/model/connection.ts';
import type { Allowance } from '../../../../src/core/partnerService.ts';
import type { Asked } from '../inMemory/requests.ts';
import type { SentWrite } from '../inMemory/world.ts';

/** The organisation that the tests act for. */
export const organisation: Connection = {
  id: 'liveramp|acme|api.habu.com',
  service: 'liveramp',
  name: 'acme',
  accountId: 'Acme Retail',
  region: 'api.habu.com',
  sandbox: false,
};

export const analystRole: RoomRole = { id: 'role-analyst', name: 'Data Analyst' };
export const viewerRole: RoomRole = { id: 'role-viewer', name: 'Viewer' };
export const administratorRole: RoomRole = { id: 'role-admin', name: 'Partner Administrator' };

/** What the service holds about clean rooms and partners; it outlives the process that talks to it. */
export class PartnerWorld implements Asked {
  rooms: CleanRoom[] = [];
  invitations: SentInvitation[] = [];
  /** By room. */
  partners = new Map<string, RoomPartner[]>();
  /** Our own people, by room. */
  users = new Map<string, RoomUser[]>();
  /** Those that partners' users can be given. */
  roles: RoomRole[] = [analystRole, viewerRole, administratorRole];
  questions: Question[] = [];
  /** By question; one that is not here has none listed. */
  permissions = new Map<string, QuestionPermission[]>();
  questionDatasets = new Map<string, QuestionDataset[]>();
  shares = new Map<string, ResultShare[]>();
  /** By room. */
  datasets = new Map<string, RoomDataset[]>();
  destinations = new Map<string, RoomDestination[]>();
  /** By question. */
  runs = new Map<string, QuestionRun[]>();
  schedules = new Map<string, RunSchedule[]>();
  /** By run. */
  audits = new Map<string, RunAuditEntry[]>();
  allowances: Allowance[] = [];
  /** Operations that are accepted and change nothing: what is read back then differs. */
  readonly ignored = new Set<string>();
  reads: string[] = [];
  writes: SentWrite[] = [];
  #given = 0;

  nextId(kind: string): string {
    return `${kind}-new-${(this.#given += 1)}`;
  }

  /** Adds a clean room of ours, with changes. */
  room(name: string, changes: Partial<CleanRoom> = {}): CleanRoom {
    const number = this.rooms.length + 1;
    const room: CleanRoom = {
      id: `room-${number}`,
      displayId: `CR-${String(number).padStart(6, '0')}`,
      name,
      owner: organisation.accountId,
      ours: true,
      status: 'COMPLETE',
      partners: [],
      ...changes,
    };
    this.rooms.push(room);
    return room;
  }

  /** Adds a partner to a room, with one user of this role. */
  partner(room: CleanRoom, name: string, role: RoomRole | undefined = analystRole): RoomPartner {
    const present = this.partners.get(room.id) ?? [];
    const id = `partner-${room.id}-${present.length + 1}`;
    const email = `dana@${name.toLowerCase().replaceAll(' ', '-')}.example`;
    const partner: RoomPartner = {
      id,
      organisationId: `organisation-${name}`,
      name,
      users: [{ id: `user-${id}`, userId: `person-${id}`, name: 'Dana', email, role }],
    };
    this.partners.set(room.id, [...present, partner]);
    room.partners.push(name);
    return partner;
  }

  /** Adds a question to a room, of which these permissions are open to all partners and all others to its owner. */
  question(room: CleanRoom, name: string, open: readonly QuestionPermissionName[] = [], changes: Partial<Question> = {}): Question {
    const number = this.questions.length + 1;
    const question: Question = {
      id: `question-${number}`,
      displayId: `CRQ-${String(number).padStart(6, '0')}`,
      roomId: room.id,
      name,
      status: 'READY',
      ...changes,
    };
    this.questions.push(question);
    this.permissions.set(
      question.id,
      open.map((permission) => ({ permission, access: 'ALL_CLEAN_ROOM_PARTNERS' satisfies QuestionAccess })),
    );
    return question;
  }

  /** Adds a dataset of ours to a room, with changes. */
  dataset(room: CleanRoom, name: string, changes: Partial<RoomDataset> = {}): RoomDataset {
    const present = this.datasets.get(room.id) ?? [];
    const dataset: RoomDataset = {
      id: `dataset-${room.id}-${present.length + 1}`,
      name,
      organisationName: organisation.accountId,
      partnerCanAssign: false,
      mappedFields: 3,
      ...changes,
    };
    this.datasets.set(room.id, [...present, dataset]);
    return dataset;
  }

  /** Adds an invitation that the partner has not answered, with changes. */
  invitation(room: CleanRoom, to: string, changes: Partial<SentInvitation> = {}): SentInvitation {
    const invitation: SentInvitation = {
      id: `invitation-${this.invitations.length + 1}`,
      roomId: room.id,
      to,
      state: 'pending',
      status: 'PENDING',
      createdAt: '2026-08-01T09:00:00.000Z',
      ...changes,
    };
    this.invitations.push(invitation);
    return invitation;
  }

  /** As the partner does in the service's own pages: the invitation is accepted, and the partner takes part. */
  accept(invitation: SentInvitation, name: string, role: RoomRole | undefined = administratorRole): RoomPartner {
    const room = this.rooms.find(({ id }) => id === invitation.roomId);
    if (room === undefined) throw new Error(`There is no room ${invitation.roomId}.`);
    invitation.state = 'accepted';
    invitation.status = 'ACCEPTED';
    const partner = this.partner(room, name, role);
    for (const user of partner.users) user.email = invitation.to;
    return partner;
  }

  /** Who has a permission of a question, as the service holds it. */
  access(questionId: string, permission: QuestionPermissionName): string {
    return this.permissions.get(questionId)?.find((each) => each.permission === permission)?.access ?? 'QUESTION_OWNER_ONLY';
  }
}
