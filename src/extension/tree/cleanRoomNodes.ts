import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';
import type { ListedInvitation } from '../../core/jobs/partners/listPartnerInvitations.ts';
import type { SurveyedRoom } from '../../core/jobs/partners/surveyPartners.ts';
import type { Question, QuestionRun, RoomDataset, RoomDestination, RunSchedule } from '../../core/model/question.ts';
import type { RoomPartner, RoomUser } from '../../core/model/sentInvitation.ts';
import type { Account } from '../connections/account.ts';
import { datasetItem, destinationItem, questionItem, runItem, scheduleItem } from './questionItems.ts';
import {
  cleanRoomItem,
  roomGroupItem,
  roomGroups,
  roomPartnerItem,
  roomUserItem,
  sentInvitationItem,
  type RoomGroup,
} from './cleanRoomItems.ts';
import { messageItem } from './roomsItems.ts';

/** A line under a LiveRamp organisation. `roomId` tells commands which clean room is meant. */
export type CleanRoomNode =
  | { kind: 'cleanRoom'; account: Account; roomId: string; surveyed: SurveyedRoom }
  | { kind: 'roomGroup'; account: Account; roomId: string; surveyed: SurveyedRoom; roomGroup: RoomGroup }
  | { kind: 'roomPartner'; account: Account; roomId: string; partner: RoomPartner }
  | { kind: 'roomUser'; account: Account; roomId: string; user: RoomUser }
  | { kind: 'sentInvitation'; account: Account; roomId: string; invitedAddress: string; sent: ListedInvitation }
  | { kind: 'question'; account: Account; roomId: string; question: Question }
  | { kind: 'run'; account: Account; run: QuestionRun }
  | { kind: 'schedule'; account: Account; schedule: RunSchedule }
  | { kind: 'destination'; account: Account; roomId: string; destination: RoomDestination }
  | { kind: 'dataset'; account: Account; roomId: string; dataset: RoomDataset }
  | { kind: 'roomMessage'; account: Account; id: readonly string[]; text: string; icon: 'warning' | 'info'; remedy?: string | undefined };

export function itemOfCleanRoomNode(node: CleanRoomNode): vscode.TreeItem {
  switch (node.kind) {
    case 'cleanRoom':
      return cleanRoomItem(node.account, node.surveyed);
    case 'roomGroup':
      return roomGroupItem(node.account, node.surveyed, node.roomGroup);
    case 'roomPartner':
      return roomPartnerItem(node.account, node.roomId, node.partner);
    case 'roomUser':
      return roomUserItem(node.account, node.roomId, node.user);
    case 'sentInvitation':
      return sentInvitationItem(node.account, node.roomId, node.sent);
    case 'question':
      return questionItem(node.account, node.question);
    case 'run':
      return runItem(node.account, node.run);
    case 'dataset':
      return datasetItem(node.account, node.dataset);
    case 'schedule':
      return scheduleItem(node.account, node.schedule);
    case 'destination':
      return destinationItem(node.account, node.roomId, node.destination);
    case 'roomMessage':
      return messageItem(node.account, node);
  }
}

/** The clean rooms of an organisation, its own first. */
export function cleanRoomsOf(account: Account): CleanRoomNode[] {
  const rooms = [...(account.partners?.rooms ?? [])].sort(
    (a, b) => Number(b.room.ours) - Number(a.room.ours) || a.room.name.localeCompare(b.room.name),
  );
  return rooms.length > 0
    ? rooms.map((surveyed) => ({ kind: 'cleanRoom', account, roomId: surveyed.room.id, surveyed }))
    : [{ kind: 'roomMessage', account, id: ['noRooms'], text: vscode.l10n.t('No clean rooms.'), icon: 'info' }];
}

