import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Question, QuestionDataset, QuestionPermission, QuestionRun, RoomDataset } from '../model/question.ts';
import type { RoomPartner, SentInvitation } from '../model/sentInvitation.ts';
import type { CleanRooms, PartnerInvitations, Questions, RoomDatasets, RoomPartners } from '../partnerService.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import type { CleanRoomService } from '../service.ts';
import type { ReadingLog } from './readingLog.ts';

/**
 * The same service of clean rooms with questions, which asks for each thing once and notes what it was asked and when, by
 * the operationIds of LiveRamp's OpenAPI document. What no diagnosis reads passes unchanged; writes do too.
 */
export function rememberRoomReads(service: CleanRoomService, log: ReadingLog): CleanRoomService {
  const { cleanRooms, partnerInvitations, partners, questions, datasets } = service;
  return {
    ...service,
    callCounts: () => service.callCounts(),
    allowances: () => service.allowances?.() ?? Promise.resolve([]),
    ...(cleanRooms === undefined ? {} : { cleanRooms: rememberedRooms(cleanRooms, log) }),
    ...(partnerInvitations === undefined ? {} : { partnerInvitations: rememberedInvitations(partnerInvitations, log) }),
    ...(partners === undefined ? {} : { partners: rememberedPartners(partners, log) }),
    ...(questions === undefined ? {} : { questions: rememberedQuestions(questions, log) }),
    ...(datasets === undefined ? {} : { datasets: rememberedDatasets(datasets, log) }),
  };
}

function rememberedRooms(cleanRooms: CleanRooms, log: ReadingLog): CleanRooms {
  const list = log.reader<CleanRoom[]>('getAllCleanrooms');
  return { ...cleanRooms, list: (signal) => list('', () => cleanRooms.list(signal)) };
}

function rememberedInvitations(invitations: PartnerInvitations, log: ReadingLog): PartnerInvitations {
  const list = log.reader<SentInvitation[]>('listPartnerInvitationsForInviter');
  return { ...invitations, list: (room, signal) => list(room.id, () => invitations.list(room, signal), roomTitle(room)) };
}

function rememberedPartners(partners: RoomPartners, log: ReadingLog): RoomPartners {
  const list = log.reader<RoomPartner[]>('getAllCleanroomPartners');
  return { ...partners, list: (room, signal) => list(room.id, () => partners.list(room, signal), roomTitle(room)) };
}

function rememberedQuestions(questions: Questions, log: ReadingLog): Questions {
  const list = log.reader<Question[]>('getAllCleanroomQuestions');
  const permissions = log.reader<QuestionPermission[]>('getCleanroomQuestionPermissions');
  const datasets = log.reader<QuestionDataset[]>('getAllCleanroomQuestionDatasets');
  const runs = log.reader<QuestionRun[]>('getAllCleanroomQuestionRuns');
  return {
    ...questions,
    list: (room, signal) => list(room.id, () => questions.list(room, signal), roomTitle(room)),
    permissions: (question, signal) => permissions(question.id, () => questions.permissions(question, signal), roomTitle(question)),
    datasets: (question, signal) => datasets(question.id, () => questions.datasets(question, signal), roomTitle(question)),
    runs: (question, signal) => runs(question.id, () => questions.runs(question, signal), roomTitle(question)),
  };
}

function rememberedDatasets(datasets: RoomDatasets, log: ReadingLog): RoomDatasets {
  const list = log.reader<RoomDataset[]>('getCleanroomDatasets');
  return { ...datasets, list: (room, signal) => list(room.id, () => datasets.list(room, signal), roomTitle(room)) };
}
