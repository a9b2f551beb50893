/** Finding what a request names, as far as its caller may see and change it (api-notes.md, §2). */
import type { Context } from './context.ts';
import { forbidden, notFound } from './liveRampError.ts';
import type { LiveRampRequest } from './request.ts';
import { isStakeholder, partnersIn, roomOf } from './world/liveRampWorld.ts';
import type { PartnerRecord, QuestionRecord, RoomRecord } from './world/records.ts';

/** A room that the caller's organisation owns or is a partner of. */
export function visibleRoom({ world, organisation }: Context, request: LiveRampRequest): RoomRecord {
  const id = request.label('cleanroomId');
  const room = world.rooms.find((each) => each.id === id);
  if (room === undefined || !isStakeholder(world, room, organisation.id)) throw notFound('Cleanroom', id);
  return room;
}

/** A room of which the API user is an administrator: he was added to it by hand, in the console. */
export function administeredRoom(context: Context, request: LiveRampRequest): RoomRecord {
  const room = visibleRoom(context, request);
  requireAdministrator(context, room);
  return room;
}

/** A room of the caller's own organisation, and its API user an administrator there. */
export function ownedRoom(context: Context, request: LiveRampRequest): RoomRecord {
  const room = administeredRoom(context, request);
  if (room.ownerId !== context.organisation.id) throw forbidden();
  return room;
}

export function requireAdministrator({ organisation }: Context, room: RoomRecord): void {
  if (!room.administrators.includes(organisation.id)) throw forbidden();
}

/** The room of a question, where the caller owns it and its API user is an administrator there. */
export function ownedRoomOf(context: Context, question: QuestionRecord): RoomRecord {
  const room = roomOf(context.world, question.roomId);
  requireAdministrator(context, room);
  if (room.ownerId !== context.organisation.id) throw forbidden();
  return room;
}

/** The partner of a room that a request names. */
export function partnerIn({ world }: Context, request: LiveRampRequest, room: RoomRecord): PartnerRecord {
  const id = request.label('cleanroomPartnerId');
  const partner = partnersIn(world, room.id).find((each) => each.id === id);
  if (partner === undefined) throw notFound('Cleanroom partner', id);
  return partner;
}

/** A question of a room that the caller's organisation has a part in. */
export function visibleQuestion({ world, organisation }: Context, request: LiveRampRequest): QuestionRecord {
  const id = request.label('cleanroomQuestionId');
  const question = world.questions.find((each) => each.id === id);
  if (question === undefined || !isStakeholder(world, roomOf(world, question.roomId), organisation.id))
    throw notFound('Cleanroom question', id);
  return question;
}

/** A question that the caller's organisation brought into a room. */
export function ownedQuestion(context: Context, request: LiveRampRequest): QuestionRecord {
  const question = visibleQuestion(context, request);
  requireAdministrator(context, roomOf(context.world, question.roomId));
  if (question.ownerId !== context.organisation.id) throw forbidden();
  return question;
}