export async function childrenOfCleanRoomNode(node: CleanRoomNode): Promise<CleanRoomNode[]> {
  switch (node.kind) {
    case 'cleanRoom':
      // Only the owner of a room can see whom it has invited.
      return roomGroups
        .filter((roomGroup) => roomGroup !== 'invitations' || node.surveyed.room.ours)
        .map((roomGroup) => ({ ...node, kind: 'roomGroup', roomGroup }));
    case 'roomGroup':
      return childrenOfGroup(node);
    case 'roomPartner':
      return node.partner.users.map((user) => ({ kind: 'roomUser', account: node.account, roomId: node.roomId, user }));
    case 'question':
      return childrenOfQuestion(node);
    case 'roomUser':
    case 'sentInvitation':
    case 'run':
    case 'schedule':
    case 'destination':
    case 'dataset':
    case 'roomMessage':
      return [];
  }
}

/** Its schedules and its runs; each part fails by itself. */
async function childrenOfQuestion({ account, question }: Extract<CleanRoomNode, { kind: 'question' }>): Promise<CleanRoomNode[]> {
  const [schedules, runs] = await Promise.all([
    orMessage(account, [question.id, 'schedules'], async () =>
      (await account.contents.schedules(question)).map((schedule) => ({ kind: 'schedule', account, schedule })),
    ),
    orMessage(account, [question.id, 'runs'], async () =>
      (await account.contents.runs(question)).map((run) => ({ kind: 'run', account, run })),
    ),
  ]);
  return runs.length > 0
    ? [...schedules, ...runs]
    : [...schedules, { kind: 'roomMessage', account, id: [question.id, 'noRuns'], text: vscode.l10n.t('Has not been run.'), icon: 'info' }];
}

async function childrenOfGroup({
  account,
  roomId,
  surveyed,
  roomGroup,
}: Extract<CleanRoomNode, { kind: 'roomGroup' }>): Promise<CleanRoomNode[]> {
  const { room, partners, invitations } = surveyed;
  const problem = roomGroup === 'partners' ? surveyed.partnersProblem : surveyed.problem;
  const none = (text: string): CleanRoomNode[] => [{ kind: 'roomMessage', account, id: [roomId, roomGroup], text, icon: 'info' }];
  const trouble: CleanRoomNode[] =
    problem === undefined
      ? []
      : [
          {
            kind: 'roomMessage',
            account,
            id: [roomId, roomGroup, 'problem'],
            text: problem.message,
            icon: 'warning',
            remedy: problem.remedy,
          },
        ];
  switch (roomGroup) {
    case 'partners':
      if (partners === undefined) return trouble;
      return partners.length === 0
        ? none(vscode.l10n.t('No partners yet.'))
        : partners.map((partner) => ({ kind: 'roomPartner', account, roomId, partner }));
    case 'invitations':
      if (trouble.length > 0) return trouble;
      return invitations.length === 0
        ? none(vscode.l10n.t('No invitations were sent.'))
        : invitations.map((sent) => ({ kind: 'sentInvitation', account, roomId, invitedAddress: sent.to, sent }));
    case 'questions':
      return orMessage(account, [roomId, roomGroup], async () => {
        const questions = await account.contents.questions(room);
        return questions.length === 0
          ? none(vscode.l10n.t('No questions.'))
          : questions.map((question) => ({ kind: 'question', account, roomId, question }));
      });
    case 'destinations':
      return orMessage(account, [roomId, roomGroup], async () => {
        const destinations = await account.contents.destinations(room);
        return destinations.length === 0
          ? none(vscode.l10n.t('No destinations.'))
          : destinations.map((destination) => ({ kind: 'destination', account, roomId, destination }));
      });
    case 'datasets':
      return orMessage(account, [roomId, roomGroup], async () => {
        const datasets = await account.contents.datasets(room);
        return datasets.length === 0
          ? none(vscode.l10n.t('No datasets.'))
          : datasets.map((dataset) => ({ kind: 'dataset', account, roomId, dataset }));
      });
  }
}

/** What cannot be read is a line with its message, never a blank. */
async function orMessage(account: Account, id: readonly string[], read: () => Promise<CleanRoomNode[]>): Promise<CleanRoomNode[]> {
  try {
    return await read();
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    return [{ kind: 'roomMessage', account, id: [...id, 'error'], text: error.message, icon: 'warning', remedy: error.remedy }];
  }
}
