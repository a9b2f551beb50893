import { inTurns } from '../../inTurns.ts';
import type { PermittedTable } from '../../jobs/partners/readPartnerPermissions.ts';
import { readRoomTables } from '../../jobs/partners/roomTables.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Question, QuestionDataset, QuestionPermission, RoomDataset } from '../../model/question.ts';
import type { SchemaReadiness } from '../../model/readiness.ts';
import type { CleanRoomService } from '../../service.ts';
import { otherOwner } from '../../partners/ownership.ts';
import { readPart, type Part } from '../part.ts';

/** Questions that are read at a time: each is two calls of its own. */
const atOnce = 8;

/** A question with what its checks look at. */
export interface CheckedQuestion {
  question: Question;
  /** The partner who alone sets its permissions; undefined for a question of ours. */
  ownedBy: string | undefined;
  permissions: Part<QuestionPermission[]>;
  datasets: Part<QuestionDataset[]>;
}

/** A table of ours in a collaboration; `readiness` is undefined where the service knows none of that name. */
export interface CheckedTable {
  table: PermittedTable;
  readiness: SchemaReadiness | undefined;
}

/** What is in a room; undefined is what the service has not at all. */
export interface CheckedRoom {
  questions: Part<CheckedQuestion[]> | undefined;
  datasets: Part<RoomDataset[]> | undefined;
  tables: Part<CheckedTable[]> | undefined;
}

/** Reads what the checks of all engagements in a room look at. Raises `cancelled` only. */
export async function readCheckedRoom(service: CleanRoomService, room: CleanRoom, signal: AbortSignal | undefined): Promise<CheckedRoom> {
  const [questions, datasets, tables] = await Promise.all([
    service.questions === undefined ? undefined : readPart(readQuestions(service, service.questions, room, signal)),
    service.datasets === undefined ? undefined : readPart(service.datasets.list(room, signal)),
    service.associations === undefined ? undefined : readPart(readTables(service, room, signal)),
  ]);
  return { questions, datasets, tables };
}

async function readQuestions(
  { connection, partners: partnersPort }: CleanRoomService,
  port: NonNullable<CleanRoomService['questions']>,
  room: CleanRoom,
  signal: AbortSignal | undefined,
): Promise<CheckedQuestion[]> {
  // Who owns a question can be told only where the partners can be read.
  const [listed, partners] = await Promise.all([
    port.list(room, signal),
    readPart(partnersPort?.list(room, signal) ?? Promise.resolve([])),
  ]);
  const known = partners.read ? partners.value : [];
  return inTurns(listed, atOnce, async (question) => {
    const [permissions, datasets] = await Promise.all([
      readPart(port.permissions(question, signal)),
      readPart(port.datasets(question, signal)),
    ]);
    return { question, ownedBy: otherOwner(question, room, known, connection), permissions, datasets };
  });
}

async function readTables(service: CleanRoomService, room: CleanRoom, signal: AbortSignal | undefined): Promise<CheckedTable[]> {
  const tables = (await readRoomTables(service, room, signal)) ?? [];
  const names = tables.map(({ associationName }) => associationName);
  const readiness = names.length === 0 ? [] : ((await service.associations?.readiness(room.id, names, signal)) ?? []);
  // A schema is named, not owned: another member's table of the same name is not ours.
  const ours = readiness.filter(({ creatorAccountId }) => creatorAccountId === service.connection.accountId);
  return tables.map((table) => ({ table, readiness: ours.find(({ name }) => name === table.associationName) }));
}
