import * as z from 'zod/mini';
import {
  invitationDeclined,
  reminderDue,
  reminderText,
  roomUnreadable,
  type ReadingProblem,
} from '../../diagnosis/sentInvitationFindings.ts';
import { settingsUnreadable } from '../../diagnosis/permissionFindings.ts';
import { readSettings } from '../../partners/readSettings.ts';
import { invitationRows } from '../../partners/invitationRows.ts';
import { asCleanRoomError } from '../../errors.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import { isOpen, type SentInvitation } from '../../model/sentInvitation.ts';
import { daysSince } from '../../partners/age.ts';
import { historyOf, type InvitationEvent } from '../../partners/invitationHistory.ts';
import { signatureOf } from '../../partners/inviter.ts';
import { resolveRoom } from '../../partners/resolveRoom.ts';
import { inTurns } from '../../inTurns.ts';
import { t } from '../../text.ts';
import type { JobContext, ReadingJob } from '../job.ts';
import { required, roomsOf } from './rooms.ts';

/** After how many days without an answer a reminder is due, where the folder says nothing else. */
export const standardReminderDays = 7;
/** Jobs whose audit entries tell an invitation's history. */
const invitationJobs: ReadonlySet<string> = new Set([
  'invite-partners',
  'cancel-partner-invitations',
  'resend-partner-invitations',
  'create-clean-room',
  'advance-onboarding',
]);

export const listPartnerInvitationsInput = z.object({
  /** Id, display id or name; every room that is ours where left out. */
  room: z.optional(z.string()),
  /** Only those that still wait for an answer. */
  pending_only: z._default(z.boolean(), false),
});

/** An invitation with what follows from it. */
export interface ListedInvitation extends SentInvitation {
  /** Whole days since it was sent; undefined where the service gives no time. */
  ageDays: number | undefined;
  reminderDue: boolean;
  /** A mail that can be sent as it is. */
  reminder: string;
  /** What this machine has done about it, oldest first. */
  history: InvitationEvent[];
}

/** The invitations of one room, or why they could not be read. */
export interface RoomInvitations {
  room: CleanRoom;
  invitations: ListedInvitation[];
  problem?: ReadingProblem;
}

export interface InvitationsList {
  connection: Connection;
  /** ISO 8601. */
  readAt: string;
  rooms: RoomInvitations[];
  findings: Finding[];
  reminderDays: number;
  /** True where some audit log could not be read: histories may lack something. */
  historyIncomplete: boolean;
}

/** Every invitation that our side has sent, with its age, its history, and what to do about it. */
export const listPartnerInvitations: ReadingJob<typeof listPartnerInvitationsInput, InvitationsList> = {
  kind: 'reading',
  id: 'partner-invitations',
  input: listPartnerInvitationsInput,
  permission: 'read',

  async run(context, { room: reference, pending_only: pendingOnly }) {
    const { service, signal } = context;
    required(service.partnerInvitations, service, t('list the invitations that were sent'));
    const all = await roomsOf(service, signal);
    const rooms = reference === undefined ? all.filter(({ ours }) => ours) : [resolveRoom(all, reference, service.connection)];
    const list = await listInvitations(context, rooms);
    if (!pendingOnly) return list;
    return { ...list, rooms: list.rooms.map((each) => ({ ...each, invitations: each.invitations.filter(isOpen) })) };
  },
};

/** Reads the invitations of these rooms; one that cannot be read leaves the others whole. */
export async function listInvitations(context: JobContext, rooms: readonly CleanRoom[], now = new Date()): Promise<InvitationsList> {
  const { service, signal, partnerSettings, auditTrail } = context;
  const { connection } = service;
  const [{ settings, problem }, trail] = await Promise.all([
    readSettings(partnerSettings),
    auditTrail?.entries(connection.id, invitationJobs, signal) ?? { entries: [], incomplete: false },
  ]);
  const reminderDays = settings?.reminder_days ?? standardReminderDays;
  const signature = signatureOf(connection, settings);
  const read = await inTurns(rooms, 6, async (room): Promise<RoomInvitations> => {
    try {
      const invitations = (await service.partnerInvitations?.list(room, signal)) ?? [];
      return {
        room,
        invitations: invitations.map((invitation) => {
          const ageDays = daysSince(invitation.createdAt, now);
          return {
            ...invitation,
            ageDays,
            reminderDue: invitation.state === 'pending' && ageDays !== undefined && ageDays >= reminderDays,
            reminder: reminderText(connection, room, invitation, ageDays ?? 0, signature),
            history: historyOf(trail.entries, room.id, invitation, invitations),
          };
        }),
      };
    } catch (thrown) {
      const { code, message, remedy } = asCleanRoomError(thrown);
      if (code === 'cancelled') throw thrown;
      return { room, invitations: [], problem: { code, message, remedy } };
    }
  });
  return {
    connection,
    readAt: now.toISOString(),
    rooms: read,
    findings: [
      ...(problem === undefined ? [] : [settingsUnreadable(connection, problem)]),
      ...read.flatMap((each) => findingsOf(connection, each, signature)),
    ],
    reminderDays,
    historyIncomplete: trail.incomplete,
  };
}

/** One finding for an address at most: of several invitations to it the one that counts. */
function findingsOf(connection: Connection, { room, invitations, problem }: RoomInvitations, signature: string): Finding[] {
  if (problem !== undefined) return [roomUnreadable(connection, room, 'invitations', problem)];
  return invitationRows(invitations).flatMap(({ invitation }) => {
    const listed = invitations.find(({ id }) => id === invitation.id);
    if (listed?.reminderDue === true) return [reminderDue(connection, room, listed, listed.ageDays ?? 0, signature)];
    return invitation.state === 'declined' ? [invitationDeclined(connection, room, invitation)] : [];
  });
}
