import { roomExplanations } from '../../diagnosis/explanations/roomExplanations.ts';
import { nearestFirst } from '../../diagnosis/nearestFirst.ts';
import { settingsUnreadable } from '../../diagnosis/permissionFindings.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { severityOrder, type Finding } from '../../model/finding.ts';
import { signatureOf } from '../../partners/inviter.ts';
import { readSettings } from '../../partners/readSettings.ts';
import { resolveRoom } from '../../partners/resolveRoom.ts';
import type { JobContext } from '../job.ts';
import { roomsOf } from '../partners/rooms.ts';
import { checkDataset } from './checkDataset.ts';
import { checkPartner } from './checkPartner.ts';
import { checkQuestion } from './checkQuestion.ts';
import { checkAllRooms, checkRoom } from './checkRooms.ts';
import type { Diagnosed } from './diagnosed.ts';
import { QuestionCalls } from './questionCalls.ts';
import type { Checked, RoomChecks } from './roomChecks.ts';
import type { RoomSubject } from './roomSearch.ts';
import { findRoomSubject } from './roomSubject.ts';

/**
 * Says why something in clean rooms with questions (LiveRamp) does not work: one room, one question, partner or dataset by
 * id, display id or name, or everything where nothing is named. Only what that needs is read. The context's service should
 * ask for nothing twice (`rememberRoomReads`). Raises `not_found` and `invalid_input` about names.
 */
export async function diagnoseRooms(
  context: JobContext,
  asked: { room?: string | undefined; subject?: string | undefined },
): Promise<Diagnosed> {
  const { service, signal, partnerSettings } = context;
  const { connection } = service;
  const all = await roomsOf(service, signal);
  const within = asked.room === undefined ? undefined : resolveRoom(nearestFirst(all, asked.room), asked.room, connection);
  const rooms = within === undefined ? all : [within];
  const subject = asked.subject === undefined ? wholeRoom(within) : await findRoomSubject(context, { within, rooms }, asked.subject);
  const { settings, problem } = await readSettings(partnerSettings);
  const checks: RoomChecks = { context, settings, signature: signatureOf(connection, settings), calls: new QuestionCalls(rooms.length) };
  const { findings, unlooked } = subject === undefined ? await checkAllRooms(checks, rooms) : await check(checks, subject);
  const unreadable = new Set(findings.filter(({ id }) => id === 'clean_room.unreadable').map(({ subject: { roomId } }) => roomId));
  // That a room cannot be read is a finding, which says it once.
  const others = unlooked.filter(({ roomId }) => !unreadable.has(roomId));
  return {
    about: subject === undefined ? undefined : aboutOf(subject),
    findings: distinct([...(problem === undefined ? [] : [settingsUnreadable(connection, problem)]), ...findings]),
    unlooked: [...new Set(others.map(({ sentence }) => sentence))],
    uncertain: others.some(({ failed }) => failed),
    explanations: roomExplanations,
  };
}

function wholeRoom(room: CleanRoom | undefined): RoomSubject | undefined {
  return room === undefined ? undefined : { kind: 'clean_room', room };
}

function check(checks: RoomChecks, subject: RoomSubject): Promise<Checked> {
  switch (subject.kind) {
    case 'clean_room':
      return checkRoom(checks, subject.room);
    case 'question':
      return checkQuestion(checks, subject);
    case 'dataset':
      return checkDataset(checks, subject);
    case 'partner':
      return checkPartner(checks, subject);
  }
}

function aboutOf(subject: RoomSubject): Diagnosed['about'] {
  switch (subject.kind) {
    case 'clean_room':
      return { kind: subject.kind, name: subject.room.name };
    case 'question':
      return { kind: subject.kind, name: subject.question.name, room: subject.room.name };
    case 'dataset':
      return { kind: subject.kind, name: subject.dataset.name, room: subject.room.name };
    case 'partner': {
      const [only, ...others] = subject.rooms;
      return { kind: subject.kind, name: subject.name, ...(only === undefined || others.length > 0 ? {} : { room: only.name }) };
    }
  }
}

/** The worst about each thing: several parts of a room that cannot be read are one cause. */
function distinct(findings: readonly Finding[]): Finding[] {
  const worst = findings.toSorted((a, b) => severityOrder[a.severity] - severityOrder[b.severity]);
  return [...Map.groupBy(worst, ({ id, subject }) => JSON.stringify([id, subject])).values()].flatMap(([first]) => first ?? []);
}
