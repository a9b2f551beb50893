/** Invitations of partners, from the inviter's side; accepting and declining happen in LiveRamp's console alone (api-notes.md, §7). */
import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { administeredRoom, ownedRoom } from './access.ts';
import type { Context, Handler } from './context.ts';
import { badRequest, conflict, notFound } from './liveRampError.ts';
import { timeAudit } from './timeForms.ts';
import { nextId } from './world/liveRampWorld.ts';
import type { InvitationRecord, InvitationStatus, RoomRecord } from './world/records.ts';

/** AddCleanRoomPartnerRequest of the OpenAPI document. */
const partnerRequest = z.object({ partnerAdminEmail: z.optional(z.string()), invitationNote: z.optional(z.string()) });

export const usualNote =
  'We are making some insights based on our data available to you in a Clean Room and would like to invite you to take a look. Getting started is super easy.';

/** Whether an invitation still waits for somebody. */
export const openStatuses: ReadonlySet<InvitationStatus> = new Set(['PENDING', 'REQUEST_SENT_ADMIN', 'IN_PROGRESS']);

/** Invites; LiveRamp writes the mail. Whether it refuses a second invitation of an address is unknown: the scenario says. */
export const addCleanroomPartner: Handler = (context, request) => {
  const { world, organisation, now } = context;
  const room = ownedRoom(context, request);
  const { partnerAdminEmail: email = '', invitationNote } = request.body(partnerRequest);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw badRequest('partnerAdminEmail must be an e-mail address');
  const there = sent(context, room).some((each) => isFor(each, email) && (openStatuses.has(each.status) || each.status === 'ACCEPTED'));
  if (there && world.settings.duplicateInvitation === 'conflicts') throw conflict(`${email} has already been invited to this Cleanroom`);
  const invitation: InvitationRecord = {
    id: nextId(world),
    roomId: room.id,
    organisationId: organisation.id,
    partnerOrganisationId: null,
    email,
    invitorEmail: organisation.apiUserEmail,
    note: invitationNote === undefined || invitationNote === '' ? usualNote : invitationNote,
    status: 'PENDING',
    createdTime: now,
    updatedTime: now,
    deletedTime: null,
  };
  world.invitations.push(invitation);
  return describe(invitation);
};

/** What the caller's organisation sent; in the forms that this answer may have, of which the document names an odd one. */
export const listPartnerInvitationsForInviter: Handler = (context, request) => {
  const list = sent(context, administeredRoom(context, request)).map(describe);
  const [first] = list;
  switch (context.world.settings.invitationList) {
    case 'array':
      return list;
    case 'object':
      return first !== undefined && list.length === 1 ? first : list;
    case 'null_when_empty':
      return first === undefined ? null : list;
  }
};

export const cancelPartnerInvitationById: Handler = (context, request) => {
  const id = request.label('invitationId');
  const invitation = sent(context, ownedRoom(context, request)).find((each) => each.id === id);
  if (invitation === undefined) throw notFound('Invitation', id);
  return cancel(context, invitation);
};

export const cancelPartnerInvitationByEmail: Handler = (context, request) => {
  const room = ownedRoom(context, request);
  const email = request.required('partnerEmail');
  const invitation = sent(context, room).find((each) => isFor(each, email) && openStatuses.has(each.status));
  if (invitation === undefined) throw notFound('Invitation', email);
  return cancel(context, invitation);
};

/** The document knows no status for it: what stays in lists (if the scenario keeps it there) is of unknown status. */
function cancel({ world, now }: Context, invitation: InvitationRecord): JsonObject {
  if (invitation.deletedTime !== null) throw badRequest(`Invitation ${invitation.id} has been cancelled`);
  if (invitation.status === 'ACCEPTED') throw badRequest(`Invitation ${invitation.id} has been accepted`);
  Object.assign(invitation, { status: 'INVITE_STATUS_UNKNOWN', updatedTime: now, deletedTime: now });
  if (world.settings.cancelledInvitations === 'vanish') world.invitations = world.invitations.filter((each) => each.id !== invitation.id);
  return describe(invitation);
}

function sent({ world, organisation }: Context, room: RoomRecord): InvitationRecord[] {
  return world.invitations.filter((each) => each.roomId === room.id && each.organisationId === organisation.id);
}

function isFor(invitation: InvitationRecord, email: string): boolean {
  return invitation.email.toLowerCase() === email.toLowerCase();
}

/** InvitationDetail of the OpenAPI document, capitals as there. */
function describe(invitation: InvitationRecord): JsonObject {
  return {
    id: invitation.id,
    organizationId: invitation.organisationId,
    partnerOrganizationId: invitation.partnerOrganisationId ?? undefined,
    cleanRoomId: invitation.roomId,
    invitationNote: invitation.note,
    partnerAdminEmail: invitation.email,
    InvitorEmail: invitation.invitorEmail,
    Status: invitation.status,
    timeAudit: timeAudit(invitation.createdTime, invitation.updatedTime, invitation.deletedTime),
  };
}
