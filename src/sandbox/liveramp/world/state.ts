/** Everything that LiveRamp holds, for people and tests: section `liveramp` of `GET /_sandbox/state`. */
import type { JsonObject } from '../../json.ts';
import { runStatus } from '../runProgress.ts';
import { isMapped } from '../datasets.ts';
import { tokensLeft } from '../tokens.ts';
import { organisationOf, partnersIn, type LiveRampWorld } from './liveRampWorld.ts';
import type { InvitationRecord, QuestionRecord, RoomRecord } from './records.ts';

/** `now` in milliseconds since 1970; organisations are told by their names. */
export function liveRampState(world: LiveRampWorld, now: number): JsonObject {
  return {
    organisations: world.organisations.map((each) => ({
      id: each.id,
      name: each.name,
      client_id: each.clientId,
      tokens_left: tokensLeft(world, each, now),
      users: each.users.map(({ name, email, roleName }) => ({ name, email, role: roleName })),
    })),
    rooms: world.rooms.map((each) => roomState(world, each, now)),
  };
}

function roomState(world: LiveRampWorld, room: RoomRecord, now: number): JsonObject {
  const inRoom = (each: { roomId: string }): boolean => each.roomId === room.id;
  return {
    id: room.id,
    display_id: room.displayId,
    name: room.name,
    owner: organisationOf(world, room.ownerId).name,
    status: room.status,
    administrators: room.administrators.map((each) => organisationOf(world, each).name),
    users: usersState(world, room, room.ownerId),
    partners: partnersIn(world, room.id).map(({ id, organisationId }) => ({
      id,
      organisation: organisationOf(world, organisationId).name,
      users: usersState(world, room, organisationId),
    })),
    invitations: world.invitations.filter(inRoom).map((each) => invitationState(world, each)),
    datasets: world.datasets.filter(inRoom).map((each) => ({
      id: each.id,
      name: each.name,
      organisation: organisationOf(world, each.organisationId).name,
      stage: each.stage,
      status: each.status,
      mapped: isMapped(each),
      partner_can_assign: each.partnerCanAssign,
    })),
    questions: world.questions.filter(inRoom).map((each) => questionState(world, each, now)),
  };
}

function usersState(world: LiveRampWorld, room: RoomRecord, organisationId: string): JsonObject[] {
  return world.roomUsers
    .filter((each) => each.roomId === room.id && each.organisationId === organisationId)
    .map(({ id, userId, roleId }) => ({
      id,
      email: organisationOf(world, organisationId).users.find((each) => each.id === userId)?.email,
      role: world.roles.find((each) => each.id === roleId)?.name,
    }));
}

function invitationState(world: LiveRampWorld, invitation: InvitationRecord): JsonObject {
  const { id, email, status, note, partnerOrganisationId } = invitation;
  return {
    id,
    email,
    status,
    note,
    partner_organisation: partnerOrganisationId === null ? null : organisationOf(world, partnerOrganisationId).name,
    invited_at: new Date(invitation.createdTime).toISOString(),
    cancelled: invitation.deletedTime !== null,
  };
}

function questionState(world: LiveRampWorld, question: QuestionRecord, now: number): JsonObject {
  return {
    id: question.id,
    display_id: question.displayId,
    name: question.name,
    owner: organisationOf(world, question.ownerId).name,
    status: question.status,
    permissions: Object.fromEntries(question.permissions.map((each) => [each.permission, each.access])),
    datasets: question.datasets.map((each) => ({
      macro: each.macro,
      organisation: each.organisationId === null ? null : organisationOf(world, each.organisationId).name,
      dataset: world.datasets.find((one) => one.id === each.datasetId)?.name ?? null,
    })),
    result_shares: question.resultShares.map(({ partnerId, postRunQueryId }) => ({ partner: partnerId, post_run_query: postRunQueryId })),
    runs: world.runs
      .filter((each) => each.questionId === question.id)
      .map((each) => ({ id: each.id, name: each.name, status: runStatus(world, each, now) })),
  };
}
